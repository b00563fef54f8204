package org.foliot.run;

import java.util.List;
import java.util.Optional;
import org.foliot.program.Program;

/**
 * What came out of a run.
 *
 * @param program what was run
 * @param outcome how it ended
 * @param end the instant that was reached, in picoseconds
 * @param verdicts one per expectation, in the order of the program
 * @param refusals events that could not take place, in order
 * @param metrics every metric of everything at the end, in the order of the program; empty if the run was never begun
 * @param measurements what was measured, in the order of the settings; empty if the run failed or ended within the warm-up
 * @param error why it could not be begun or finished
 * @param events number of events that were simulated
 * @param manifest what has to be the same for the run to be the same
 */
public record RunResult(
        Program program,
        Outcome outcome,
        long end,
        List<Verdict> verdicts,
        List<RefusedEvent> refusals,
        List<MetricValue> metrics,
        List<Measurement> measurements,
        Optional<RunError> error,
        long events,
        Manifest manifest) {
    public RunResult {
        verdicts = List.copyOf(verdicts);
        refusals = List.copyOf(refusals);
        metrics = List.copyOf(metrics);
        measurements = List.copyOf(measurements);
    }

    /** Refusals that no expectation speaks of. */
    public List<RefusedEvent> unexpectedRefusals() {
        return refusals.stream().filter(r -> !r.expected()).toList();
    }
}
