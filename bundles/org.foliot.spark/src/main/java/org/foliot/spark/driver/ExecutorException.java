package org.foliot.spark.driver;

/** An executor cannot make runs; the message is for people. */
final class ExecutorException extends Exception {
    private static final long serialVersionUID = 1L;

    ExecutorException(String message) {
        super(message);
    }

    ExecutorException(String message, Throwable cause) {
        super(message, cause);
    }
}
