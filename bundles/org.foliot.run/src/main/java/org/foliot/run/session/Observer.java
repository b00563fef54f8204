package org.foliot.run.session;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.foliot.api.observation.ObservationKind;
import org.foliot.api.observation.Observations;
import org.foliot.api.observation.Subject;
import org.foliot.engine.FingerprintRecorder;
import org.foliot.guest.GuestStage;
import org.foliot.machine.Host;
import org.foliot.machine.ObservationSink;
import org.foliot.machine.Subjects;
import org.foliot.machine.VmFile;
import org.foliot.program.Action;
import org.foliot.program.SubjectRef;
import org.foliot.run.RefusedEvent;
import org.foliot.run.RunSink;
import org.foliot.run.timeline.Timeline;
import org.foliot.run.world.World;

/**
 * Takes every observation of a run to where it is wanted: the fingerprint, the timeline, the segments and the sink. Whatever
 * the sink throws is remembered, so that it can be told from a fault of the simulation.
 */
final class Observer implements ObservationSink {
    private final FingerprintRecorder fingerprint;
    private final boolean fingerprinting;
    private final RunSink sink;
    private final boolean observing;
    private World world;
    private Timeline timeline;
    private Segments segments;
    private SubjectRef[] subjects = {};
    private final Map<String, String> places = new HashMap<>();
    private RuntimeException sinkFailure;
    private volatile boolean closed;

    Observer(FingerprintRecorder fingerprint, boolean fingerprinting, RunSink sink) {
        this.fingerprint = fingerprint;
        this.fingerprinting = fingerprinting;
        this.sink = sink;
        this.observing = sink.wantsObservations();
    }

    /** Says what is observed, once it is made. */
    void attach(World observed, Timeline played) {
        world = observed;
        timeline = played;
        Subjects numbered = observed.machine().subjects();
        subjects = new SubjectRef[numbered.count()];
        for (int i = 0; i < subjects.length; i++) {
            subjects[i] = reference(numbered.kind(i), numbered.path(i));
        }
        world.guests()
                .forEach((name, unit) -> places.put(name, unit.description().host()));
        ThreadRegister threads = new ThreadRegister(world, subjects);
        guard(() -> sink.threads(threads));
        if (sink.wantsSegments()) {
            segments = new Segments(world, subjects, threads, (subject, start, end, state) -> {
                guard(() -> sink.segment(subject, start, end, state));
            });
        }
    }

    private static SubjectRef reference(Subject kind, String path) {
        return switch (kind) {
            case HOST, GUEST -> new SubjectRef(kind, path, "");
            case CPU, VCPU ->
                SubjectRef.numbered(
                        kind,
                        path.substring(0, path.indexOf('.')),
                        Integer.parseInt(path.substring(path.indexOf('[') + 1, path.length() - 1)));
            case GROUP, TASK, PROCESS ->
                new SubjectRef(kind, path.substring(0, path.indexOf('.')), path.substring(path.indexOf('.') + 1));
        };
    }

    @Override
    public void observe(ObservationKind kind, int subject, long now, long a, long b) {
        if (fingerprinting && fingerprint.takes(kind.ingredient())) {
            fingerprint.addObservation(now, kind.name().hashCode(), subject, kind.ingredient(), a, b);
        }
        if (kind == Observations.GUEST_STAGE && timeline != null) {
            reached(world.machine().subjects().path(subject), GuestStage.of((int) a), b, now);
        }
        if (segments != null) {
            segments.observe(kind, subject, now, a, b);
        }
        if (observing) {
            guard(() -> sink.observation(now, kind, subjects[subject], a, b));
        }
    }

    private void reached(String guest, GuestStage stage, long detail, long now) {
        SubjectRef subject = new SubjectRef(Subject.GUEST, guest, "");
        guard(() -> sink.stage(now, subject, stage.name().toLowerCase(Locale.ROOT), detail));
        timeline.reached(guest, stage, detail, now);
    }

    /** An event of the timeline took place. */
    void event(Action action, int number, SubjectRef target, long now) {
        int subject = world.machine()
                .subjects()
                .find(target.kind(), target.toString())
                .orElse(0);
        observe(Observations.TIMELINE, subject, now, number, 0);
        guard(() -> sink.event(now, action, target));
        if (target.kind() == Subject.GUEST) {
            placed(target, now);
        }
    }

    /** Tells when a guest is on another host than before. */
    private void placed(SubjectRef guest, long now) {
        world.guest(guest).vm().host().map(Host::name).ifPresent(host -> {
            String before = places.put(guest.owner(), host);
            if (before != null && !before.equals(host)) {
                guard(() -> sink.moved(now, guest, before, host));
            }
        });
    }

    void refused(RefusedEvent event) {
        guard(() -> sink.refused(event));
    }

    void saved(String guest, String name, VmFile file) {
        guard(() -> sink.saved(guest, name, file.bytes()));
    }

    /** The run has been given up, and its sink may be gone; whatever comes late goes nowhere. May come from any thread. */
    void close() {
        closed = true;
    }

    void columns(List<RunSink.Column> columns) {
        guard(() -> sink.columns(columns));
    }

    void sample(long now, long[] values) {
        guard(() -> sink.sample(now, values));
    }

    void processorsChanged(Host host, long now) {
        if (segments != null) {
            segments.processorsChanged(host, now);
        }
    }

    /** Ends all segments at the end of a run. */
    void finish(long end) {
        if (segments != null) {
            segments.finish(end);
        }
    }

    private void guard(Runnable call) {
        if (closed) {
            throw new IllegalStateException("the run has been given up");
        }
        try {
            call.run();
        } catch (RuntimeException e) {
            sinkFailure = e;
            throw e;
        }
    }

    /** Whether a fault is the sink's. */
    boolean isOfSink(Throwable fault) {
        return fault == sinkFailure;
    }
}
