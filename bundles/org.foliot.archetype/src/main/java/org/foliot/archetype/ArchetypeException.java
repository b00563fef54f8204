package org.foliot.archetype;

/** A project cannot be made as asked; the message says what to change. */
public final class ArchetypeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ArchetypeException(String message) {
        super(message);
    }

    ArchetypeException(String message, Throwable cause) {
        super(message, cause);
    }
}
