package org.foliot.engine;

/**
 * Takes the fingerprint of a run while it happens.
 *
 * <p>The hash is the 64-bit half of MurmurHash3 (A. Appleby, public domain): values are mixed into it in order, so that
 * it depends on what happened and in which order. It is no cryptographic hash: it guards against accidents, not against
 * malice. Nothing is allocated.
 */
public final class FingerprintRecorder {
    private static final long FACTOR_1 = 0x87c3_7b91_1142_53d5L;
    private static final long FACTOR_2 = 0x4cf5_ad43_2745_937fL;
    private static final long STEP = 0x52dc_e729L;

    private static final int EVENT_LETTERS = FingerprintIngredients.EVENTS.letters();

    private final int letters;
    private long hash;
    private long count;

    /** Creates a recorder that takes the given ingredients and ignores all others. */
    public FingerprintRecorder(FingerprintIngredients ingredients) {
        letters = ingredients.letters();
    }

    /** A recorder that takes nothing. */
    public static FingerprintRecorder none() {
        return new FingerprintRecorder(FingerprintIngredients.NONE);
    }

    /** Whether an ingredient is taken; for callers to whom its value costs something. */
    public boolean takes(char ingredient) {
        return (letters >>> (ingredient - 'a') & 1) != 0;
    }

    /**
     * Takes a value, if its ingredient is among those wanted.
     *
     * @param ingredient a letter from a to z
     * @param value the value
     */
    public void add(char ingredient, long value) {
        if (takes(ingredient)) {
            mix(ingredient, value);
        }
    }

    /** Takes the ingredients of an event. */
    void addEvent(long time, int kind, int source) {
        if (letters != 0) {
            add('t', time);
            add('k', kind);
            add('s', source);
        }
    }

    /**
     * Takes what somebody observed: {@code t}, {@code k}, {@code s}, and two numbers of one ingredient, in this order, as
     * far as they are wanted.
     *
     * @param time the instant
     * @param kind what kind of thing happened
     * @param source what it happened to
     * @param ingredient a letter from a to z for both numbers
     * @param a a number
     * @param b another number
     */
    public void addObservation(long time, long kind, long source, char ingredient, long a, long b) {
        int needed = EVENT_LETTERS | 1 << (ingredient - 'a');
        if ((letters & needed) == needed) {
            // Kept out of memory from value to value: a run of some seconds takes a hundred million of them.
            long h = mixed(hash, 't', time);
            h = mixed(h, 'k', kind);
            h = mixed(h, 's', source);
            h = mixed(h, ingredient, a);
            hash = mixed(h, ingredient, b);
            count += 5;
        } else {
            add('t', time);
            add('k', kind);
            add('s', source);
            add(ingredient, a);
            add(ingredient, b);
        }
    }

    private void mix(char ingredient, long value) {
        hash = mixed(hash, ingredient, value);
        count++;
    }

    private static long mixed(long hash, char ingredient, long value) {
        long scrambled = Long.rotateLeft(value * FACTOR_1, 31) * FACTOR_2;
        return Long.rotateLeft(hash ^ scrambled, 27) * 5 + (STEP + ingredient);
    }

    /** The fingerprint of everything taken so far. */
    public Fingerprint fingerprint() {
        long h = hash ^ count;
        h = (h ^ (h >>> 33)) * 0xff51_afd7_ed55_8ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ce_b9fe_1a85_ec53L;
        return new Fingerprint(h ^ (h >>> 33), new FingerprintIngredients(letters));
    }
}
