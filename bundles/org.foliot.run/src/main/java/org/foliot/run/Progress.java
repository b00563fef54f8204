package org.foliot.run;

/** Is told now and then how far a run has come, from the thread that runs it. */
@FunctionalInterface
public interface Progress {
    /** Nobody looks. */
    Progress NONE = (instant, end, events) -> {};

    /**
     * A run has come so far.
     *
     * @param instant simulated instant, in picoseconds
     * @param end the instant at which the run ends at the latest
     * @param events number of events so far
     */
    void at(long instant, long end, long events);
}
