package org.foliot.guest;

import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.time.Frequency;
import org.foliot.time.counter.CounterView;

/**
 * sched_clock and CLOCK_MONOTONIC of one kernel: nanoseconds since it was entered, <i>⌊ticks · 10⁹ / f⌋</i> with the frequency
 * that it read then and never reads again.
 *
 * <p>Choices of ours: the conversion is exact where Linux multiplies and shifts, and a counter that is set back makes the clock
 * go back, where Linux masks the difference to 56 bits and, once it is negative, jumps years ahead.
 */
final class KernelClock {
    private static final Frequency NANOSECONDS = new Frequency(1_000_000_000L);

    private final GuestPlatform platform;
    private final Frequency believed;
    private final long base;
    private final long numerator;
    private final long denominator;
    private final long largestFactor;

    /** The clock of a kernel that is entered now on a CPU. */
    KernelClock(GuestPlatform platform, int cpu, long now) {
        this.platform = platform;
        this.believed = platform.clock().frequency();
        this.base = platform.clock().virtualCounter(cpu, now);
        long divisor = greatestCommonDivisor(NANOSECONDS.hertz(), believed.hertz());
        this.numerator = NANOSECONDS.hertz() / divisor;
        this.denominator = believed.hertz() / divisor;
        this.largestFactor = Long.MAX_VALUE / Math.max(numerator, denominator);
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    /** What a CPU reads at an instant not before now. */
    long nanos(int cpu, long instant) {
        return toNanos(platform.clock().virtualCounter(cpu, instant) - base);
    }

    /** First instant from now on at which a CPU reads at least so much. */
    long instantOf(int cpu, long nanos) {
        return instantOfCount(cpu, toCount(nanos));
    }

    /** First instant from now on at which the counter has made so many steps since the kernel was entered. */
    long instantOfCount(int cpu, long count) {
        return platform.clock().instantOfVirtual(cpu, base + count);
    }

    /**
     * As {@link #instantOfCount(int, long)}, quicker if the guess is right.
     *
     * @param guess an instant after now
     */
    long instantOfCount(int cpu, long count, long guess) {
        VirtualClock clock = platform.clock();
        long value = base + count;
        if (clock.virtualCounter(cpu, guess) - value >= 0 && clock.virtualCounter(cpu, guess - 1) - value < 0) {
            return guess;
        }
        return clock.instantOfVirtual(cpu, value);
    }

    /** What the clock shows when the counter has first reached a value of the clock: that value or little more. */
    long stamp(long nanos) {
        return toNanos(toCount(nanos));
    }

    /** Whether every multiple of a number of nanoseconds is a whole number of counter ticks. */
    boolean showsMultiplesOf(long nanos) {
        return nanos * denominator % numerator == 0;
    }

    private long toNanos(long count) {
        if (count <= largestFactor && count >= -largestFactor) {
            return denominator == 1 ? count * numerator : Math.floorDiv(count * numerator, denominator);
        }
        if (count >= 0) {
            return CounterView.rescale(count, believed, NANOSECONDS);
        }
        long towardsZero = -CounterView.rescale(-count, believed, NANOSECONDS);
        return count % denominator == 0 ? towardsZero : towardsZero - 1;
    }

    /** The least number of steps of the counter that shows at least so many nanoseconds. */
    long toCount(long nanos) {
        if (nanos >= 0 && nanos > largestFactor) {
            long count = CounterView.rescale(nanos, NANOSECONDS, believed);
            return toNanos(count) < nanos ? count + 1 : count;
        }
        return -Math.floorDiv(-nanos * denominator, numerator);
    }
}
