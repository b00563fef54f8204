package org.foliot.validation.reading;

/** Numbers that recordings write otherwise than scenarios. */
final class Loads {
    private static final long SHARES_OF_WEIGHT_100 = 1024;

    private Loads() {}

    /** The cpu.weight that is nearest to a number of cpu.shares. */
    static long weight(long shares) {
        return Math.max(1, Math.min(10_000, (shares * 100 + SHARES_OF_WEIGHT_100 / 2) / SHARES_OF_WEIGHT_100));
    }
}
