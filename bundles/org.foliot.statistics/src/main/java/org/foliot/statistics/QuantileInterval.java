package org.foliot.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * A quantile of independent observations, and between which of them the true one lies, whatever their distribution: the number
 * of observations below it is binomial (W. J. Conover, <i>Practical Nonparametric Statistics</i>, 3rd ed., section 3.2; G. J. Hahn
 * and W. Q. Meeker, <i>Statistical Intervals</i> (1991), section 5.2).
 *
 * @param probability which quantile, such as 0.99
 * @param estimate the smallest observation that at least this part of them does not exceed
 * @param interval between two observations
 * @param coverage how often such an interval holds the true quantile, at least the level
 * @param lowerRank rank of the observation at its lower end, from 1
 * @param upperRank rank of the observation at its upper end
 */
public record QuantileInterval(
        double probability, double estimate, Interval interval, double coverage, int lowerRank, int upperRank) {
    /**
     * Estimates.
     *
     * @param probability between 0 and 1, without them
     * @param level such as 0.95
     * @throws IllegalArgumentException if there are too few observations for any such interval; see {@link #leastSize}
     */
    public static QuantileInterval of(Sample sample, double probability, double level) {
        Interval.requireLevel(level);
        double[] sorted = sample.sorted();
        int size = sorted.length;
        BinomialDistribution below = BinomialDistribution.of(size, Interval.requireLevel(probability));
        int least = leastSize(probability, level);
        if (size < least) {
            throw new IllegalArgumentException("an interval of quantile " + probability + " at level " + level
                    + " needs " + least + " observations, and there are " + size);
        }
        // Symmetric in probability as far as that goes; then the end that gives more is moved until it is enough.
        int lower = Math.max(1, below.inverseCumulativeProbability((1 - level) / 2));
        int upper = Math.min(size, below.inverseCumulativeProbability((1 + level) / 2) + 1);
        while (coverage(below, lower, upper) < level) {
            boolean down = lower > 1 && (upper == size || below.probability(lower - 1) >= below.probability(upper));
            if (down) {
                lower--;
            } else {
                upper++;
            }
        }
        int rank = (int) Math.max(1, Math.ceil(probability * size));
        return new QuantileInterval(
                probability,
                sorted[rank - 1],
                new Interval(sorted[lower - 1], sorted[upper - 1], level),
                coverage(below, lower, upper),
                lower,
                upper);
    }

    /** The probability that at least {@code lower} and less than {@code upper} observations are below the quantile. */
    private static double coverage(BinomialDistribution below, int lower, int upper) {
        return below.probability(lower - 1, upper - 1);
    }

    /** How many observations an interval needs: all of them at least must hold the quantile often enough. */
    public static int leastSize(double probability, double level) {
        Interval.requireLevel(level);
        Interval.requireLevel(probability);
        int size = 2;
        while (1 - Math.pow(probability, size) - Math.pow(1 - probability, size) < level) {
            size++;
        }
        return size;
    }
}
