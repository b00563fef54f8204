package org.foliot.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * Which of many factors matter, for few runs: each factor is moved on its own, at several places (M. D. Morris, <i>Factorial
 * Sampling Plans for Preliminary Computational Experiments</i>, Technometrics 33 (1991); F. Campolongo, J. Cariboni and A.
 * Saltelli, <i>An Effective Screening Design for Sensitivity Analysis of Large Models</i>, Environmental Modelling &amp; Software
 * 22 (2007)).
 *
 * <p>A factor is a number from 0 to 1, which the study maps to its range. A trajectory visits k + 1 points, each of which differs
 * from the one before in one factor by {@code Δ = p/(2(p-1))}, so r trajectories cost r (k + 1) runs.
 */
public final class Morris {
    private final int factors;
    private final double step;
    private final List<double[]> points;
    private final int[] moved;

    private Morris(int factors, double step, List<double[]> points, int[] moved) {
        this.factors = factors;
        this.step = step;
        this.points = points;
        this.moved = moved;
    }

    /**
     * What the trajectories say of a factor.
     *
     * @param mu mean of its elementary effects
     * @param muStar mean of their absolute values: how much the factor matters
     * @param sigma their standard deviation: how much its effect depends on the others, or is not linear; NaN for one
     *     trajectory
     */
    public record Effect(double mu, double muStar, double sigma) {}

    /**
     * Chooses trajectories.
     *
     * @param factors number of factors, at least 1
     * @param trajectories 10 to 50 are usual
     * @param levels values that a factor takes, evenly from 0 to 1: even, 4 is usual
     * @param seed of what is chosen at random
     */
    public static Morris design(int factors, int trajectories, int levels, long seed) {
        if (factors < 1 || trajectories < 1 || levels < 2 || levels % 2 != 0) {
            throw new IllegalArgumentException(
                    factors + " factors, " + trajectories + " trajectories, " + levels + " levels");
        }
        double step = levels / (2.0 * (levels - 1));
        RandomSource random = new RandomSource("morris", seed);
        List<double[]> points = new ArrayList<>();
        int[] moved = new int[trajectories * factors];
        for (int t = 0; t < trajectories; t++) {
            double[] point = new double[factors];
            for (int i = 0; i < factors; i++) {
                point[i] = random.below(levels) / (double) (levels - 1);
            }
            points.add(point);
            int[] order = permutation(factors, random);
            for (int i = 0; i < factors; i++) {
                point = point.clone();
                // From the lower half upwards, from the upper half downwards: both stay within the range.
                point[order[i]] += point[order[i]] < 0.5 ? step : -step;
                point[order[i]] = Math.rint(point[order[i]] * (levels - 1)) / (levels - 1);
                points.add(point);
                moved[t * factors + i] = order[i];
            }
        }
        return new Morris(factors, step, points, moved);
    }

    private static int[] permutation(int size, RandomSource random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** The points at which the model is to be run, in order; each has one number from 0 to 1 per factor. */
    public List<double[]> points() {
        List<double[]> copies = new ArrayList<>();
        for (double[] point : points) {
            copies.add(point.clone());
        }
        return copies;
    }

    /**
     * What the factors do.
     *
     * @param outputs of the model, one per point
     * @return an effect per factor
     */
    public List<Effect> effects(double[] outputs) {
        if (outputs.length != points.size()) {
            throw new IllegalArgumentException(outputs.length + " outputs at " + points.size() + " points");
        }
        int trajectories = moved.length / factors;
        double[][] effects = new double[factors][trajectories];
        for (int t = 0; t < trajectories; t++) {
            for (int i = 0; i < factors; i++) {
                int factor = moved[t * factors + i];
                int after = t * (factors + 1) + i + 1;
                boolean up = points.get(after)[factor] > points.get(after - 1)[factor];
                effects[factor][t] = (outputs[after] - outputs[after - 1]) / (up ? step : -step);
            }
        }
        List<Effect> all = new ArrayList<>();
        for (double[] ofFactor : effects) {
            Sample sample = Sample.of(ofFactor);
            ExactSum absolute = new ExactSum();
            for (double effect : ofFactor) {
                absolute.add(Math.abs(effect));
            }
            all.add(new Effect(
                    sample.mean(),
                    absolute.value() / trajectories,
                    trajectories < 2 ? Double.NaN : sample.standardDeviation()));
        }
        return all;
    }
}
