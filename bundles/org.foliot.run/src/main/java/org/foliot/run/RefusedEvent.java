package org.foliot.run;

import org.foliot.program.Action;
import org.foliot.program.SubjectRef;

/**
 * An event of the timeline that could not take place.
 *
 * @param instant when, in picoseconds since the start of the run
 * @param action the event
 * @param target which of its targets refused
 * @param reason why, in one word: of {@link RefusalReason} or of a bundle
 * @param detail why, in a sentence without its subject, with names and numbers
 * @param expected whether an expectation says that it is rejected
 */
public record RefusedEvent(
        long instant, Action action, SubjectRef target, String reason, String detail, boolean expected) {}
