package org.foliot.machine;

import org.foliot.api.observation.ObservationKind;

/** Takes what happens during a run. */
@FunctionalInterface
public interface ObservationSink {
    /** Nobody looks: whoever observes may test for this instance and save the call. */
    ObservationSink NONE = (kind, subject, now, a, b) -> {};

    /**
     * Something happened.
     *
     * @param kind what
     * @param subject to whom, a number of {@link Subjects}
     * @param now when, in picoseconds since the start of the run
     * @param a first number of the kind
     * @param b second number of the kind
     */
    void observe(ObservationKind kind, int subject, long now, long a, long b);
}
