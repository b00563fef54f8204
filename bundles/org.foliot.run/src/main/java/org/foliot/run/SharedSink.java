package org.foliot.run;

import java.util.List;
import org.foliot.api.observation.ObservationKind;
import org.foliot.program.Action;
import org.foliot.program.SubjectRef;

/** Tells several sinks what happens, each in their order and no more than it wants. */
public final class SharedSink implements RunSink {
    private final List<RunSink> all;
    private final RunSink[] ofSegments;
    private final RunSink[] ofObservations;

    /** A sink for all of these. */
    public SharedSink(List<? extends RunSink> sinks) {
        this.all = List.copyOf(sinks);
        this.ofSegments = all.stream().filter(RunSink::wantsSegments).toArray(RunSink[]::new);
        this.ofObservations = all.stream().filter(RunSink::wantsObservations).toArray(RunSink[]::new);
    }

    @Override
    public void threads(ThreadNames names) {
        all.forEach(s -> s.threads(names));
    }

    @Override
    public boolean wantsSegments() {
        return ofSegments.length > 0;
    }

    @Override
    public void segment(SubjectRef subject, long start, long end, String state) {
        for (RunSink sink : ofSegments) {
            sink.segment(subject, start, end, state);
        }
    }

    @Override
    public void columns(List<Column> columns) {
        all.forEach(s -> s.columns(columns));
    }

    @Override
    public void sample(long instant, long[] values) {
        all.forEach(s -> s.sample(instant, values));
    }

    @Override
    public void event(long instant, Action action, SubjectRef target) {
        all.forEach(s -> s.event(instant, action, target));
    }

    @Override
    public void saved(String guest, String name, byte[] file) {
        all.forEach(s -> s.saved(guest, name, file));
    }

    @Override
    public void refused(RefusedEvent event) {
        all.forEach(s -> s.refused(event));
    }

    @Override
    public void stage(long instant, SubjectRef guest, String stage, long detail) {
        all.forEach(s -> s.stage(instant, guest, stage, detail));
    }

    @Override
    public void moved(long instant, SubjectRef guest, String from, String to) {
        all.forEach(s -> s.moved(instant, guest, from, to));
    }

    @Override
    public boolean wantsObservations() {
        return ofObservations.length > 0;
    }

    @Override
    public void observation(long instant, ObservationKind kind, SubjectRef subject, long a, long b) {
        for (RunSink sink : ofObservations) {
            sink.observation(instant, kind, subject, a, b);
        }
    }
}
