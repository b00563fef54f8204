package org.foliot.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.foliot.api.observation.ObservationKind;
import org.foliot.api.observation.Observations;
import org.foliot.export.RunFiles;
import org.foliot.program.Action;
import org.foliot.program.GuestDescription;
import org.foliot.program.HostDescription;
import org.foliot.program.ProcessNumbers;
import org.foliot.program.Program;
import org.foliot.program.SubjectRef;
import org.foliot.run.RefusedEvent;
import org.foliot.time.Duration;

/**
 * Writes a run as kernel traces in Common Trace Format 1.8, one for each host and each guest, each with a stream per
 * processor. The threads of a host and the processes of a guest change by {@code sched_switch}, with the fields that LTTng
 * gives it; every observation is an event of its kind with its two numbers.
 */
final class CtfSink implements Trace {
    /** TASK_RUNNING: whoever was preempted. */
    private static final long RUNNABLE = 0;
    /** TASK_INTERRUPTIBLE: whoever sleeps. */
    private static final long SLEEPING = 1;
    /** prio of a nice value of 0 (kernel/sched: MAX_RT_PRIO + 20). */
    private static final int PRIORITY = 120;

    private static final int NUMBERS = 2 * Long.BYTES;

    private final Program program;
    private final long seed;
    private final ProcessNumbers processes;
    private final RunFiles files;
    private final Map<String, Machine> hosts = new LinkedHashMap<>();
    private final Map<String, Machine> guests = new LinkedHashMap<>();
    private final List<ObservationKind> kinds = new ArrayList<>(Observations.all());
    private final Map<ObservationKind, Integer> ids = new HashMap<>();
    private final Map<SubjectRef, byte[]> paths = new HashMap<>();
    private ThreadNames names = (host, number) -> Optional.empty();

    /** The trace of one machine: its streams by processor, as far as anything has happened there. */
    private final class Machine {
        final String kind;
        final String name;
        final UUID uuid;
        final SortedMap<Integer, Stream> streams = new TreeMap<>();

        Machine(String kind, String name) {
            this.kind = kind;
            this.name = name;
            this.uuid = UUID.nameUUIDFromBytes(String.join("\n", program.name(), Long.toString(seed), kind, name)
                    .getBytes(StandardCharsets.UTF_8));
        }

        String folder() {
            return "ctf/" + kind + "-" + name + "/";
        }

        Stream stream(int cpu) throws IOException {
            Stream stream = streams.get(cpu);
            if (stream == null) {
                stream = new Stream(new CtfPacket(files.create(folder() + "channel0_" + cpu), uuid, cpu), cpu);
                streams.put(cpu, stream);
            }
            return stream;
        }

        void finish() throws IOException {
            for (Stream stream : streams.values()) {
                stream.settle();
                stream.packets.finish();
            }
            try (OutputStream out = files.create(folder() + "metadata")) {
                out.write(CtfMetadata.text(uuid, name, kind, program.name(), kinds)
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** A thread or process as sched_switch names it. */
    private record Comm(byte[] name, int tid, int priority) {}

    /** A stream, and the thread that has left its processor without another one having come yet. */
    private static final class Stream {
        final CtfPacket packets;
        final Comm idle;
        Comm current;
        Comm left;
        long leftAt;
        long leftAs;

        Stream(CtfPacket packets, int cpu) {
            this.packets = packets;
            this.idle = new Comm(("swapper/" + cpu).getBytes(StandardCharsets.UTF_8), 0, PRIORITY);
            this.current = idle;
        }

        /** A thread leaves; what comes next is the idle task unless another thread comes at the same instant. */
        void leave(long instant, long state) throws IOException {
            settle();
            left = current;
            leftAt = instant;
            leftAs = state;
            current = idle;
        }

        void enter(long instant, Comm next) throws IOException {
            if (left != null && leftAt != instant) {
                settle();
            }
            Comm previous = left == null ? current : left;
            long state = left == null ? RUNNABLE : leftAs;
            left = null;
            current = next;
            write(instant, previous, state, next);
        }

        /** Writes that the processor went idle, if that has not been said yet. */
        void settle() throws IOException {
            if (left != null) {
                Comm previous = left;
                left = null;
                write(leftAt, previous, leftAs, idle);
            }
        }

        private void write(long instant, Comm previous, long state, Comm next) throws IOException {
            int size = previous.name().length + next.name().length + 2 + 4 * Integer.BYTES + Long.BYTES;
            ByteBuffer event = packets.event(CtfMetadata.SCHED_SWITCH, instant, size);
            text(event, previous.name())
                    .putInt(previous.tid())
                    .putInt(previous.priority())
                    .putLong(state);
            text(event, next.name()).putInt(next.tid()).putInt(next.priority());
        }
    }

    CtfSink(Program program, long seed, RunFiles files) throws IOException {
        this.program = program;
        this.seed = seed;
        this.processes = new ProcessNumbers(program);
        this.files = files;
        for (HostDescription host : program.hosts()) {
            hosts.put(host.name(), new Machine("host", host.name()));
        }
        for (GuestDescription guest : program.guests()) {
            guests.put(guest.name(), new Machine("guest", guest.name()));
        }
        for (ObservationKind kind : kinds) {
            ids.put(kind, CtfMetadata.OBSERVATIONS + ids.size());
        }
    }

    private static ByteBuffer text(ByteBuffer event, byte[] text) {
        return event.put(text).put((byte) 0);
    }

    private byte[] path(SubjectRef subject) {
        return paths.computeIfAbsent(subject, s -> s.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void threads(ThreadNames threads) {
        names = threads;
    }

    @Override
    public boolean wantsObservations() {
        return true;
    }

    @Override
    public void observation(long instant, ObservationKind kind, SubjectRef subject, long a, long b) {
        long now = instant / Duration.PS_PER_NANO;
        try {
            Stream stream = stream(subject);
            if (kind == Observations.SWITCH_OUT) {
                stream.leave(now, b == 1 ? RUNNABLE : SLEEPING);
            } else if (kind == Observations.SWITCH_IN) {
                stream.enter(now, thread(subject.owner(), a));
            } else if (kind == Observations.PROCESS_SWITCH) {
                stream.leave(now, RUNNABLE);
                if (b >= 0) {
                    stream.enter(now, process(subject.owner(), (int) b));
                }
            } else if (kind != Observations.TIMELINE) {
                observed(stream, now, kind, subject, a, b);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void observed(Stream stream, long now, ObservationKind kind, SubjectRef subject, long a, long b)
            throws IOException {
        stream.settle();
        byte[] path = path(subject);
        ByteBuffer event = stream.packets.event(id(kind), now, path.length + 1 + NUMBERS);
        text(event, path).putLong(a).putLong(b);
    }

    private int id(ObservationKind kind) {
        Integer known = ids.get(kind);
        if (known != null) {
            return known;
        }
        int id = CtfMetadata.OBSERVATIONS + kinds.size();
        kinds.add(kind);
        ids.put(kind, id);
        return id;
    }

    private Comm thread(String host, long number) {
        byte[] name = names.thread(host, number).map(this::path).orElseGet(() -> ("thread " + number)
                .getBytes(StandardCharsets.UTF_8));
        return new Comm(name, (int) number + 1, PRIORITY);
    }

    private Comm process(String guest, int number) {
        return new Comm(processes.of(guest, number).name().getBytes(StandardCharsets.UTF_8), number + 1, PRIORITY);
    }

    /** The stream in which a thing is told of: that of its processor, or of the first of its machine. */
    private Stream stream(SubjectRef subject) throws IOException {
        return switch (subject.kind()) {
            case CPU -> hosts.get(subject.owner()).stream(subject.number());
            case VCPU -> guests.get(subject.owner()).stream(subject.number());
            case GUEST, PROCESS -> guests.get(subject.owner()).stream(0);
            case HOST, GROUP, TASK -> hosts.get(subject.owner()).stream(0);
        };
    }

    @Override
    public void event(long instant, Action action, SubjectRef target) {
        timeline(instant, action, target, "");
    }

    @Override
    public void refused(RefusedEvent event) {
        List<String> reasons = event.reasons().stream().map(r -> r.word()).toList();
        timeline(event.instant(), event.action(), event.target(), String.join(", ", reasons));
    }

    private void timeline(long instant, Action action, SubjectRef target, String refused) {
        byte[] verb = action.verb().getBytes(StandardCharsets.UTF_8);
        byte[] path = path(target);
        byte[] text = action.source().text().getBytes(StandardCharsets.UTF_8);
        byte[] reasons = refused.getBytes(StandardCharsets.UTF_8);
        try {
            Stream stream = stream(target);
            stream.settle();
            int size = verb.length + path.length + text.length + reasons.length + 4;
            ByteBuffer event = stream.packets.event(CtfMetadata.TIMELINE, instant / Duration.PS_PER_NANO, size);
            text(text(text(text(event, verb), path), text), reasons);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void finish(long end) throws IOException {
        for (Machine host : hosts.values()) {
            host.finish();
        }
        for (Machine guest : guests.values()) {
            guest.finish();
        }
    }
}
