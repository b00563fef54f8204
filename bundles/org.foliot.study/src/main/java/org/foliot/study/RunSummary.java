package org.foliot.study;

import java.util.List;
import java.util.Optional;
import org.foliot.program.study.StudyMeasure;
import org.foliot.store.Measurement;
import org.foliot.store.StoredRun;

/**
 * What a study keeps of a run.
 *
 * @param outcome how it ended, in lower case
 * @param error why it could not be begun or finished
 * @param measured whether its values are there
 * @param values one per measure of the study, in the smallest unit
 */
public record RunSummary(String outcome, Optional<String> error, boolean measured, List<Long> values) {
    public RunSummary {
        values = List.copyOf(values);
    }

    static RunSummary of(StoredRun run, List<StudyMeasure> measures) {
        boolean measured = measures.stream().allMatch(m -> run.measures().containsKey(m.name()));
        List<Long> values = measured
                ? measures.stream()
                        .map(m -> run.measures().get(m.name()))
                        .map(Measurement::value)
                        .toList()
                : List.of();
        return new RunSummary(
                run.outcome(), run.error(), measured && run.error().isEmpty(), values);
    }

    /** Whether an expectation of the scenario failed in it. */
    public boolean isFailed() {
        return outcome.equals("failed");
    }
}
