package org.foliot.run.formula;

/** Something that is true or false at any instant between the last event and the next one. */
@FunctionalInterface
public interface Check {
    /**
     * Whether it holds at an instant in picoseconds.
     *
     * @throws ArithmeticException on overflow of a number in it
     */
    boolean at(long instant);

    /**
     * The first instant at which the answer is another than at the beginning of an interval without events, provided that
     * it changes once in it.
     *
     * @param from where the answer is still the old one
     * @param to where it is the new one, later
     */
    default long change(long from, long to) {
        boolean old = !at(to);
        long before = from;
        long after = to;
        while (after - before > 1) {
            long middle = before + (after - before) / 2;
            if (at(middle) == old) {
                before = middle;
            } else {
                after = middle;
            }
        }
        return after;
    }
}
