package org.foliot.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The mean of independent observations, and how sure it is: {@code mean ± t(n-1, (1+level)/2) · s/√n} (Student, <i>The Probable
 * Error of a Mean</i>, Biometrika 6 (1908); A. M. Law, <i>Simulation Modeling and Analysis</i>, 5th ed., equation 4.12). It is
 * exact for normal observations; for skewed ones it holds the mean less often than its level says, the less the more runs there
 * are.
 *
 * @param size number of observations, at least 2
 * @param mean their mean
 * @param standardDeviation their standard deviation
 * @param interval where the true mean is: Student's, unless {@linkplain #within another} has taken its place
 */
public record MeanEstimate(int size, double mean, double standardDeviation, Interval interval) {
    /**
     * Estimates.
     *
     * @param level such as 0.95
     * @throws IllegalArgumentException if there is only one observation
     */
    public static MeanEstimate of(Sample sample, double level) {
        Interval.requireLevel(level);
        if (sample.size() < 2) {
            throw new IllegalArgumentException("one observation says nothing about how sure its mean is");
        }
        double half = studentQuantile(sample.size() - 1, (1 + level) / 2) * sample.standardError();
        return new MeanEstimate(
                sample.size(),
                sample.mean(),
                sample.standardDeviation(),
                new Interval(sample.mean() - half, sample.mean() + half, level));
    }

    /** The same with an interval that was made otherwise, such as a bootstrap's. */
    public MeanEstimate within(Interval other) {
        return new MeanEstimate(size, mean, standardDeviation, other);
    }

    /** Half the width of the interval as a part of the mean; infinite if the mean is 0 and the interval is not. */
    public double relativeHalfWidth() {
        double half = interval.halfWidth();
        return half == 0 ? 0 : half / Math.abs(mean);
    }

    /** The value that Student's distribution stays below with this probability. */
    static double studentQuantile(double degreesOfFreedom, double probability) {
        return TDistribution.of(degreesOfFreedom).inverseCumulativeProbability(probability);
    }
}
