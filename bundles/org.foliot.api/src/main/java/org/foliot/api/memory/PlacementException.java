package org.foliot.api.memory;

/** The structures cannot be placed as asked; the message says what is wrong and what would be right. */
public final class PlacementException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public PlacementException(String message) {
        super(message);
    }

    public PlacementException(String message, Throwable cause) {
        super(message, cause);
    }
}
