package org.foliot.api.extension;

/** An option that is declared wrongly, is not known, or has a value that it cannot take; the message is for people. */
public final class OptionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public OptionException(String message) {
        super(message);
    }

    public OptionException(String message, Throwable cause) {
        super(message, cause);
    }
}
