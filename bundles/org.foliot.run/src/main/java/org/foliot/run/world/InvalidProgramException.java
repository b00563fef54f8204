package org.foliot.run.world;

import org.foliot.program.Source;

/** A program that cannot be run with what is installed, or that does not fit together; the message is for people. */
public final class InvalidProgramException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Source where;

    public InvalidProgramException(Source where, String message) {
        super(message);
        this.where = where;
    }

    public InvalidProgramException(Source where, String message, Throwable cause) {
        super(message, cause);
        this.where = where;
    }

    /** What it is about. */
    public Source where() {
        return where;
    }
}
