package org.foliot.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.foliot.api.observation.ObservationKind;
import org.foliot.api.observation.Observations;
import org.foliot.api.observation.Subject;
import org.foliot.guest.GuestStage;
import org.foliot.program.Action;
import org.foliot.program.GuestDescription;
import org.foliot.program.HostDescription;
import org.foliot.program.ProcessNumbers;
import org.foliot.program.Program;
import org.foliot.program.SubjectRef;
import org.foliot.run.RefusedEvent;
import org.foliot.time.Duration;

/**
 * Turns what happens in a run into lanes: one for each processor of a host and each vCPU of a guest with what it did, one for
 * the processes of each vCPU, counters beside them, marks for events, and an arrow for each migration.
 */
final class TrackSink implements Trace {
    private static final String SCHEDULING = "sched";
    private static final String STATE = "vcpu";
    private static final String PROCESS = "process";
    private static final String TIMELINE = "timeline";
    private static final String STAGE = "stage";
    private static final String IDLE = "idle";
    private static final String CLOCK_ERROR = "clock_error";

    private final Program program;
    private final TrackWriter out;
    private final ProcessNumbers processes;
    private final Map<SubjectRef, Integer> lanes = new HashMap<>();
    private final Map<String, Integer> hosts = new HashMap<>();
    private final Map<String, Integer> guests = new HashMap<>();
    private final Map<SubjectRef, VcpuTracks> vcpus = new HashMap<>();
    private final Map<Integer, Integer> sampled = new LinkedHashMap<>();

    /** The lanes and counters of a vCPU, and which of its processes is current. */
    private static final class VcpuTracks {
        final int processes;
        final int stolen;
        final int steal;
        final int runDelay;
        String current;
        long since;

        VcpuTracks(int processes, int stolen, int steal, int runDelay) {
            this.processes = processes;
            this.stolen = stolen;
            this.steal = steal;
            this.runDelay = runDelay;
        }
    }

    TrackSink(Program program, TrackWriter out) throws IOException {
        this.program = program;
        this.out = out;
        this.processes = new ProcessNumbers(program);
        for (HostDescription host : program.hosts()) {
            int machine = out.machine("host " + host.name());
            hosts.put(host.name(), machine);
            for (int cpu = 0; cpu < host.facts().cpus(); cpu++) {
                lanes.put(SubjectRef.numbered(Subject.CPU, host.name(), cpu), out.lane(machine, "cpu[" + cpu + "]"));
            }
        }
        for (GuestDescription guest : program.guests()) {
            add(guest);
        }
    }

    private void add(GuestDescription guest) throws IOException {
        int machine = out.machine("guest " + guest.name());
        guests.put(guest.name(), machine);
        for (int i = 0; i < guest.vcpus().size(); i++) {
            SubjectRef vcpu = SubjectRef.numbered(Subject.VCPU, guest.name(), i);
            String name = "vcpu[" + i + "]";
            lanes.put(vcpu, out.lane(machine, name));
            vcpus.put(
                    vcpu,
                    new VcpuTracks(
                            out.lane(machine, name + " processes"),
                            out.counter(machine, name + " stolen"),
                            out.counter(machine, name + " steal of /proc/stat"),
                            out.counter(machine, name + " run_delay")));
        }
    }

    /** Something that is written. */
    private interface Writing {
        void write() throws IOException;
    }

    private static void write(Writing writing) {
        try {
            writing.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean wantsSegments() {
        return true;
    }

    @Override
    public void segment(SubjectRef subject, long start, long end, String state) {
        boolean processor = subject.kind() == Subject.CPU;
        if (!processor || !state.equals(IDLE)) {
            int lane = lanes.get(subject);
            write(() -> out.slice(lane, start, end, processor ? SCHEDULING : STATE, state));
        }
    }

    @Override
    public boolean wantsObservations() {
        return true;
    }

    @Override
    public void observation(long instant, ObservationKind kind, SubjectRef subject, long a, long b) {
        if (kind == Observations.RUN_DELAY) {
            write(() -> out.value(vcpus.get(subject).runDelay, instant, b / Duration.PS_PER_NANO));
        } else if (kind == Observations.STEAL_UPDATE) {
            write(() -> out.value(vcpus.get(subject).stolen, instant, b));
        } else if (kind == Observations.TICK_STEAL) {
            write(() -> out.value(vcpus.get(subject).steal, instant, b));
        } else if (kind == Observations.PROCESS_SWITCH) {
            write(() -> enter(subject, instant, b));
        } else if (kind == Observations.GUEST_STAGE) {
            write(() -> stage(subject, instant, GuestStage.of((int) a), b));
        } else if (kind.ingredient() != ObservationKind.SCHEDULING && kind != Observations.TIMELINE) {
            write(() -> out.mark(lane(subject), instant, kind.name(), kind.name(), numbers(kind, a, b)));
        }
    }

    private void stage(SubjectRef guest, long instant, GuestStage stage, long detail) throws IOException {
        if (stage == GuestStage.OFF || stage == GuestStage.KERNEL || stage == GuestStage.REBOOT) {
            for (Map.Entry<SubjectRef, VcpuTracks> vcpu : vcpus.entrySet()) {
                if (vcpu.getKey().owner().equals(guest.owner())) {
                    leave(vcpu.getValue(), instant);
                }
            }
        }
        String name = stage.name().toLowerCase(Locale.ROOT);
        out.mark(lane(guest), instant, STAGE, name, only("detail", Long.toString(detail)));
    }

    private void enter(SubjectRef vcpu, long instant, long process) throws IOException {
        VcpuTracks tracks = vcpus.get(vcpu);
        leave(tracks, instant);
        if (process >= 0) {
            tracks.current = processes.of(vcpu.owner(), process).name();
            tracks.since = instant;
        }
    }

    private void leave(VcpuTracks tracks, long instant) throws IOException {
        if (tracks.current != null) {
            out.slice(tracks.processes, tracks.since, instant, PROCESS, tracks.current);
            tracks.current = null;
        }
    }

    private static SortedMap<String, String> only(String name, String text) {
        SortedMap<String, String> details = new TreeMap<>();
        details.put(name, text);
        return details;
    }

    private static SortedMap<String, String> numbers(ObservationKind kind, long a, long b) {
        SortedMap<String, String> numbers = new TreeMap<>();
        if (!kind.a().isEmpty()) {
            numbers.put(kind.a(), Long.toString(a));
        }
        if (!kind.b().isEmpty()) {
            numbers.put(kind.b(), Long.toString(b));
        }
        return numbers;
    }

    /** The lane of a thing: its own if it has one, else its machine's. */
    private int lane(SubjectRef subject) {
        Integer own = lanes.get(subject);
        if (own != null) {
            return own;
        }
        boolean inGuest =
                switch (subject.kind()) {
                    case GUEST, VCPU, PROCESS -> true;
                    case HOST, CPU, GROUP, TASK -> false;
                };
        return (inGuest ? guests : hosts).get(subject.owner());
    }

    @Override
    public void event(long instant, Action action, SubjectRef target) {
        write(() -> out.mark(
                lane(target),
                instant,
                TIMELINE,
                action.verb(),
                only("event", action.source().text())));
    }

    @Override
    public void moved(long instant, SubjectRef guest, String from, String to) {
        write(() -> out.arrow(hosts.get(from), hosts.get(to), instant, TIMELINE, guest.owner()));
    }

    @Override
    public void refused(RefusedEvent event) {
        write(() -> out.mark(
                lane(event.target()),
                event.instant(),
                TIMELINE,
                event.action().verb() + " refused",
                only("reasons", String.join("; ", reasons(event)))));
    }

    private static List<String> reasons(RefusedEvent event) {
        return event.reasons().stream().map(r -> r.word() + ": " + r.sentence()).toList();
    }

    /** Whether it shows a metric at each sample. */
    static boolean samples(Column column) {
        return column.subject().kind() == Subject.GUEST
                && column.metric().name().equals(CLOCK_ERROR);
    }

    @Override
    public void columns(List<Column> columns) {
        List<Column> all = new ArrayList<>(columns);
        write(() -> {
            for (int i = 0; i < all.size(); i++) {
                Column column = all.get(i);
                if (samples(column)) {
                    sampled.put(i, out.counter(guests.get(column.subject().owner()), CLOCK_ERROR));
                }
            }
        });
    }

    @Override
    public void sample(long instant, long[] values) {
        write(() -> {
            for (Map.Entry<Integer, Integer> counter : sampled.entrySet()) {
                out.value(counter.getValue(), instant, Math.floorDiv(values[counter.getKey()], Duration.PS_PER_NANO));
            }
        });
    }

    @Override
    public void finish(long end) throws IOException {
        for (GuestDescription guest : program.guests()) {
            for (int i = 0; i < guest.vcpus().size(); i++) {
                leave(vcpus.get(SubjectRef.numbered(Subject.VCPU, guest.name(), i)), end);
            }
        }
        out.finish();
    }
}
