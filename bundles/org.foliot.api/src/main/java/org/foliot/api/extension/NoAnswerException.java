package org.foliot.api.extension;

/** An extension gave no answer: it threw what no caller has a use for, or did not return. The message has no subject. */
public final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * No answer.
     *
     * @param message what it did instead, such as {@code threw …} or {@code has not returned for …}
     * @param cause what it threw; null where it did not return
     */
    public NoAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
