package org.foliot.time.counter;

import org.foliot.time.Frequency;

/**
 * A counter as seen through an offset: <i>⌊t·f⌋ − offset</i>, in 64 bits that wrap.
 *
 * <p>This is Arm's {@code CNTVCT = CNTPCT − CNTVOFF_EL2} (and {@code CNTPOFF_EL2} for the physical view, where the
 * hardware has it), and the TSC with its offset. A host counter that did not start at zero together with the
 * simulation is a view with a negative offset.
 *
 * @param frequency ticks per second of the counter underneath
 * @param offset what is subtracted from it, modulo 2⁶⁴
 */
public record CounterView(Frequency frequency, long offset) {

    /** The counter itself. */
    public static CounterView of(Frequency frequency) {
        return new CounterView(frequency, 0);
    }

    /**
     * The view that shows a value at an instant, as a write of {@code KVM_REG_ARM_TIMER_CNT} makes it: the offset
     * becomes the physical count of now less the value (linux-6.12 arch/arm64/kvm/arch_timer.c).
     *
     * @param frequency ticks per second of the counter underneath
     * @param picoseconds the instant
     * @param value what the counter shall show at that instant
     */
    public static CounterView showing(Frequency frequency, long picoseconds, long value) {
        return new CounterView(frequency, frequency.ticksAt(picoseconds) - value);
    }

    /** What the counter shows at an instant, as an unsigned number. */
    public long at(long picoseconds) {
        return frequency.ticksAt(picoseconds) - offset;
    }

    /**
     * The instant at which a timer with the given compare value fires: the first at which the view shows the value or
     * more, compared as unsigned numbers.
     *
     * <p>The condition is {@code cval <= now − offset} (linux-6.12 arch/arm64/kvm/arch_timer.c, kvm_timer_should_fire).
     *
     * @param value the compare value, unsigned
     * @return the instant in picoseconds; zero if the view shows as much when simulated time begins, and
     *     {@link Long#MAX_VALUE} if it never does within the range of simulated time
     */
    public long instantOf(long value) {
        return instantOf(value, 0);
    }

    /**
     * As {@link #instantOf(long)}, but from an instant on. What the view showed before does not count, and that matters: a
     * counter that was set after simulated time began showed enormous numbers until then.
     *
     * @param value the compare value, unsigned
     * @param from the instant at which the timer is armed, zero or more
     * @return the instant in picoseconds, {@code from} if the view shows as much then
     */
    public long instantOf(long value, long from) {
        long shown = at(from);
        if (Long.compareUnsigned(value, shown) <= 0) {
            return from;
        }
        long passed = frequency.ticksAt(from);
        long missing = value - shown;
        if (Long.compareUnsigned(missing, frequency.ticksAt(Long.MAX_VALUE) - passed) > 0) {
            return Long.MAX_VALUE;
        }
        return frequency.picosecondsAt(passed + missing);
    }

    /**
     * A count of ticks of one frequency as a count of another, rounded down, as hypervisors do it when a guest moves
     * to a host with another counter: <i>⌊count · to / from⌋</i>.
     *
     * @param count an unsigned number of ticks
     * @throws ArithmeticException if the result needs more than 64 bits
     */
    public static long rescale(long count, Frequency from, Frequency to) {
        return Unsigned128.multiplyDivide(count, to.hertz(), from.hertz());
    }
}
