package org.foliot.run.formula;

/** Reads one metric of one run. Reading changes nothing of the run. */
public interface MetricReader {
    /**
     * The value at an instant in picoseconds that lies between the last event and the next one, both included; at the next
     * event it is the value just before it.
     */
    long at(long instant);

    /**
     * Whether {@link #at} may be asked for instants in any order. What a guest's kernel has in its books may not: it is
     * brought up to date by looking, so there is no way back from a later instant.
     */
    default boolean isFunctionOfTime() {
        return true;
    }
}
