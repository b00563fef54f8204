package org.foliot.run.formula;

/**
 * Reads one metric of one run.
 *
 * <p>Reading changes nothing, so instants may be asked for in any order.
 */
@FunctionalInterface
public interface MetricReader {
    /**
     * The value at an instant in picoseconds that lies between the last event and the next one, both included; at the
     * next event it is the value just before it.
     */
    long at(long instant);
}
