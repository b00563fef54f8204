package org.foliot.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.rng.core.source64.L64X128Mix;

/**
 * Gives everything in a simulation that needs randomness a stream of its own, named by its owner and its purpose.
 *
 * <p>A stream depends on the seed and these two names alone: not on how many streams there are, nor in which order
 * they were asked for. So adding a guest to a scenario leaves the numbers of every other guest as they were, and two
 * variants of a scenario differ only where they differ (common random numbers).
 */
public final class RandomStreams {

    /** How the streams of a run relate to those of another with the same seed. */
    public enum Pairing {
        /** Not at all. */
        NONE,
        /** They are the first of a pair for antithetic variates. */
        ORIGINAL,
        /**
         * They are the mirror image of {@link #ORIGINAL}: where that draws a small number, this draws a large one. The
         * mean of both runs then often varies less than that of two independent ones.
         */
        MIRRORED
    }

    private final long seed;
    private final Pairing pairing;
    private final Set<String> taken = new HashSet<>();

    /** Streams for a run of its own. */
    public RandomStreams(long seed) {
        this(seed, Pairing.NONE);
    }

    /**
     * Streams for one run of a pair. In a pair, exponential numbers are drawn by inversion, since only then is a
     * large one mirrored by a small one; so an original differs from an unpaired run of the same seed.
     */
    public RandomStreams(long seed, Pairing pairing) {
        this.seed = seed;
        this.pairing = pairing;
    }

    /**
     * The stream for an owner and a purpose.
     *
     * @param ownerPath who draws from it, such as {@code web.vcpu[1]}
     * @param purpose what for, such as {@code busy time}
     * @throws IllegalStateException if this stream was given out already: two who drew from it would depend on each
     *     other, or draw the same numbers
     */
    public RandomStream stream(String ownerPath, String purpose) {
        byte[] owner = ownerPath.getBytes(StandardCharsets.UTF_8);
        byte[] use = purpose.getBytes(StandardCharsets.UTF_8);
        if (!taken.add(owner.length + " " + ownerPath + purpose)) {
            throw new IllegalStateException(
                    "the random stream of " + ownerPath + " for " + purpose + " has been given out already");
        }
        MessageDigest digest = sha256();
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
        // The length keeps ("ab", "c") apart from ("a", "bc").
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(owner.length).array());
        digest.update(owner);
        digest.update(use);
        ByteBuffer state = ByteBuffer.wrap(digest.digest());
        return new RandomStream(
                new L64X128Mix(state.getLong(), state.getLong(), state.getLong(), state.getLong()), pairing);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
