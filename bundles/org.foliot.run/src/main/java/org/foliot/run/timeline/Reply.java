package org.foliot.run.timeline;

import java.util.List;
import org.foliot.machine.Refusal;
import org.foliot.run.RefusalReason;
import org.foliot.run.RefusedEvent.Reason;

/** What came of an event that was asked for. */
sealed interface Reply {
    /** It took place. */
    Reply DONE = new Done();

    /** It has begun; whoever began it says when it is over. */
    Reply BEGUN = new Begun();

    record Done() implements Reply {}

    record Begun() implements Reply {}

    /** It could not be done, and nothing has changed. */
    record Refused(List<Reason> reasons) implements Reply {}

    static Reply refused(RefusalReason reason, String sentence) {
        return new Refused(List.of(Reason.of(reason, sentence)));
    }

    /** Refused if there is a reason, otherwise what is given. */
    static Reply of(List<Refusal> refusals, Reply otherwise) {
        return refusals.isEmpty() ? otherwise : new Refused(reasons(refusals));
    }

    static List<Reason> reasons(List<Refusal> refusals) {
        return refusals.stream().map(r -> new Reason(r.reason(), r.message())).toList();
    }
}
