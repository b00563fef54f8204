package org.foliot.program.study;

import java.util.List;
import java.util.Optional;

/**
 * One axis, or several that vary together.
 *
 * @param axes the axes
 * @param rows the values, one per axis in each row
 * @param interval what the only range of the list spans, for designs that choose their own values
 */
public record Variation(List<Axis> axes, List<List<AxisValue>> rows, Optional<Interval> interval) {
    /**
     * A range with both ends, in the smallest unit.
     *
     * @param logarithmic whether equal ratios count as equal steps
     */
    public record Interval(long low, long high, boolean logarithmic) {}

    public Variation {
        axes = List.copyOf(axes);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** The axes as tables name them together. */
    public String name() {
        return String.join(", ", axes.stream().map(Axis::name).toList());
    }
}
