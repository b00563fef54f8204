package org.foliot.validation;

import org.foliot.time.Duration;

/**
 * A part of a run over which something is measured.
 *
 * @param name what a report calls it
 * @param from its beginning, since the beginning of the run
 * @param to its end
 */
public record Interval(String name, Duration from, Duration to) {
    public Interval {
        if (to.compareTo(from) <= 0) {
            throw new IllegalArgumentException(name + " is nothing from " + from + " to " + to);
        }
    }

    /** How long it is. */
    public Duration length() {
        return to.minus(from);
    }
}
