package org.foliot.run.world;

import java.util.function.Supplier;
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

    /** Makes a part of a run, and says where it stands if it does not fit. */
    public static <T> T at(Source where, Supplier<T> making) {
        try {
            return making.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidProgramException(where, e.getMessage(), e);
        }
    }

    /** What it is about. */
    public Source where() {
        return where;
    }
}
