package org.foliot.statistics;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.commons.rng.core.source64.L64X128Mix;

/** Random numbers for one purpose: the same for the same name and seed, on every machine. */
final class RandomSource {
    private final L64X128Mix generator;

    RandomSource(String purpose, long seed) {
        ByteBuffer digest = ByteBuffer.wrap(sha256(purpose + '\0' + seed));
        generator =
                new L64X128Mix(new long[] {digest.getLong(), digest.getLong(), digest.getLong() | 1, digest.getLong()});
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** From 0 to the bound, without it. */
    int below(int bound) {
        return generator.nextInt(bound);
    }

    /** From 0 to 1, without it. */
    double unit() {
        return generator.nextDouble();
    }
}
