package org.foliot.export;

import java.io.IOException;
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

    /** A file that could not be read at all, for example because it is not allowed. */
    static UnreadableRunException of(Path file, IOException cause) {
        return new UnreadableRunException(
                Reason.UNREADABLE, file, "the file cannot be read: " + ExportException.reason(cause), cause);
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
