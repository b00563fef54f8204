package org.foliot.program;

import java.util.Optional;
import org.foliot.time.Duration;

/** When an event of the timeline takes place. */
public sealed interface Trigger {
    /** Once, at an instant. */
    record At(Duration time) implements Trigger {}

    /**
     * Again and again.
     *
     * @param period distance, more than 0
     * @param from the first instant
     * @param until no later than this, the end of the run without it
     */
    record Every(Duration period, Duration from, Optional<Duration> until) implements Trigger {}

    /** Once, at the first instant at which a condition holds. */
    record When(Condition condition) implements Trigger {}
}
