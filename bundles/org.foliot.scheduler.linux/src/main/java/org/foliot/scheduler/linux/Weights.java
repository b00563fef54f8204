package org.foliot.scheduler.linux;

/**
 * The fixed-point arithmetic of load weights. A weight is held as 64-bit kernels hold it, 1024 times the number that
 * users see, so that a group's weight can be divided among processors.
 */
public final class Weights {
    /** SCHED_FIXEDPOINT_SHIFT: what separates an internal weight from the visible one. */
    public static final int SHIFT = 10;

    /** Weight of nice 0. */
    public static final long NICE_0 = 1024L << SHIFT;

    /** WEIGHT_IDLEPRIO: SCHED_IDLE threads and cpu.idle groups. */
    public static final long IDLE = 3L << SHIFT;

    private static final long MAXIMUM_INVERSE = 0xFFFF_FFFFL;

    /** sched_prio_to_weight, kernel/sched/core.c; index 0 is nice −20. */
    private static final int[] OF_NICE = {
        88761, 71755, 56483, 46273, 36291,
        29154, 23254, 18705, 14949, 11916,
        9548, 7620, 6100, 4904, 3906,
        3121, 2501, 1991, 1586, 1277,
        1024, 820, 655, 526, 423,
        335, 272, 215, 172, 137,
        110, 87, 70, 56, 45,
        36, 29, 23, 18, 15,
    };

    private Weights() {}

    /** The weight of a nice value, −20 to 19. */
    public static long ofNice(int nice) {
        return (long) OF_NICE[nice + 20] << SHIFT;
    }

    /** scale_load_down: the visible weight, at least 2 for any that is not 0. */
    public static long visible(long weight) {
        return weight == 0 ? 0 : Math.max(2, weight >> SHIFT);
    }

    /** __update_inv_weight: ⌊(2³² − 1) / visible weight⌋. */
    public static long inverse(long weight) {
        return MAXIMUM_INVERSE / visible(weight);
    }

    /** The part of a value that a weight has in a load, weight ≤ load (__calc_delta, kernel/sched/fair.c). */
    public static long portion(long value, long weight, long load) {
        long factor = visible(weight) * inverse(load);
        int excess = 32 - Integer.numberOfLeadingZeros((int) (factor >>> 32));
        return multiplyShift(value, factor >>> excess, 32 - excess);
    }

    /** mul_u64_u32_shr: value × factor / 2^shift with a 96-bit product; the value is not negative. */
    public static long multiplyShift(long value, long factor, int shift) {
        long high = value >>> 32;
        long result = ((value & 0xFFFF_FFFFL) * factor) >>> shift;
        return high == 0 ? result : result + ((high * factor) << (32 - shift));
    }
}
