package org.foliot.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.foliot.program.study.Study;
import org.foliot.store.Measurement;
import org.foliot.store.StoredRun;

/**
 * What a study keeps of a run.
 *
 * @param outcome how it ended, in lower case
 * @param error why it could not be begun or finished
 * @param measured whether its values are there
 * @param values one per measure of the study, in the smallest unit; of a run in batches all of the first measure, then all of
 *     the second
 * @param batches how many values each measure has
 * @param distributions sketches of what it has many of, by name
 */
public record RunSummary(
        String outcome,
        Optional<String> error,
        boolean measured,
        List<Long> values,
        int batches,
        Map<String, String> distributions) {
    public RunSummary {
        values = List.copyOf(values);
        distributions = Map.copyOf(distributions);
    }

    /** A run that was measured as a whole. */
    public RunSummary(String outcome, Optional<String> error, boolean measured, List<Long> values) {
        this(outcome, error, measured, values, 1, Map.of());
    }

    static RunSummary of(StoredRun run, Study study) {
        boolean measured = study.valueNames().stream().allMatch(run.measures()::containsKey);
        List<Long> values = measured
                ? study.valueNames().stream()
                        .map(run.measures()::get)
                        .map(Measurement::value)
                        .toList()
                : List.of();
        return new RunSummary(
                run.outcome(),
                run.error(),
                measured && run.error().isEmpty(),
                values,
                study.batches(),
                run.distributions());
    }

    /** The values of a measure: one, or one for each batch. */
    List<Long> values(int measure) {
        return values.subList(measure * batches, (measure + 1) * batches);
    }

    /** Whether an expectation of the scenario failed in it. */
    public boolean isFailed() {
        return outcome.equals("failed");
    }
}
