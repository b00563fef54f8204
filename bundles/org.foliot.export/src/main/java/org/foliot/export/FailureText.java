package org.foliot.export;

import java.util.stream.Collectors;
import org.foliot.run.BundleUse;
import org.foliot.run.Measure;
import org.foliot.run.RefusedEvent;
import org.foliot.run.RunError;
import org.foliot.run.Verdict;

/** Sentences about what went wrong, the same in every form of output. */
public final class FailureText {
    private FailureText() {}

    /** Place, instant, what happened, and the numbers that were compared. */
    static String of(Verdict verdict) {
        return verdict.expectation().source() + ": " + sentence(verdict);
    }

    /**
     * Instant, what happened, and the numbers that were compared, for those who show it at its place.
     *
     * @param verdict of an expectation that failed
     */
    public static String sentence(Verdict verdict) {
        Verdict.Failure failure = verdict.failure().orElseThrow();
        String numbers = failure.sides().stream()
                .map(s -> s.text() + " = " + s.measure())
                .collect(Collectors.joining(", "));
        return "at " + Measure.time(failure.instant()) + " " + failure.sentence()
                + (numbers.isEmpty() ? "" : ": " + numbers);
    }

    static String of(RefusedEvent refused) {
        return refused.action().source() + ": " + sentence(refused);
    }

    /** Instant, what was to happen, and why it did not, for those who show it at its place. */
    public static String sentence(RefusedEvent refused) {
        return "at " + Measure.time(refused.instant()) + " " + refused.action().verb() + " " + refused.target()
                + " was rejected because " + refused.explanation();
    }

    /** Place and instant if there are any, what happened, and the extension in which it did. */
    public static String of(RunError error) {
        StringBuilder text = new StringBuilder();
        error.where().ifPresent(w -> text.append(w).append(": "));
        error.instant()
                .ifPresent(i -> text.append("at ").append(Measure.time(i)).append(": "));
        text.append(error.message());
        error.culprit().ifPresent(c -> text.append(culprit(c.used(), c.call())));
        return text.toString();
    }

    /**
     * What goes after the message of an error, for those who show it at its place.
     *
     * @param call of the extension in which it happened
     */
    public static String culprit(BundleUse extension, String call) {
        return " (" + extension.kind().title() + " " + extension.id() + " of " + extension.symbolicName() + " "
                + extension.version() + ", in " + call + ")";
    }
}
