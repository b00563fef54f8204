package org.foliot.report.chart;

/**
 * Where a number probably is, drawn as an error bar.
 *
 * @param low least value
 * @param high greatest value, no less than {@code low}
 */
public record Interval(double low, double high) {
    /**
     * An interval.
     *
     * @throws IllegalArgumentException if it is empty or a bound is no finite number
     */
    public Interval {
        if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
            throw new IllegalArgumentException("no interval from " + low + " to " + high);
        }
    }
}
