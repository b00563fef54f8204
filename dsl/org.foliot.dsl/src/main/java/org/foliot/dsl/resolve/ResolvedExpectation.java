package org.foliot.dsl.resolve;

import java.util.List;
import java.util.Optional;
import org.foliot.api.timeline.EventKind;
import org.foliot.dsl.foliot.Expectation;
import org.foliot.time.Duration;

/**
 * An expectation whose parts are checked.
 *
 * @param declaration where it stands; its class says what kind it is
 * @param time the instant of {@code at}, absent for the end
 * @param within the limit of {@code eventually} and {@code after}
 * @param kind the event of {@code after} and {@code rejected}
 * @param targets whose event, empty for any
 */
public record ResolvedExpectation(
        Expectation declaration,
        Optional<Duration> time,
        Optional<Duration> within,
        Optional<EventKind> kind,
        List<SubjectPath> targets) {
    public ResolvedExpectation {
        targets = List.copyOf(targets);
    }
}
