package org.foliot.validation;

import java.util.List;
import java.util.Optional;

/**
 * A case and what came of it.
 *
 * @param recorded the case
 * @param comparisons its quantities with what was simulated; empty if it could not be run
 * @param failure why it could not be run, if it could not
 */
public record CaseResult(RecordedCase recorded, List<Comparison> comparisons, Optional<Failure> failure) {
    /**
     * Why a case could not be run.
     *
     * @param cause whose fault it is
     * @param message what happened
     */
    public record Failure(Cause cause, String message) {}

    /** What keeps a case from being run. */
    public enum Cause {
        /** It asks for something that no host, group or guest of the language can be. */
        RECORDING,
        /** The simulator or an extension failed. */
        SIMULATION
    }

    public CaseResult {
        comparisons = List.copyOf(comparisons);
    }

    /** Whether it was run and everything that is judged agrees. */
    public boolean agrees() {
        return failure.isEmpty() && comparisons.stream().allMatch(Comparison::agrees);
    }
}
