package org.foliot.guest;

import org.foliot.guest.discipline.AdjustableClock;

/**
 * What adjtimex has told a kernel about its clock: a frequency, and a phase that is worked off second by second (kernel/time/ntp.c
 * of linux-6.12, without PPS, leap seconds and adjtime).
 *
 * <p>Adjustments are nanoseconds per second in units of 2⁻³² ({@code NTP_SCALE_SHIFT}). A choice of ours: the phase is divided
 * among seconds, not further among ticks.
 */
final class NtpState {
    /** Adjustments have so many bits below the nanosecond. */
    static final int SCALE_SHIFT = AdjustableClock.SCALE_SHIFT;

    /** The largest phase, in nanoseconds (MAXPHASE). */
    static final long LARGEST_PHASE = 500_000_000L;

    /** The largest time constant (MAXTC). */
    static final int LARGEST_CONSTANT = 10;

    private static final long LARGEST_SCALED = AdjustableClock.LARGEST_FREQUENCY << SCALE_SHIFT;
    private static final int SHIFT_PLL = 2;
    private static final int SHIFT_FLL = 2;
    /** Beyond so many seconds between two phases the frequency-locked loop takes part (MAXSEC). */
    private static final long MAXSEC = 2048;

    private long frequency;
    private long phase;
    private long chunk;
    private int constant;

    NtpState() {}

    NtpState(NtpState other) {
        become(other);
    }

    /** Takes over everything. */
    void become(NtpState other) {
        frequency = other.frequency;
        phase = other.phase;
        chunk = other.chunk;
        constant = other.constant;
    }

    /** What a second is longer by now. */
    long adjustment() {
        return frequency + chunk;
    }

    /** The frequency alone. */
    long frequency() {
        return frequency;
    }

    /** Whether nothing will change any more by itself: the phase is worked off, but for what is too little to divide. */
    boolean isSettled() {
        return chunk == 0 && chunkOf(phase) == 0;
    }

    /** ADJ_FREQUENCY. */
    void setFrequency(long scaled) {
        frequency = clamp(scaled, LARGEST_SCALED);
    }

    /**
     * ADJ_OFFSET with the phase-locked loop (ntp_update_offset).
     *
     * @param nanos how far the clock has to go
     * @param timeConstant ADJ_TIMECONST, the power of two of the poll interval in seconds
     * @param seconds since the phase was set last
     */
    void setPhase(long nanos, int timeConstant, long seconds) {
        long offset = clamp(nanos, LARGEST_PHASE);
        constant = Math.min(Math.max(timeConstant, 0), LARGEST_CONSTANT);
        long change = seconds > MAXSEC ? (offset << (SCALE_SHIFT - SHIFT_FLL)) / seconds : 0;
        long counted = Math.min(seconds, 1L << (SHIFT_PLL + 1 + constant));
        change += (offset * counted) << (SCALE_SHIFT - 2 * (SHIFT_PLL + 2 + constant));
        setFrequency(frequency + change);
        phase = offset << SCALE_SHIFT;
    }

    /** Nothing is left of the phase, and the frequency stays (ntp_clear, which setting the clock calls). */
    void clearPhase() {
        phase = 0;
        chunk = 0;
    }

    /** A second begins (second_overflow): the part of the phase that it works off. */
    void secondBegins() {
        chunk = chunkOf(phase);
        phase -= chunk;
    }

    /** ntp_offset_chunk. */
    private long chunkOf(long scaled) {
        int shift = SHIFT_PLL + constant;
        return scaled < 0 ? -(-scaled >> shift) : scaled >> shift;
    }

    private static long clamp(long value, long largest) {
        return Math.max(-largest, Math.min(value, largest));
    }
}
