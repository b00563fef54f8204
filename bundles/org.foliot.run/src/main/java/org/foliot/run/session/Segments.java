package org.foliot.run.session;

import java.util.Arrays;
import java.util.Locale;
import org.foliot.api.observation.ObservationKind;
import org.foliot.api.observation.Observations;
import org.foliot.api.observation.Subject;
import org.foliot.machine.Host;
import org.foliot.machine.ThreadState;
import org.foliot.machine.Vcpu;
import org.foliot.program.SubjectRef;
import org.foliot.run.world.World;

/** Turns changes of state into segments: what each vCPU and each processor did from when to when. */
final class Segments {
    /** Takes a segment. */
    interface Taker {
        void segment(SubjectRef subject, long start, long end, String state);
    }

    private static final String[] STATES = Arrays.stream(ThreadState.values())
            .map(s -> s.name().toLowerCase(Locale.ROOT))
            .toArray(String[]::new);
    private static final String IDLE = "idle";
    private static final String OFFLINE = STATES[ThreadState.OFFLINE.ordinal()];
    private static final long UNKNOWN = -1;

    private final World world;
    private final SubjectRef[] subjects;
    private final Taker taker;
    private final long[] since;
    private final String[] state;
    private final ThreadRegister threads;

    Segments(World world, SubjectRef[] subjects, ThreadRegister threads, Taker taker) {
        this.world = world;
        this.subjects = subjects;
        this.threads = threads;
        this.taker = taker;
        this.since = new long[subjects.length];
        this.state = new String[subjects.length];
        for (int i = 0; i < subjects.length; i++) {
            boolean processor = subjects[i].kind() == Subject.CPU;
            since[i] = processor ? 0 : UNKNOWN;
            state[i] = processor ? IDLE : OFFLINE;
        }
    }

    void observe(ObservationKind kind, int subject, long now, long a, long b) {
        if (kind == Observations.VCPU_STATE) {
            if (since[subject] == UNKNOWN) {
                since[subject] = now - vcpu(subjects[subject]).elapsed(now);
                state[subject] = STATES[(int) a];
            }
            enter(subject, now, STATES[(int) b]);
        } else if (kind == Observations.SWITCH_IN) {
            enter(subject, now, threads.path(subjects[subject].owner(), a));
        } else if (kind == Observations.SWITCH_OUT) {
            enter(subject, now, IDLE);
        }
    }

    /** Processors of a host went offline, to sleep, or came back; what they run now has been observed already. */
    void processorsChanged(Host host, long now) {
        for (int cpu = 0; cpu < host.cpus(); cpu++) {
            int subject = host.cpuSubject(cpu);
            if (!host.isOnline(cpu) || host.isSuspended()) {
                enter(subject, now, OFFLINE);
            } else if (state[subject].equals(OFFLINE)) {
                enter(subject, now, IDLE);
            }
        }
    }

    private void enter(int subject, long now, String next) {
        if (!next.equals(state[subject])) {
            end(subject, now);
            state[subject] = next;
        }
    }

    private void end(int subject, long now) {
        if (now > since[subject]) {
            taker.segment(subjects[subject], since[subject], now, state[subject]);
            since[subject] = now;
        }
    }

    /** Ends what is going on. */
    void finish(long end) {
        for (int i = 0; i < subjects.length; i++) {
            Subject kind = subjects[i].kind();
            if (kind == Subject.CPU || kind == Subject.VCPU && since[i] != UNKNOWN) {
                end(i, end);
            }
        }
    }

    private Vcpu vcpu(SubjectRef subject) {
        return world.guest(subject).vm().vcpus().get(subject.number());
    }
}
