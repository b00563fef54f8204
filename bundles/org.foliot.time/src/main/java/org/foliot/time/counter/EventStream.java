package org.foliot.time.counter;

import org.foliot.time.Duration;
import org.foliot.time.Frequency;

/**
 * The event stream of the Arm generic timer: a {@code WFE} wake-up each time one bit of the virtual counter rises.
 *
 * <p>The kernel programs it once per CPU start for a period near 100 µs at the frequency it believes in (linux-6.12
 * drivers/clocksource/arm_arch_timer.c, arch_timer_configure_evtstream and arch_timer_evtstrm_enable). A guest that
 * moves to another counter frequency keeps the bit, and so gets another period.
 *
 * @param triggerBit {@code CNTKCTL_EL1.EVNTI}, 0 to 15
 * @param intervalScaled {@code CNTKCTL_EL1.EVNTIS}, which moves the trigger up by eight bits; needs FEAT_ECV
 */
public record EventStream(int triggerBit, boolean intervalScaled) {
    private static final long TARGET_HERTZ = 10_000L;
    private static final int MAX_TRIGGER_BIT = 15;
    private static final int INTERVAL_SCALE_BITS = 8;

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the trigger bit does not fit its field of four bits
     */
    public EventStream {
        if (triggerBit < 0 || triggerBit > MAX_TRIGGER_BIT) {
            throw new IllegalArgumentException("an event stream trigger bit of " + triggerBit + " is not 0 to 15");
        }
    }

    /**
     * The event stream that Linux programs: the power of two nearest to half the ticks in 100 µs.
     *
     * @param rate the counter frequency the kernel believes in
     * @param enhancedCounter whether the CPU has FEAT_ECV, and with it the interval scale
     */
    public static EventStream of(Frequency rate, boolean enhancedCounter) {
        long divider = rate.hertz() / TARGET_HERTZ / 2;
        int bit = Long.SIZE - 1 - Long.numberOfLeadingZeros(divider);
        if (bit > 0 && (divider & (1L << (bit - 1))) != 0) {
            bit++;
        }
        bit = Math.max(0, bit);
        boolean scaled = enhancedCounter && bit > MAX_TRIGGER_BIT;
        int field = scaled ? bit - INTERVAL_SCALE_BITS : bit;
        return new EventStream(Math.min(field, MAX_TRIGGER_BIT), scaled);
    }

    /**
     * The same stream with its trigger moved by the power of two that is nearest to the ratio of two frequencies, 0 to 15, as the
     * series of 2020 on Live Physical Time did it: the field was made for one counter and is to be used with another.
     *
     * @param believed frequency that it was made for
     * @param actual frequency of the counter that it is used with
     */
    public EventStream movedTo(Frequency believed, Frequency actual) {
        boolean faster = actual.compareTo(believed) >= 0;
        long large = faster ? actual.hertz() : believed.hertz();
        long small = faster ? believed.hertz() : actual.hertz();
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(large / small);
        // Nearer to the next power of two where the ratio is half as large again, or more.
        if (large - (small << shift) >= (small << shift) / 2) {
            shift++;
        }
        int moved = faster ? triggerBit + shift : triggerBit - shift;
        return new EventStream(Math.max(0, Math.min(moved, MAX_TRIGGER_BIT)), intervalScaled);
    }

    /** The bit of the counter whose rise makes an event. */
    public int counterBit() {
        return intervalScaled ? triggerBit + INTERVAL_SCALE_BITS : triggerBit;
    }

    /** The ticks from one event to the next: 2^(bit + 1). */
    public long periodTicks() {
        return 2L << counterBit();
    }

    /** The time from one event to the next on a counter of the given actual frequency, rounded down. */
    public Duration period(Frequency actual) {
        return new Duration(actual.elapsedPicoseconds(periodTicks()));
    }

    /** The first counter value after the given one at which an event happens, modulo 2⁶⁴. */
    public long nextAfter(long count) {
        long half = 1L << counterBit();
        long period = periodTicks();
        return ((count + half) & -period) + half;
    }
}
