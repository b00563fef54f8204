package org.foliot.guest.discipline;

/** CLOCK_REALTIME as a program sets it: clock_gettime, clock_settime and adjtimex. */
public interface AdjustableClock {
    /** Adjustments have so many bits below the nanosecond per second. */
    int SCALE_SHIFT = 32;

    /** The largest frequency that a kernel takes, in nanoseconds per second: 500 ppm (MAXFREQ, include/linux/timex.h). */
    long LARGEST_FREQUENCY = 500_000L;

    /** clock_settime: it goes on from where it is and so many nanoseconds more. */
    void step(long nanos);

    /** adjtimex with ADJ_FREQUENCY: what it gains, in nanoseconds per second in units of 2⁻³². */
    void setFrequency(long scaled);

    /** What it gains since the last of {@link #setFrequency} and {@link #setPhase}, in nanoseconds per second in units of 2⁻³². */
    long frequency();

    /**
     * adjtimex with ADJ_OFFSET: the kernel's phase-locked loop works the phase off and adapts the frequency.
     *
     * @param nanos how far the clock has to go
     * @param timeConstant ADJ_TIMECONST, the power of two of the poll interval in seconds
     * @param seconds since the phase was set last
     */
    void setPhase(long nanos, int timeConstant, long seconds);
}
