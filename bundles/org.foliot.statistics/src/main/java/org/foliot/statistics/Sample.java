package org.foliot.statistics;

import java.util.Arrays;

/** Observations in the order in which they were made; what depends on that order says so. */
public final class Sample {
    private final double[] values;
    private final double mean;
    private final double squares;

    private Sample(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a sample of nothing");
        }
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(value + " is no observation");
            }
        }
        this.values = values;
        this.mean = ExactSum.of(values) / values.length;
        this.squares = squaresAbout(mean);
    }

    /**
     * These observations.
     *
     * @throws IllegalArgumentException if there is none, or one is not finite
     */
    public static Sample of(double... values) {
        return new Sample(values.clone());
    }

    /** The differences {@code ours - theirs}, pair by pair. */
    public static Sample ofDifferences(double[] ours, double[] theirs) {
        if (ours.length != theirs.length) {
            throw new IllegalArgumentException(ours.length + " and " + theirs.length + " make no pairs");
        }
        double[] differences = new double[ours.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = ours[i] - theirs[i];
        }
        return new Sample(differences);
    }

    /**
     * The sum of the squares of the distances from the mean. The second term removes what the rounding of the mean adds
     * (T. F. Chan, G. H. Golub and R. J. LeVeque, <i>Algorithms for Computing the Sample Variance</i>, The American
     * Statistician 37 (1983), equation 1.7).
     */
    private double squaresAbout(double center) {
        ExactSum sum = new ExactSum();
        ExactSum rest = new ExactSum();
        for (double value : values) {
            double distance = value - center;
            sum.add(distance * distance);
            rest.add(distance);
        }
        return Math.max(0, sum.value() - rest.value() * rest.value() / values.length);
    }

    /** Number of observations, at least 1. */
    public int size() {
        return values.length;
    }

    /** The observations. */
    public double[] values() {
        return values.clone();
    }

    double value(int index) {
        return values[index];
    }

    /** The observations from the smallest to the largest. */
    public double[] sorted() {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /** Their mean. */
    public double mean() {
        return mean;
    }

    /**
     * Their variance, with divisor n - 1.
     *
     * @throws IllegalStateException if there is only one
     */
    public double variance() {
        if (values.length < 2) {
            throw new IllegalStateException("one observation has no variance");
        }
        return squares / (values.length - 1);
    }

    /** The root of the variance. */
    public double standardDeviation() {
        return Math.sqrt(variance());
    }

    /** Standard deviation of the mean of independent observations. */
    public double standardError() {
        return Math.sqrt(variance() / values.length);
    }

    /**
     * The correlation of observations with those that came {@code lag} before them; depends on the order. NaN if all are equal.
     *
     * @param lag from 1 to the size less 1
     */
    public double autocorrelation(int lag) {
        if (lag < 1 || lag >= values.length) {
            throw new IllegalArgumentException("lag " + lag + " of " + values.length + " observations");
        }
        ExactSum sum = new ExactSum();
        for (int i = lag; i < values.length; i++) {
            sum.add((values[i] - mean) * (values[i - lag] - mean));
        }
        return sum.value() / squares;
    }

    @Override
    public String toString() {
        return values.length + " observations with mean " + mean;
    }
}
