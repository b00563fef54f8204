package org.foliot.scheduler.linux;

import org.foliot.time.Duration;

/** The instant of the call that is being served. */
final class Clock {
    private long picos;
    private long nanos;

    /**
     * Sets the instant.
     *
     * @return the time of the scheduler clock (rq_clock), in nanoseconds
     */
    long set(long nowPicos) {
        picos = nowPicos;
        nanos = nowPicos / Duration.PS_PER_NANO;
        return nanos;
    }

    /** The instant in picoseconds. */
    long picos() {
        return picos;
    }

    /** The instant in nanoseconds of the scheduler clock. */
    long nanos() {
        return nanos;
    }
}
