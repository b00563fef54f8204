package org.foliot.run;

/** A fleet cannot be looked at, because an extension that its hosts or guests use has failed. */
public final class FleetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient RunError error;

    FleetException(RunError error, Throwable cause) {
        super(error.message(), cause);
        this.error = error;
    }

    /** What happened, and in which extension. */
    public RunError error() {
        return error;
    }
}
