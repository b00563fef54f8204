package org.foliot.run;

import java.util.List;
import java.util.stream.Collectors;
import org.foliot.program.Action;
import org.foliot.program.SubjectRef;

/**
 * An event of the timeline that could not take place.
 *
 * @param instant when, in picoseconds since the start of the run
 * @param action the event
 * @param target which of its targets refused
 * @param reasons why, the most important first
 * @param expected whether an expectation says that it is rejected
 */
public record RefusedEvent(long instant, Action action, SubjectRef target, List<Reason> reasons, boolean expected) {
    /**
     * Why an event is refused.
     *
     * @param word one word: of {@link RefusalReason} or of a bundle
     * @param sentence the same with names and numbers
     */
    public record Reason(String word, String sentence) {
        /** One of the simulator's own reasons. */
        public static Reason of(RefusalReason reason, String sentence) {
            return new Reason(reason.word(), sentence);
        }
    }

    public RefusedEvent {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("an event is refused for a reason");
        }
    }

    /** All reasons in one line: {@code counter_frequency: src has 100 MHz, dst has 1 GHz}. */
    public String explanation() {
        return reasons.stream().map(r -> r.word() + ": " + r.sentence()).collect(Collectors.joining("; "));
    }
}
