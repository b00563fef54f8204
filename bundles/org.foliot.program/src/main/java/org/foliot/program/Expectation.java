package org.foliot.program;

import java.util.Optional;
import org.foliot.time.Duration;

/** Something that a scenario expects of its run. */
public sealed interface Expectation {
    /** Where it stands, with its words. */
    Source source();

    /** A condition holds at every instant. */
    record Always(Condition condition, Source source) implements Expectation {}

    /** A condition holds at no instant. */
    record Never(Condition condition, Source source) implements Expectation {}

    /** A condition holds at some instant, no later than a limit. */
    record Eventually(Condition condition, Optional<Duration> within, Source source) implements Expectation {}

    /** A condition holds at one instant; absent for the end of the run. */
    record At(Optional<Duration> time, Condition condition, Source source) implements Expectation {}

    /**
     * After each event of a kind a condition holds: at once and from then on, or at some instant within a limit.
     *
     * @param verb the event
     * @param target which target's event, any when absent
     */
    record After(
            String verb, Optional<SubjectRef> target, Condition condition, Optional<Duration> within, Source source)
            implements Expectation {}

    /** A number never moves against a direction. */
    record Monotonic(Direction direction, Expression expression, Source source) implements Expectation {}

    /**
     * An event is refused.
     *
     * @param verb the event
     * @param target which target's event, any when absent
     * @param reason word of the reason, any when absent
     */
    record Rejected(String verb, Optional<SubjectRef> target, Optional<String> reason, Source source)
            implements Expectation {}

    /** How a number may move. */
    enum Direction {
        NONDECREASING,
        NONINCREASING,
        CONSTANT
    }
}
