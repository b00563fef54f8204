package org.foliot.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The mean of one long run, whose observations depend on each other: it is cut into batches, long enough for their means to be
 * nearly independent, and these are the observations (R. W. Conway, <i>Some Tactical Problems in Digital Simulation</i>,
 * Management Science 10 (1963); Law, section 9.5.3).
 *
 * @param batches number of batches
 * @param batchSize observations in each; those that are left over at the beginning are dropped
 * @param estimate of the mean, from the means of the batches
 * @param correlation of neighbouring batch means, from -1 to 1; NaN if all are equal
 * @param correlated whether neighbouring batch means go together, by von Neumann's test at 5 %: the batches are then too short
 *     and the interval too narrow
 */
public record BatchMeans(int batches, int batchSize, MeanEstimate estimate, double correlation, boolean correlated) {
    private static final double CRITICAL = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.95);

    /**
     * Estimates.
     *
     * @param observations of the run, in their order, after its warm-up
     * @param batches from 10 to 30 are usual (B. Schmeiser, <i>Batch Size Effects in the Analysis of Simulation Output</i>,
     *     Operations Research 30 (1982)), at least 3
     * @param level such as 0.95
     * @throws IllegalArgumentException if there are fewer observations than batches
     */
    public static BatchMeans of(Sample observations, int batches, double level) {
        if (batches < 3 || observations.size() < batches) {
            throw new IllegalArgumentException(batches + " batches of " + observations.size() + " observations");
        }
        int size = observations.size() / batches;
        int dropped = observations.size() - batches * size;
        double[] means = new double[batches];
        for (int batch = 0; batch < batches; batch++) {
            ExactSum sum = new ExactSum();
            for (int i = 0; i < size; i++) {
                sum.add(observations.value(dropped + batch * size + i));
            }
            means[batch] = sum.value() / size;
        }
        Sample sample = Sample.of(means);
        double statistic = vonNeumann(sample);
        return new BatchMeans(
                batches, size, MeanEstimate.of(sample, level), sample.autocorrelation(1), statistic > CRITICAL);
    }

    /**
     * J. von Neumann's ratio of mean square successive differences, standardised: {@code (1 - D/(2 S)) √((k²-1)/(k-2))} is
     * nearly standard normal for independent means, and large for means that go together (G. S. Fishman, <i>Grouping
     * Observations in Digital Simulation</i>, Management Science 24 (1978)).
     */
    private static double vonNeumann(Sample means) {
        int k = means.size();
        ExactSum differences = new ExactSum();
        for (int i = 1; i < k; i++) {
            double difference = means.value(i) - means.value(i - 1);
            differences.add(difference * difference);
        }
        double squares = means.variance() * (k - 1);
        if (squares == 0) {
            return 0;
        }
        double c = 1 - differences.value() / (2 * squares);
        return c * Math.sqrt((k * (double) k - 1) / (k - 2));
    }
}
