package org.foliot.study;

/** Runs of a study cannot be made; the message is for people. */
public final class StudyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A reason, with what was behind it. */
    public StudyException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A reason. */
    public StudyException(String message) {
        super(message);
    }
}
