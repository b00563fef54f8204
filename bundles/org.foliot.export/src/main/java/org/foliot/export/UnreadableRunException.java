package org.foliot.export;

import java.nio.file.Path;

/** What should be a recorded run cannot be read as one; the message says which file, where in it, and why. */
public final class UnreadableRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why it cannot be read. */
    public enum Reason {
        /** There is nothing of that name, or it may not be read. */
        UNREADABLE,
        /** It is something, but no recorded run. */
        NO_RUN,
        /** It was a recorded run, but is truncated or was changed since. */
        DAMAGED,
        /** A newer version of the simulator wrote it. */
        NEWER
    }

    private final Reason reason;

    UnreadableRunException(Reason reason, Path path, String message, Throwable cause) {
        super(path + ": " + message, cause);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
