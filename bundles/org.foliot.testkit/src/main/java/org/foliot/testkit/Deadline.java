package org.foliot.testkit;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Gives up on code of others that does not end. What is given up is left to run, in a thread that does not keep the process alive:
 * nothing in Java stops it.
 *
 * @param limit how long something may take, in real time; generous, since it only tells what hangs from what does not
 */
public record Deadline(Duration limit) {
    /** Long enough for the slowest check on the slowest machine. */
    public static final Deadline DEFAULT = new Deadline(Duration.ofSeconds(60));

    private static final int FRAMES = 3;

    /**
     * Runs something to its end, or to the deadline.
     *
     * @param what a sentence's subject, for the message
     * @throws BrokenRule when it does not end in time, with where it was then
     */
    public <T> T get(String what, Supplier<T> action) {
        AtomicReference<T> result = new AtomicReference<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.set(action.get());
                    } catch (RuntimeException | Error e) {
                        failure.set(e);
                    }
                },
                "foliot-check");
        thread.setDaemon(true);
        thread.start();
        join(thread);
        if (thread.isAlive()) {
            throw new BrokenRule(what + " did not end within " + limit.toSeconds() + " s; it was at " + place(thread));
        }
        if (failure.get() instanceof Error error) {
            throw error;
        } else if (failure.get() instanceof RuntimeException exception) {
            throw exception;
        }
        return result.get();
    }

    private void join(Thread thread) {
        try {
            thread.join(limit.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String place(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .limit(FRAMES)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(", called by "));
    }
}
