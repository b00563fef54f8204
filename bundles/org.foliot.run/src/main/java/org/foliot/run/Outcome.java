package org.foliot.run;

/** How a run ended. */
public enum Outcome {
    /** Every expectation was met and no event was refused against expectation. */
    PASSED(0),
    /** An expectation was not met, or an event was refused and nobody expected that. */
    FAILED(1),
    /** The program asks for what is not installed or does not fit together, so it could not be run. */
    INVALID(3),
    /** An extension or the simulator itself failed. */
    ERROR(4),
    /** It was cancelled. */
    CANCELLED(130);

    private final int exitCode;

    Outcome(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The exit code of a command that made this one run. */
    public int exitCode() {
        return exitCode;
    }
}
