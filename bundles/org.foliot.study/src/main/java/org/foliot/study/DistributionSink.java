package org.foliot.study;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.foliot.api.observation.ObservationKind;
import org.foliot.api.observation.Observations;
import org.foliot.program.ProcessNumbers;
import org.foliot.program.Program;
import org.foliot.program.SubjectRef;
import org.foliot.program.study.DistributionDefinition;
import org.foliot.program.study.DistributionDefinition.Quantity;
import org.foliot.run.RunSink;
import org.foliot.statistics.QuantileSketch;
import org.foliot.study.FinishedRun.Distribution;
import org.foliot.time.Duration;

/** Counts what happens many times in a run, from the end of the warm-up on. */
final class DistributionSink implements RunSink {
    private final List<DistributionDefinition> definitions;
    private final long warmUp;
    private final List<QuantileSketch> sketches = new ArrayList<>();
    private final Map<Quantity, Map<SubjectRef, List<QuantileSketch>>> bySubject = new HashMap<>();
    private final ProcessNumbers processes;

    DistributionSink(Program program, List<DistributionDefinition> definitions, Duration warmUp) {
        this.definitions = definitions;
        this.processes = new ProcessNumbers(program);
        this.warmUp = warmUp.picoseconds();
        for (DistributionDefinition definition : definitions) {
            QuantileSketch sketch = new QuantileSketch();
            sketches.add(sketch);
            for (SubjectRef subject : definition.subjects()) {
                bySubject
                        .computeIfAbsent(definition.quantity(), q -> new HashMap<>())
                        .computeIfAbsent(subject, s -> new ArrayList<>())
                        .add(sketch);
            }
        }
    }

    @Override
    public boolean wantsObservations() {
        return true;
    }

    @Override
    public void observation(long instant, ObservationKind kind, SubjectRef subject, long a, long b) {
        if (instant < warmUp) {
            return;
        }
        if (kind == Observations.RUN_DELAY) {
            count(Quantity.WAITS, subject, a);
        } else if (kind == Observations.JOB) {
            count(Quantity.RESPONSES, subject, a);
        } else if (kind == Observations.PROCESS_JOB) {
            SubjectRef process = processes.of(subject.owner(), a);
            // A guest's clock may go back while a job runs; nothing takes less than no time.
            count(Quantity.RESPONSES, process, Math.max(0, b) * Duration.PS_PER_NANO);
        }
    }

    private void count(Quantity quantity, SubjectRef subject, long value) {
        bySubject
                .getOrDefault(quantity, Map.of())
                .getOrDefault(subject, List.of())
                .forEach(s -> s.add(value));
    }

    /** What has been counted, in the order of the study. */
    List<Distribution> counted() {
        List<Distribution> counted = new ArrayList<>();
        for (int i = 0; i < sketches.size(); i++) {
            counted.add(new Distribution(
                    definitions.get(i).name(),
                    Base64.getEncoder().encodeToString(sketches.get(i).toBytes())));
        }
        return counted;
    }
}
