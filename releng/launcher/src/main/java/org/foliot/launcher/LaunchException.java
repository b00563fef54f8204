package org.foliot.launcher;

/** Foliot cannot be started; the message is all that the user has to know. */
final class LaunchException extends Exception {

    private static final long serialVersionUID = 1;

    LaunchException(String message) {
        super(message);
    }

    LaunchException(String message, Throwable cause) {
        super(message, cause);
    }
}
