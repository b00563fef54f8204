package org.foliot.store;

import java.util.Objects;

/** A store could not be opened, read or written; the message says which, why, and what to do. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of thing went wrong. */
    public enum Problem {
        /** Another process is writing it. */
        BUSY,
        /** It is not what was written; {@link StoreFile#salvage} may help. */
        DAMAGED,
        /** A newer Foliot has written it. */
        NEWER,
        /** It is somebody else's file. */
        FOREIGN,
        /** There is no space left. */
        FULL,
        /** The system does not let it be read or written. */
        INACCESSIBLE,
        /** Something else came out of a run than before. */
        CONTRADICTION,
        /** There is no study of that name. */
        UNKNOWN_STUDY
    }

    private final Problem problem;

    StoreException(Problem problem, String message) {
        this(problem, message, null);
    }

    StoreException(Problem problem, String message, Throwable cause) {
        super(message, cause);
        this.problem = Objects.requireNonNull(problem);
    }

    /** What kind of thing went wrong. */
    public Problem problem() {
        return problem;
    }
}
