package org.foliot.report.chart;

import java.util.List;

/**
 * Series of numbers over an axis.
 *
 * @param title one line
 * @param note what the intervals are and of how many runs, or what else has to be said below; may be empty
 * @param x the horizontal axis
 * @param y the vertical axis, linear or logarithmic
 * @param series in the order of the legend
 */
public record Chart(String title, String note, Axis x, Axis y, List<Series> series) {
    /**
     * A chart.
     *
     * @throws IllegalArgumentException if a point has no place on an axis, for example 0 on a logarithmic one; an interval that
     *     reaches below a logarithmic axis is cut off there instead
     */
    public Chart {
        series = List.copyOf(series);
        if (y.scale() == Axis.Scale.CATEGORIES) {
            throw new IllegalArgumentException("chart " + title + ": categories are for the horizontal axis");
        }
        for (Series each : series) {
            if (each.style() == Series.Style.BARS && y.scale() == Axis.Scale.LOGARITHMIC) {
                throw new IllegalArgumentException(
                        "chart " + title + ": bars begin at 0, which a logarithmic axis does not have");
            }
            for (Point point : each.points()) {
                check(title, x, each, point.x());
                check(title, y, each, point.y());
            }
        }
    }

    private static void check(String title, Axis axis, Series series, double value) {
        if (!axis.takes(value)) {
            throw new IllegalArgumentException(
                    "chart " + title + ": " + value + " of " + series.name() + " has no place on axis " + axis.title());
        }
    }

    /** A chart without a note. */
    public static Chart of(String title, Axis x, Axis y, List<Series> series) {
        return new Chart(title, "", x, y, series);
    }

    /** The same with a note. */
    public Chart withNote(String newNote) {
        return new Chart(title, newNote, x, y, series);
    }
}
