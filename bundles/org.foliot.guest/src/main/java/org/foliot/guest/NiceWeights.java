package org.foliot.guest;

/** Weights of nice values: sched_prio_to_weight of kernel/sched/core.c, 10 % of CPU time per step. */
final class NiceWeights {
    /** The weight of nice 0, in whose terms virtual run time is kept. */
    static final long NICE_0 = 1024;

    private static final int LOWEST = -20;
    private static final long[] WEIGHTS = {
        88761, 71755, 56483, 46273, 36291, 29154, 23254, 18705, 14949, 11916,
        9548, 7620, 6100, 4904, 3906, 3121, 2501, 1991, 1586, 1277,
        1024, 820, 655, 526, 423, 335, 272, 215, 172, 137,
        110, 87, 70, 56, 45, 36, 29, 23, 18, 15
    };

    private NiceWeights() {}

    /** The weight of a nice value from −20 to 19. */
    static long of(int nice) {
        return WEIGHTS[nice - LOWEST];
    }

    /** calc_delta_fair: run time in the terms of nice 0; exact where the kernel multiplies by an inverse. */
    static long virtual(long nanos, long weight) {
        return weight == NICE_0 ? nanos : Math.floorDiv(nanos * NICE_0, weight);
    }
}
