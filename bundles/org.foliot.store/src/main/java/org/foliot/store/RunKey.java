package org.foliot.store;

import java.util.HexFormat;

/**
 * What a run is known by: a digest of everything that determines it. Runs of one key are the same run.
 *
 * @param digest SHA-256, as 64 lower-case hexadecimal digits
 */
public record RunKey(String digest) implements Comparable<RunKey> {
    static final int BYTES = 32;

    /** @throws IllegalArgumentException if these are not 64 lower-case hexadecimal digits */
    public RunKey {
        if (digest.length() != 2 * BYTES || !digest.chars().allMatch(RunKey::isDigit)) {
            throw new IllegalArgumentException("not a SHA-256 digest in lower-case hexadecimal digits: " + digest);
        }
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9' || character >= 'a' && character <= 'f';
    }

    /**
     * The key of this digest.
     *
     * @param digest 32 bytes
     */
    public static RunKey of(byte[] digest) {
        return new RunKey(HexFormat.of().formatHex(digest));
    }

    /** The digest as 32 bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(digest);
    }

    @Override
    public int compareTo(RunKey other) {
        return digest.compareTo(other.digest);
    }

    @Override
    public String toString() {
        return digest;
    }
}
