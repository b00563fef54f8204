package org.foliot.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.foliot.api.observation.ObservationKind;
import org.foliot.api.observation.Observations;
import org.foliot.api.observation.Subject;
import org.foliot.machine.ThreadState;
import org.foliot.program.SubjectRef;
import org.foliot.run.RunSink.ThreadNames;
import org.foliot.time.Duration;

/**
 * Keeps the books of a host's processors as its kernel does for /proc/stat: time in tasks is user time, time in guest code is
 * guest time and user time as well, time in the host's own code of a vCPU is system time (kernel/sched/cputime.c,
 * vtime_account_guest_enter).
 */
final class HostTimes {
    private final Map<SubjectRef, Cpu> cpus = new HashMap<>();
    private final Map<SubjectRef, Cpu> placeOfVcpu = new HashMap<>();
    private final Map<SubjectRef, Integer> states = new HashMap<>();

    /** What a processor has run, in picoseconds. */
    static final class Cpu {
        private long tasks;
        private long guest;
        private long system;
        private SubjectRef thread;
        private long since;

        private void settle(long now, Map<SubjectRef, Integer> states) {
            long time = now - since;
            since = now;
            if (thread == null) {
                return;
            }
            if (thread.kind() != Subject.VCPU) {
                tasks += time;
            } else if (states.getOrDefault(thread, -1) == ThreadState.IN_HOST.ordinal()) {
                system += time;
            } else {
                guest += time;
            }
        }
    }

    /** Time of a processor up to an instant, in nanoseconds. */
    record Books(long user, long system, long guest) {}

    void observe(long now, ObservationKind kind, SubjectRef subject, long a, long b, ThreadNames names) {
        if (kind == Observations.SWITCH_IN) {
            Optional<SubjectRef> thread = names.thread(subject.owner(), a);
            Cpu cpu = settled(subject, now);
            cpu.thread = thread.orElse(subject);
            thread.filter(t -> t.kind() == Subject.VCPU).ifPresent(t -> placeOfVcpu.put(t, cpu));
        } else if (kind == Observations.SWITCH_OUT) {
            Cpu cpu = settled(subject, now);
            placeOfVcpu.remove(cpu.thread, cpu);
            cpu.thread = null;
        } else if (kind == Observations.VCPU_STATE) {
            Cpu cpu = placeOfVcpu.get(subject);
            if (cpu != null) {
                cpu.settle(now, states);
            }
            states.put(subject, (int) b);
        }
    }

    private Cpu settled(SubjectRef subject, long now) {
        Cpu cpu = cpus.computeIfAbsent(subject, s -> new Cpu());
        cpu.settle(now, states);
        return cpu;
    }

    /** Whether a vCPU is not there. */
    boolean isOffline(SubjectRef vcpu) {
        return states.getOrDefault(vcpu, ThreadState.OFFLINE.ordinal()) == ThreadState.OFFLINE.ordinal();
    }

    Books at(SubjectRef subject, long now) {
        Cpu cpu = settled(subject, now);
        return new Books(
                (cpu.tasks + cpu.guest) / Duration.PS_PER_NANO,
                cpu.system / Duration.PS_PER_NANO,
                cpu.guest / Duration.PS_PER_NANO);
    }
}
