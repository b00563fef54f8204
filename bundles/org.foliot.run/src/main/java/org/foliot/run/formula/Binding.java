package org.foliot.run.formula;

import java.util.ArrayList;
import java.util.List;

/**
 * What one condition needs beside the present values of metrics: the values that expressions had when an event began, and
 * whether its metrics can be asked for in any order of time.
 */
public final class Binding {
    private final List<Formula> formulas = new ArrayList<>();
    private long[] values = new long[0];
    private boolean functionOfTime = true;

    /** A metric of the condition. */
    void uses(MetricReader reader) {
        functionOfTime &= reader.isFunctionOfTime();
    }

    /** Whether the condition can be computed for any instant up to the next event, in any order. */
    public boolean isFunctionOfTime() {
        return functionOfTime;
    }

    /** Adds an expression whose value is to be remembered; the result reads the remembered value. */
    Formula remember(Formula formula) {
        int index = formulas.size();
        formulas.add(formula);
        return instant -> values[index];
    }

    /** Whether there is anything to be remembered. */
    public boolean remembers() {
        return !formulas.isEmpty();
    }

    /** The present values of all expressions. */
    public long[] take(long instant) {
        long[] taken = new long[formulas.size()];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = formulas.get(i).at(instant);
        }
        return taken;
    }

    /** Makes what {@link #take} returned what conditions compare with. */
    public void open(long[] taken) {
        values = taken;
    }
}
