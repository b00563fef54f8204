package org.foliot.run.formula;

import java.util.ArrayList;
import java.util.List;

/** The values that expressions had when an event began, for conditions that compare with them. */
public final class Bookmark {
    private final List<Formula> formulas = new ArrayList<>();
    private long[] values = new long[0];

    /** Adds an expression whose value is to be remembered; the result reads the remembered value. */
    Formula remember(Formula formula) {
        int index = formulas.size();
        formulas.add(formula);
        return instant -> values[index];
    }

    /** Whether anything is to be remembered. */
    public boolean isEmpty() {
        return formulas.isEmpty();
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
