package org.foliot.report.chart;

import java.util.List;

/**
 * Points that belong together, in one colour with one entry in the legend.
 *
 * @param name what the legend says
 * @param style how its points are drawn
 * @param points in the order in which a line goes through them
 */
public record Series(String name, Style style, List<Point> points) {
    /** How points are drawn. */
    public enum Style {
        /** Marks joined by straight lines. */
        LINE,
        /** A line without marks, for many points. */
        CURVE,
        /** A line that keeps a value until the next point, as a counter does. */
        STEPS,
        /** Marks alone. */
        MARKS,
        /** Bars from 0; those of several series stand side by side. For axes of categories. */
        BARS
    }

    public Series {
        points = List.copyOf(points);
    }

    /** Marks joined by lines. */
    public static Series line(String name, List<Point> points) {
        return new Series(name, Style.LINE, points);
    }

    /** A line alone. */
    public static Series curve(String name, List<Point> points) {
        return new Series(name, Style.CURVE, points);
    }

    /** Marks. */
    public static Series marks(String name, List<Point> points) {
        return new Series(name, Style.MARKS, points);
    }

    /** Bars. */
    public static Series bars(String name, List<Point> points) {
        return new Series(name, Style.BARS, points);
    }
}
