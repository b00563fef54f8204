package org.foliot.run.formula;

/** A number that can be computed at any instant between the last event and the next one. */
@FunctionalInterface
public interface Formula {
    /**
     * The number at an instant in picoseconds.
     *
     * @throws ArithmeticException on overflow
     */
    long at(long instant);
}
