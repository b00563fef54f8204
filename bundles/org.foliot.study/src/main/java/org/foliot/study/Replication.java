package org.foliot.study;

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

    /** The value of a measure. */
    public double value(int measure) {
        double sum = 0;
        for (RunSummary run : runs) {
            sum += run.values().get(measure);
        }
        return sum / runs.size();
    }
}
