package org.foliot.run;

import java.util.List;
import java.util.Optional;
import org.foliot.program.Expectation;

/**
 * What became of one expectation.
 *
 * @param expectation what was expected, and where that stands
 * @param status whether it was met
 * @param failure what was found instead; only when it failed
 */
public record Verdict(Expectation expectation, Status status, Optional<Failure> failure) {
    /** Whether an expectation was met. */
    public enum Status {
        /** It was met. */
        HELD,
        /** It was not met. */
        FAILED,
        /** The run ended before it could be known. */
        UNDECIDED
    }

    /**
     * How an expectation failed.
     *
     * @param instant the first instant at which it did, in picoseconds since the start of the run
     * @param sentence what happened, without the instant
     * @param sides the numbers that were compared, in the order of the text
     */
    public record Failure(long instant, String sentence, List<Side> sides) {
        public Failure {
            sides = List.copyOf(sides);
        }
    }

    /**
     * One number of a comparison.
     *
     * @param text the expression as a scenario writes it
     * @param measure its value at the instant of the failure
     */
    public record Side(String text, Measure measure) {}
}
