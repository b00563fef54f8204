package org.foliot.dsl.resolve;

import java.util.Optional;
import org.foliot.dsl.foliot.Expression;
import org.foliot.time.Duration;

/** When an event takes place. */
public sealed interface ResolvedTrigger {
    /** Once, at an instant. */
    record At(Duration time) implements ResolvedTrigger {}

    /** Again and again. */
    record Every(Duration period, Duration from, Optional<Duration> until) implements ResolvedTrigger {}

    /** Once, when a condition first holds. */
    record When(Expression condition) implements ResolvedTrigger {}

    /** The first instant at which it can take place; 0 where a condition decides. */
    default Duration earliest() {
        return this instanceof At at ? at.time() : this instanceof Every every ? every.from() : Duration.ZERO;
    }

    /** Whether the instant is fixed. */
    default boolean isFixed() {
        return this instanceof At;
    }
}
