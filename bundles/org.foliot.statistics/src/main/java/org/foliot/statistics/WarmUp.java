package org.foliot.statistics;

import java.util.OptionalInt;

/** Finds where the beginning of a run, which is not typical, ends. */
public final class WarmUp {
    private static final int BATCH = 5;

    private WarmUp() {}

    /**
     * How many observations to drop by MSER-5: those without which the standard error of the mean of the rest, in batches of
     * five, is smallest (K. P. White, <i>An Effective Truncation Heuristic for Bias Reduction in Simulation Output</i>,
     * Simulation 69 (1997); K. P. White, M. J. Cobb and S. C. Spratt, Winter Simulation Conference 2000).
     *
     * @param observations of one run, in their order
     * @return nothing if the minimum is in the second half: the run is then too short for its warm-up
     * @throws IllegalArgumentException if there are fewer than 50 observations
     */
    public static OptionalInt mser5(Sample observations) {
        int batches = observations.size() / BATCH;
        if (batches < 10) {
            throw new IllegalArgumentException(observations.size() + " observations are too few");
        }
        double[] means = new double[batches];
        for (int i = 0; i < batches; i++) {
            double sum = 0;
            for (int j = 0; j < BATCH; j++) {
                sum += observations.value(i * BATCH + j);
            }
            means[i] = sum / BATCH;
        }
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        // From the end, so that mean and squares of what is kept grow by one batch each (Welford).
        double mean = 0;
        double squares = 0;
        for (int i = batches - 1; i >= 0; i--) {
            int kept = batches - i;
            double distance = means[i] - mean;
            mean += distance / kept;
            squares += distance * (means[i] - mean);
            double statistic = squares / ((double) kept * kept);
            // The last few batches say too little about a spread to be taken.
            if (kept >= 5 && statistic <= least) {
                least = statistic;
                best = i;
            }
        }
        return best > batches / 2 ? OptionalInt.empty() : OptionalInt.of(best * BATCH);
    }
}
