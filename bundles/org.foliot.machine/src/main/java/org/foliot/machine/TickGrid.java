package org.foliot.machine;

import org.foliot.time.Duration;
import org.foliot.time.Frequency;

/** The instants of a host's scheduler ticks: a grid that is the same for all processors, as in Linux without sched_skew_tick. */
final class TickGrid {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NEVER = Long.MAX_VALUE;
    /** How many ticks away from the last answer an addition is cheaper than a division. */
    private static final int NEAR = 8;

    private final long period;
    private final long near;
    private final long phase;
    private long last;

    TickGrid(Frequency tick, Duration phase) {
        // TICK_NSEC of include/linux/jiffies.h is rounded to nanoseconds.
        this.period = (NANOS_PER_SECOND + tick.hertz() / 2) / tick.hertz() * Duration.PS_PER_NANO;
        this.near = NEAR * period;
        this.phase = phase.picoseconds() % period;
        this.last = this.phase;
    }

    /** First tick at or after an instant that is not negative. */
    long atOrAfter(long instant) {
        if (instant > NEVER - period) {
            return NEVER;
        }
        long ahead = instant - last;
        if (ahead > near || ahead < -near) {
            last = phase + (instant - phase + period - 1) / period * period;
            return last;
        }
        while (ahead > 0) {
            last += period;
            ahead -= period;
        }
        while (ahead <= -period) {
            last -= period;
            ahead += period;
        }
        return last;
    }
}
