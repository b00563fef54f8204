package org.foliot.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * How much of the variance of an outcome each factor accounts for, alone and together with others (I. M. Sobol, <i>Sensitivity
 * Estimates for Nonlinear Mathematical Models</i>, 1993; A. Saltelli et al., <i>Variance Based Sensitivity Analysis of Model
 * Output. Design and Estimator for the Total Sensitivity Index</i>, Computer Physics Communications 181 (2010)).
 *
 * <p>Factors are numbers from 0 to 1, which the study maps to their ranges; they are independent and each value is as likely as
 * any other. Of k factors and n base points, n (k + 2) runs are made: n at points A, n at points B, and n for each factor i at A
 * with that factor taken from B. Up to ten factors the base points are a {@code Sobol sequence}, which needs fewer of them, and n
 * should be a power of two; above, they are random.
 */
public final class Sobol {
    /** What is skipped of the sequence: its first points are the origin and the middle, where A and B agree. */
    private static final int SKIPPED = 1;

    private final int factors;
    private final List<double[]> a;
    private final List<double[]> b;

    private Sobol(int factors, List<double[]> a, List<double[]> b) {
        this.factors = factors;
        this.a = a;
        this.b = b;
    }

    /**
     * What a factor accounts for.
     *
     * @param first part of the variance that the factor alone accounts for; Saltelli's estimator (2010, table 2, row b)
     * @param firstInterval by bootstrap over base points
     * @param total part of the variance that would remain if all other factors were known; M. J. W. Jansen's estimator
     *     (<i>Analysis of Variance Designs for Model Output</i>, Computer Physics Communications 117 (1999))
     * @param totalInterval by bootstrap over base points
     */
    public record Index(double first, Interval firstInterval, double total, Interval totalInterval) {}

    /**
     * Chooses points.
     *
     * @param factors at least 1
     * @param basePoints at least 2
     * @param seed of random points
     */
    public static Sobol design(int factors, int basePoints, long seed) {
        if (factors < 1 || basePoints < 2) {
            throw new IllegalArgumentException(factors + " factors, " + basePoints + " base points");
        }
        boolean even = 2 * factors <= SobolSequence.MOST_DIMENSIONS;
        SobolSequence sequence = even ? new SobolSequence(2 * factors) : null;
        RandomSource random = new RandomSource("sobol", seed);
        for (int i = 0; even && i < SKIPPED; i++) {
            sequence.next();
        }
        List<double[]> a = new ArrayList<>();
        List<double[]> b = new ArrayList<>();
        for (int i = 0; i < basePoints; i++) {
            double[] point = even ? sequence.next() : randomPoint(2 * factors, random);
            a.add(Arrays.copyOfRange(point, 0, factors));
            b.add(Arrays.copyOfRange(point, factors, 2 * factors));
        }
        return new Sobol(factors, a, b);
    }

    private static double[] randomPoint(int dimensions, RandomSource random) {
        double[] point = new double[dimensions];
        for (int i = 0; i < dimensions; i++) {
            point[i] = random.unit();
        }
        return point;
    }

    /** The points at which the model is to be run, in order: for each base point A, B, and A with each factor from B. */
    public List<double[]> points() {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            points.add(a.get(i).clone());
            points.add(b.get(i).clone());
            for (int factor = 0; factor < factors; factor++) {
                double[] point = a.get(i).clone();
                point[factor] = b.get(i)[factor];
                points.add(point);
            }
        }
        return points;
    }

    /**
     * What the factors account for.
     *
     * @param outputs of the model, one per point
     * @param level of the intervals
     * @param resamples for them, such as 1000
     * @param seed of the bootstrap
     * @return an index per factor; all NaN and without information if the outcome does not vary
     */
    public List<Index> indices(double[] outputs, double level, int resamples, long seed) {
        int row = factors + 2;
        if (outputs.length != a.size() * row) {
            throw new IllegalArgumentException(outputs.length + " outputs at " + a.size() * row + " points");
        }
        // Without its mean, so that the products below do not lose their digits; the indices do not change.
        double mean = ExactSum.of(outputs) / outputs.length;
        double[] y = new double[outputs.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = outputs[i] - mean;
        }
        int[] all = new int[a.size()];
        Arrays.setAll(all, i -> i);
        if (variance(y, row, all) == 0) {
            Interval none = new Interval(Double.NaN, Double.NaN, level);
            return Collections.nCopies(factors, new Index(Double.NaN, none, Double.NaN, none));
        }
        List<Index> indices = new ArrayList<>();
        for (int factor = 0; factor < factors; factor++) {
            int place = factor;
            Bootstrap first = Bootstrap.ofIndices(
                    a.size(), drawn -> first(y, row, place, drawn), resamples, "sobol first " + factor, seed);
            Bootstrap total = Bootstrap.ofIndices(
                    a.size(), drawn -> total(y, row, place, drawn), resamples, "sobol total " + factor, seed);
            indices.add(
                    new Index(first.estimate(), first.percentile(level), total.estimate(), total.percentile(level)));
        }
        return indices;
    }

    private static double first(double[] y, int row, int factor, int[] drawn) {
        double sum = 0;
        for (int i : drawn) {
            sum += y[i * row + 1] * (y[i * row + 2 + factor] - y[i * row]);
        }
        return sum / drawn.length / variance(y, row, drawn);
    }

    private static double total(double[] y, int row, int factor, int[] drawn) {
        double sum = 0;
        for (int i : drawn) {
            double difference = y[i * row] - y[i * row + 2 + factor];
            sum += difference * difference;
        }
        return sum / (2 * drawn.length) / variance(y, row, drawn);
    }

    /** Of the outputs at A and B, which are independent of each other. */
    private static double variance(double[] y, int row, int[] drawn) {
        double sum = 0;
        double squares = 0;
        for (int i : drawn) {
            double atA = y[i * row];
            double atB = y[i * row + 1];
            sum += atA + atB;
            squares += atA * atA + atB * atB;
        }
        double mean = sum / (2 * drawn.length);
        return squares / (2 * drawn.length) - mean * mean;
    }
}
