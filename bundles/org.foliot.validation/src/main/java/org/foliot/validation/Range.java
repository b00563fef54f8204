package org.foliot.validation;

import java.util.Arrays;

/**
 * What several runs gave for one quantity.
 *
 * @param least the least value
 * @param median the middle value
 * @param greatest the greatest value
 */
public record Range(double least, double median, double greatest) {
    public Range {
        if (!(least <= median && median <= greatest)) {
            throw new IllegalArgumentException(least + ", " + median + ", " + greatest + " are not in order");
        }
    }

    /** The same value in every run. */
    public static Range of(double value) {
        return new Range(value, value, value);
    }

    /**
     * The range of some values.
     *
     * @param values one or more, in any order
     */
    public static Range over(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values have no range");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Range(sorted[0], median, sorted[sorted.length - 1]);
    }

    /** Every value times a factor that is not negative. */
    public Range times(double factor) {
        return new Range(least * factor, median * factor, greatest * factor);
    }
}
