package org.foliot.program.study;

import java.util.Optional;

/**
 * How often each point is run.
 *
 * @param least how often at least, 1 or more
 * @param most how often at most
 * @param until what has to be known well enough to stop before that; absent for a fixed number
 */
public record Repetition(int least, int most, Optional<Precision> until) {
    /**
     * How narrow a confidence interval has to be.
     *
     * @param measure number of the measure
     * @param relative whether the limit is a share of the mean, in parts per billion
     * @param limit the largest half-width
     * @param confidence of the interval, in parts per billion
     */
    public record Precision(int measure, boolean relative, long limit, long confidence) {}

    /** As often at every point. */
    public static Repetition times(int count) {
        return new Repetition(count, count, Optional.empty());
    }
}
