package org.foliot.engine;

import java.util.Objects;

/**
 * Why a loop returned. Models define their own for {@link EventLoop#stop}.
 *
 * @param name what to call it in messages
 */
public record StopReason(String name) {
    /** All events up to the given time have happened, and time has advanced to it. */
    public static final StopReason HORIZON = new StopReason("horizon");

    /** No source has an event any more. */
    public static final StopReason EXHAUSTED = new StopReason("exhausted");

    /** Somebody asked for it with {@link EventLoop#requestCancellation}. */
    public static final StopReason CANCELLED = new StopReason("cancelled");

    /** Time has not advanced for {@link EventLoop#STALL_EVENTS} events: the model goes round in circles. */
    public static final StopReason STALLED = new StopReason("stalled");

    /** Checks that there is a name. */
    public StopReason {
        Objects.requireNonNull(name, "name");
    }

    /** Spelled out, because it takes the JVM longer to make a record's own than a short run takes altogether. */
    @Override
    public boolean equals(Object other) {
        return other instanceof StopReason reason && reason.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
