package org.foliot.time.counter;

import java.math.BigInteger;
import org.foliot.time.Frequency;

/**
 * Hyper-V's reference time: <i>((count · scale) ≫ 64) + offset</i> in units of 100 ns, from the page a guest reads.
 *
 * <p>The page's layout and the reading rule are in linux-6.12 include/clocksource/hyperv_timer.h and
 * drivers/clocksource/hyperv_timer.c. That the hypervisor computes the scale as ⌊10⁷·2⁶⁴ / f⌋ is our reading: it is
 * the largest scale with which the clock never runs fast.
 *
 * @param scale the multiplier, an unsigned fraction of 64 bits
 * @param offset what is added, signed, in units of 100 ns
 */
public record ReferenceTscScale(long scale, long offset) {
    /** Reference units of 100 ns in a second. */
    public static final long UNITS_PER_SECOND = 10_000_000L;

    /**
     * The scale for a counter, with offset zero.
     *
     * @throws IllegalArgumentException if the counter is not faster than 10 MHz, as its scale has no 64-bit fraction
     */
    public static ReferenceTscScale of(Frequency frequency) {
        if (frequency.hertz() <= UNITS_PER_SECOND) {
            throw new IllegalArgumentException(
                    "the Hyper-V reference clock needs a counter faster than 10 MHz, not " + frequency);
        }
        BigInteger scale =
                BigInteger.valueOf(UNITS_PER_SECOND).shiftLeft(Long.SIZE).divide(BigInteger.valueOf(frequency.hertz()));
        return new ReferenceTscScale(scale.longValue(), 0);
    }

    /** The reference time, in units of 100 ns, for a counter value. */
    public long at(long count) {
        return Unsigned128.multiplyHigh(count, scale) + offset;
    }

    /**
     * The first counter value that shows a reference time or more, counted from a counter of zero: when a timer that is set for that
     * time goes off.
     *
     * @param reference the reference time in units of 100 ns, not below the offset
     * @return the value, unsigned; {@link Long#MAX_VALUE} if no counter value below that shows as much
     */
    public long leastCount(long reference) {
        long units = reference - offset;
        if (Long.compareUnsigned(units, Unsigned128.multiplyHigh(Long.MAX_VALUE, scale)) > 0) {
            return Long.MAX_VALUE;
        }
        long count = Unsigned128.divide(units, 0, scale);
        return Unsigned128.multiplyHigh(count, scale) == units ? count : count + 1;
    }

    /**
     * This scale with the offset that makes a counter value show a reference time: how the clock goes on over a
     * migration or a pause.
     *
     * @param count the counter value
     * @param reference the reference time in units of 100 ns
     */
    public ReferenceTscScale showing(long count, long reference) {
        return new ReferenceTscScale(scale, reference - Unsigned128.multiplyHigh(count, scale));
    }
}
