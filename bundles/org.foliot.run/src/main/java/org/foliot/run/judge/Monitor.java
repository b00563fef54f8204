package org.foliot.run.judge;

import java.util.List;
import java.util.Optional;
import org.foliot.program.Expectation;
import org.foliot.run.Verdict;

/** Watches one expectation until it is decided. */
abstract class Monitor {
    private final Expectation expectation;
    private Verdict verdict;

    Monitor(Expectation expectation) {
        this.expectation = expectation;
    }

    final boolean isOpen() {
        return verdict == null;
    }

    final boolean hasFailed() {
        return verdict != null && verdict.status() == Verdict.Status.FAILED;
    }

    final Expectation expectation() {
        return expectation;
    }

    final void held() {
        verdict = new Verdict(expectation, Verdict.Status.HELD, Optional.empty());
    }

    final void failed(long instant, String sentence, List<Verdict.Side> sides) {
        verdict = new Verdict(
                expectation, Verdict.Status.FAILED, Optional.of(new Verdict.Failure(instant, sentence, sides)));
    }

    final Verdict verdict() {
        return verdict == null ? new Verdict(expectation, Verdict.Status.UNDECIDED, Optional.empty()) : verdict;
    }

    /** Whether there is something to be looked at whenever something happens. */
    boolean isWatching() {
        return isOpen();
    }

    /** Whether what it watches can be computed for any instant up to the next event. */
    boolean isFunctionOfTime() {
        return true;
    }

    /** Events are about to happen at this instant; what was before still holds. */
    void approaching(long now) {}

    /** All events of this instant have happened. */
    void settled(long now) {}

    /** An event begins, at this instant or inside it. */
    void begun(Occurrence event, long now) {}

    /** An event that began has taken place. */
    void completed(Occurrence event, long now) {}

    /** An event that may have begun is refused. */
    void refused(Occurrence event, List<String> reasons, long now) {}

    /** The run is over, in full, after its last instant has settled. */
    abstract void finish(long end);
}
