package org.foliot.statistics;

/**
 * A confidence interval.
 *
 * @param lower its lower end
 * @param upper its upper end
 * @param level how often intervals that are made like this hold the true value, such as 0.95
 */
public record Interval(double lower, double upper, double level) {
    public Interval {
        requireLevel(level);
        if (lower > upper) {
            throw new IllegalArgumentException(lower + " is above " + upper);
        }
    }

    /** Half its width. */
    public double halfWidth() {
        return upper / 2 - lower / 2;
    }

    /** Whether it holds a value. */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }

    /** @throws IllegalArgumentException if this is no probability strictly between 0 and 1 */
    static double requireLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("a level is between 0 and 1, not " + level);
        }
        return level;
    }
}
