package org.foliot.report.chart;

import java.util.List;

/**
 * What is along one side of a chart.
 *
 * @param title what its numbers are
 * @param unit of the numbers, empty for none; shown after the title, and numbers are never scaled
 * @param scale where numbers are along it
 * @param categories their names, in order; only with {@link Scale#CATEGORIES}
 */
public record Axis(String title, String unit, Scale scale, List<String> categories) {
    /** Where numbers are along an axis. */
    public enum Scale {
        /** Equal differences are equally long. */
        LINEAR,
        /** Equal ratios are equally long; only for numbers above 0. */
        LOGARITHMIC,
        /** Each number is the place of a category. */
        CATEGORIES
    }

    /**
     * An axis.
     *
     * @throws IllegalArgumentException if there are categories without the scale for them, or the scale without categories
     */
    public Axis {
        categories = List.copyOf(categories);
        if ((scale == Scale.CATEGORIES) == categories.isEmpty()) {
            throw new IllegalArgumentException(
                    "axis " + title + " is " + scale + " and has " + categories.size() + " categories");
        }
    }

    /** A linear axis. */
    public static Axis linear(String title, String unit) {
        return new Axis(title, unit, Scale.LINEAR, List.of());
    }

    /** A logarithmic axis. */
    public static Axis logarithmic(String title, String unit) {
        return new Axis(title, unit, Scale.LOGARITHMIC, List.of());
    }

    /** An axis of categories. */
    public static Axis of(String title, List<String> categories) {
        return new Axis(title, "", Scale.CATEGORIES, categories);
    }

    /** The title with the unit. */
    public String label() {
        return unit.isEmpty() ? title : title + " [" + unit + "]";
    }

    /** Whether a number has a place on it. */
    boolean takes(double value) {
        return switch (scale) {
            case LINEAR -> true;
            case LOGARITHMIC -> value > 0;
            case CATEGORIES -> value >= 0 && value < categories.size() && value == Math.rint(value);
        };
    }
}
