package org.foliot.statistics;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How sure any statistic of independent observations is, judged by what it would have been for other samples that could as well
 * have been drawn: samples of the same size, drawn from the sample itself with replacement (B. Efron, <i>Bootstrap Methods:
 * Another Look at the Jackknife</i>, Annals of Statistics 7 (1979)).
 *
 * <p>With few observations, less than about ten, both intervals are too narrow; Student's is then better for a mean.
 */
public final class Bootstrap {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final double estimate;
    private final double[] replicates;
    private final int size;
    private final IntToDoubleFunction leftOut;

    /** @param leftOut what the statistic would be without one of the observations */
    private Bootstrap(
            int size,
            ToDoubleFunction<int[]> statistic,
            IntToDoubleFunction leftOut,
            int resamples,
            String purpose,
            long seed) {
        if (size < 2 || resamples < 2) {
            throw new IllegalArgumentException(size + " observations, " + resamples + " resamples");
        }
        int[] drawn = new int[size];
        Arrays.setAll(drawn, i -> i);
        this.estimate = statistic.applyAsDouble(drawn);
        this.size = size;
        this.leftOut = leftOut;
        this.replicates = new double[resamples];
        RandomSource random = new RandomSource("bootstrap " + purpose, seed);
        for (int b = 0; b < resamples; b++) {
            for (int i = 0; i < size; i++) {
                drawn[i] = random.below(size);
            }
            replicates[b] = statistic.applyAsDouble(drawn);
        }
        Arrays.sort(replicates);
    }

    /**
     * Resamples values. Their order does not matter.
     *
     * @param statistic of a sample; it must not keep or change the array
     * @param resamples how often, at least 1000 for an interval, 2000 for a BCa interval
     * @param purpose what it is for: other purposes draw other numbers
     * @param seed of the random numbers
     */
    public static Bootstrap of(
            Sample sample, ToDoubleFunction<double[]> statistic, int resamples, String purpose, long seed) {
        double[] sorted = sample.sorted();
        return ofIndices(
                sorted.length,
                drawn -> {
                    double[] values = new double[drawn.length];
                    for (int i = 0; i < drawn.length; i++) {
                        values[i] = sorted[drawn[i]];
                    }
                    return statistic.applyAsDouble(values);
                },
                resamples,
                purpose,
                seed);
    }

    /** Resamples values for their mean, in time that grows with their number alone. Their order does not matter. */
    public static Bootstrap ofMean(Sample sample, int resamples, String purpose, long seed) {
        double[] sorted = sample.sorted();
        // Counted from the smallest, so that equal values have that mean to the bit.
        double origin = sorted[0];
        double total = sample.mean() * sorted.length;
        return new Bootstrap(
                sorted.length,
                drawn -> {
                    double sum = 0;
                    for (int index : drawn) {
                        sum += sorted[index] - origin;
                    }
                    return origin + sum / drawn.length;
                },
                index -> (total - sorted[index]) / (sorted.length - 1),
                resamples,
                purpose,
                seed);
    }

    /**
     * Resamples observations that are more than a number; their order decides which are drawn.
     *
     * @param size number of observations
     * @param statistic of the observations with these indices
     */
    public static Bootstrap ofIndices(
            int size, ToDoubleFunction<int[]> statistic, int resamples, String purpose, long seed) {
        return new Bootstrap(
                size,
                statistic,
                index -> statistic.applyAsDouble(
                        IntStream.range(0, size).filter(i -> i != index).toArray()),
                resamples,
                purpose,
                seed);
    }

    /** The statistic of the sample itself. */
    public double estimate() {
        return estimate;
    }

    /** Standard deviation of the statistic over resamples. */
    public double standardError() {
        return Sample.of(replicates).standardDeviation();
    }

    /**
     * How much the standard error changes with the statistic, 0 for symmetric cases: a sixth of the skewness of the influence of
     * single observations, by the jackknife: B. Efron and R. J. Tibshirani, <i>An Introduction to the Bootstrap</i> (1993),
     * equation 14.15. Statistics that do not change have none.
     */
    double acceleration() {
        double[] without = new double[size];
        Arrays.setAll(without, leftOut);
        double mean = ExactSum.of(without) / size;
        ExactSum cubes = new ExactSum();
        ExactSum squares = new ExactSum();
        for (double value : without) {
            double distance = mean - value;
            cubes.add(distance * distance * distance);
            squares.add(distance * distance);
        }
        double scale = Math.pow(squares.value(), 1.5);
        return scale == 0 ? 0 : cubes.value() / (6 * scale);
    }

    /** Where the middle part of the resampled statistics lies (Efron and Tibshirani, section 13.3). */
    public Interval percentile(double level) {
        Interval.requireLevel(level);
        return new Interval(quantile((1 - level) / 2), quantile((1 + level) / 2), level);
    }

    /**
     * The bias-corrected and accelerated interval (BCa), whose error falls with n instead of with its root: B. Efron, <i>Better
     * Bootstrap Confidence Intervals</i>, Journal of the American Statistical Association 82 (1987); Efron and Tibshirani,
     * equations 14.9 to 14.15. Where all resamples agree, that value alone.
     */
    public Interval bca(double level) {
        Interval.requireLevel(level);
        double below = 0;
        for (double replicate : replicates) {
            // Ties count half, so that a statistic with few values is not taken for a biased one.
            below += replicate < estimate ? 1 : replicate == estimate ? 0.5 : 0;
        }
        double share = below / replicates.length;
        if (share == 0 || share == 1) {
            return percentile(level);
        }
        double acceleration = acceleration();
        double bias = NORMAL.inverseCumulativeProbability(share);
        return new Interval(
                quantile(corrected(bias, acceleration, (1 - level) / 2)),
                quantile(corrected(bias, acceleration, (1 + level) / 2)),
                level);
    }

    private static double corrected(double bias, double acceleration, double probability) {
        double z = bias + NORMAL.inverseCumulativeProbability(probability);
        return NORMAL.cumulativeProbability(bias + z / (1 - acceleration * z));
    }

    /** Between the two replicates nearest to this probability, linearly on the scale of (B + 1) p. */
    private double quantile(double probability) {
        double rank = (replicates.length + 1) * probability;
        int below = (int) Math.floor(rank);
        if (below < 1) {
            return replicates[0];
        } else if (below >= replicates.length) {
            return replicates[replicates.length - 1];
        }
        double low = replicates[below - 1];
        return low + (rank - below) * (replicates[below] - low);
    }
}
