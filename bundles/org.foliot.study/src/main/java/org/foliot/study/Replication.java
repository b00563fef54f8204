package org.foliot.study;

import java.util.Arrays;
import java.util.List;

/**
 * One replication of a point: a run, or a pair of runs with mirrored random numbers, whose mean counts as one value.
 *
 * @param number from 0
 * @param seed the seed of its runs
 * @param runs the run, or the original and its mirror image
 */
public record Replication(int number, long seed, List<RunSummary> runs) {
    public Replication {
        runs = List.copyOf(runs);
    }

    /** Whether all its runs have been measured. */
    public boolean isMeasured() {
        return runs.stream().allMatch(RunSummary::measured);
    }

    /** The value of a measure in runs that are measured as a whole. */
    public double value(int measure) {
        return values(measure)[0];
    }

    /** The values of a measure: one, or one for each batch. */
    public double[] values(int measure) {
        double[] values = new double[runs.get(0).batches()];
        for (RunSummary run : runs) {
            List<Long> ofRun = run.values(measure);
            for (int batch = 0; batch < values.length; batch++) {
                values[batch] += ofRun.get(batch);
            }
        }
        return Arrays.stream(values).map(v -> v / runs.size()).toArray();
    }
}
