package org.foliot.statistics;

import java.util.Arrays;
import java.util.Comparator;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How much one variant differs from another when both have run with the same seeds. What both owe to the seed cancels out of the
 * differences, which is why fewer runs are enough than for two means (common random numbers; Law, section 10.2.1).
 *
 * @param difference ours less theirs: its mean and interval
 * @param t Student's statistic of the mean difference; infinite or NaN if all differences are equal
 * @param pValue how probable a difference at least as large would be, in either direction, if there were none
 */
public record PairedComparison(MeanEstimate difference, double t, double pValue) {
    /**
     * Compares.
     *
     * @param ours observations
     * @param theirs those of the other variant, in the order of the same seeds
     * @param level of the interval
     * @throws IllegalArgumentException if there are fewer than two pairs, or one without partner
     */
    public static PairedComparison of(double[] ours, double[] theirs, double level) {
        MeanEstimate difference = MeanEstimate.of(Sample.ofDifferences(ours, theirs), level);
        double error = difference.standardDeviation() / Math.sqrt(difference.size());
        double t = difference.mean() / error;
        double pValue;
        if (error == 0) {
            pValue = difference.mean() == 0 ? 1 : 0;
        } else {
            pValue = Math.min(1, 2 * TDistribution.of(difference.size() - 1).survivalProbability(Math.abs(t)));
        }
        return new PairedComparison(difference, t, pValue);
    }

    /** The same with an interval of the mean difference that was made otherwise; what is said of chance stays. */
    public PairedComparison within(Interval other) {
        return new PairedComparison(difference.within(other), t, pValue);
    }

    /**
     * P-values as they are to be read when several comparisons are made at once: S. Holm, <i>A Simple Sequentially Rejective
     * Multiple Test Procedure</i>, Scandinavian Journal of Statistics 6 (1979). Never larger than Bonferroni's.
     *
     * @return adjusted p-values in the order of those given
     */
    public static double[] holm(double... pValues) {
        Integer[] order = new Integer[pValues.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> pValues[i]));
        double[] adjusted = new double[pValues.length];
        double largest = 0;
        for (int rank = 0; rank < order.length; rank++) {
            largest = Math.max(largest, Math.min(1, (order.length - rank) * pValues[order[rank]]));
            adjusted[order[rank]] = largest;
        }
        return adjusted;
    }
}
