package org.foliot.report.chart;

import java.util.Optional;

/**
 * One point of a series.
 *
 * @param x where; of an axis of categories the number of the category, from 0
 * @param y how much
 * @param interval where {@code y} probably is, absent for a number that is known
 */
public record Point(double x, double y, Optional<Interval> interval) {
    /**
     * A point.
     *
     * @throws IllegalArgumentException if a coordinate is no finite number
     */
    public Point {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("no point at " + x + ", " + y);
        }
    }

    /** A point that is known. */
    public static Point of(double x, double y) {
        return new Point(x, y, Optional.empty());
    }

    /** The same with an error bar. */
    public Point between(double low, double high) {
        return new Point(x, y, Optional.of(new Interval(low, high)));
    }

    /** The least that is drawn of it. */
    double lowest() {
        return interval.map(i -> Math.min(i.low(), y)).orElse(y);
    }

    /** The greatest that is drawn of it. */
    double highest() {
        return interval.map(i -> Math.max(i.high(), y)).orElse(y);
    }
}
