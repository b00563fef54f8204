package org.foliot.guest;

import org.foliot.api.guest.Clocksource;
import org.foliot.api.guest.GuestSystem;
import org.foliot.time.Frequency;
import org.foliot.time.counter.CounterView;

/**
 * A clock of one kernel in nanoseconds since it was entered, <i>⌊ticks · 10⁹ / f⌋</i> of a clocksource with the frequency that
 * its driver registered then: CLOCK_MONOTONIC, or sched_clock.
 *
 * <p>Choices of ours: the conversion is exact where Linux multiplies and shifts, and a counter that is set back makes the clock
 * go back, where Linux masks the difference to 56 bits and, once it is negative, jumps years ahead.
 */
final class KernelClock {
    private static final Frequency NANOSECONDS = new Frequency(1_000_000_000L);

    private final Clocksource source;
    private final Frequency believed;
    private long base;
    private boolean suspended;
    /** What it had counted when it was suspended. */
    private long countAtSuspend;

    private final long numerator;
    private final long denominator;
    private final long largestFactor;

    /** The clock of a kernel that is entered now on a CPU. */
    KernelClock(Clocksource source, int cpu, long now) {
        this.source = source;
        this.believed = source.frequency();
        this.base = source.read(cpu, now);
        long divisor = greatestCommonDivisor(NANOSECONDS.hertz(), believed.hertz());
        this.numerator = NANOSECONDS.hertz() / divisor;
        this.denominator = believed.hertz() / divisor;
        this.largestFactor = Long.MAX_VALUE / Math.max(numerator, denominator);
    }

    /** The same clock, which goes on by a clocksource of the same kind. */
    KernelClock(KernelClock other, Clocksource source) {
        this.source = source;
        this.believed = other.believed;
        this.base = other.base;
        this.suspended = other.suspended;
        this.countAtSuspend = other.countAtSuspend;
        this.numerator = other.numerator;
        this.denominator = other.denominator;
        this.largestFactor = other.largestFactor;
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    /** It stands until {@link #resume}, and nothing reads the clocksource (timekeeping_suspend, sched_clock_suspend). */
    void suspend(int cpu, long now) {
        countAtSuspend = source.read(cpu, now) - base;
        suspended = true;
    }

    /** It goes on from where it stood; the nanoseconds that the clocksource has counted meanwhile. */
    long resume(int cpu, long now) {
        long passed = source.read(cpu, now) - base - countAtSuspend;
        base += passed;
        suspended = false;
        return toNanos(passed);
    }

    /** What a CPU reads at an instant not before now. */
    long nanos(int cpu, long instant) {
        return toNanos(suspended ? countAtSuspend : source.read(cpu, instant) - base);
    }

    /** First instant from now on at which a CPU reads at least so much. */
    long instantOf(int cpu, long nanos) {
        return instantOfCount(cpu, toCount(nanos));
    }

    /** First instant from now on at which the counter has made so many steps since the kernel was entered. */
    long instantOfCount(int cpu, long count) {
        return suspended ? GuestSystem.NEVER : source.instantOf(cpu, base + count);
    }

    /**
     * As {@link #instantOfCount(int, long)}, quicker if the guess is right.
     *
     * @param guess an instant after now
     */
    long instantOfCount(int cpu, long count, long guess) {
        long value = base + count;
        if (source.read(cpu, guess) - value >= 0 && source.read(cpu, guess - 1) - value < 0) {
            return guess;
        }
        return source.instantOf(cpu, value);
    }

    /** Least distance at which Linux sets a timer, in ticks (arch_timer_setup, clockevents_config_and_register). */
    private static final long LEAST_DISTANCE = 0xf;

    /** Furthest distance of a timer that is set by TVAL. */
    private static final long FURTHEST_DISTANCE = 0x7fff_ffffL;

    /**
     * The instant at which a timer for a reading, set by now, is found to have expired. One that goes off early is {@linkplain
     * #setAgain set again}.
     */
    long expiry(int cpu, long nanos) {
        if (suspended) {
            return GuestSystem.NEVER;
        }
        long value = base + toCount(nanos);
        long at = source.timerInstant(cpu, value);
        while (source.timersMayBeEarly() && at != GuestSystem.NEVER && source.read(cpu, at) - value < 0) {
            at = source.timerInstant(cpu, setAgain(cpu, at));
        }
        return at;
    }

    /**
     * The value for which a timer is set that went off at an instant when nothing was due: the least distance away. A choice of
     * ours: a driver that turns that into a count which has been reached already is interrupted at once, again and again until the
     * counter moves; as interrupts take no time here, that is one interrupt, at the first of twice, four times, … the distance that
     * the counter has not reached.
     */
    private long setAgain(int cpu, long instant) {
        long shown = source.read(cpu, instant);
        long distance = LEAST_DISTANCE;
        while (source.timerInstant(cpu, shown + distance) <= instant) {
            distance *= 2;
        }
        return shown + distance;
    }

    /**
     * The value for which a CPU that is about to sleep sets its timer.
     *
     * @param nanos a reading that the clock does not show yet
     * @param byDistance whether by TVAL, whose reach is short
     * @return the reading as a count of the source, or what the hardware allows instead
     */
    long deadline(int cpu, long nanos, boolean byDistance, long now) {
        long value = base + toCount(nanos);
        long shown = source.read(cpu, now);
        if (byDistance && value - shown > FURTHEST_DISTANCE) {
            return shown + FURTHEST_DISTANCE;
        }
        boolean early = source.timersMayBeEarly() && source.timerInstant(cpu, value) <= now;
        return early ? setAgain(cpu, now) : value;
    }

    /** Whether a CPU reads so much by now. */
    boolean shows(int cpu, long nanos, long now) {
        return source.read(cpu, now) - (base + toCount(nanos)) >= 0;
    }

    /** Whether a count of the source is before a reading. */
    boolean isBefore(long count, long nanos) {
        return count - (base + toCount(nanos)) < 0;
    }

    /** Whether timers may be early. */
    boolean timersMayBeEarly() {
        return source.timersMayBeEarly();
    }

    void arm(int cpu, long count) {
        source.arm(cpu, count);
    }

    long armedInstant(int cpu, long count) {
        return source.armedInstant(cpu, count);
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
