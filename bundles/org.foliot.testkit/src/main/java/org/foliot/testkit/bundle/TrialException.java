package org.foliot.testkit.bundle;

/** A trial could not be held, whatever the jar is like; the message says why. */
public final class TrialException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrialException(String message) {
        super(message);
    }

    TrialException(String message, Throwable cause) {
        super(message, cause);
    }
}
