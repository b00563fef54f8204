package org.foliot.machine;

import java.util.Arrays;
import org.foliot.engine.EventHandler;
import org.foliot.engine.EventLoop;

/**
 * What each processor of a host does next, and when: its thread's own work, a look at a quota, a call of the scheduler. The
 * first of the three is the processor's event; it is scheduled once for all changes made while another one happens.
 */
final class Agenda {
    static final long NEVER = Long.MAX_VALUE;

    private final EventLoop loop;
    private final int firstSource;
    private final long[] workAt;
    private final long[] quotaAt;
    private final long[] callAt;
    private final long[] programmed;
    private final PendingCpus changed;

    /**
     * An agenda with nothing on it.
     *
     * @param handler is called with a source less {@link #firstSource}, which is the processor
     */
    Agenda(int cpus, EventLoop loop, EventHandler handler) {
        this.loop = loop;
        this.firstSource = loop.sources();
        this.workAt = new long[cpus];
        this.quotaAt = new long[cpus];
        this.callAt = new long[cpus];
        this.programmed = new long[cpus];
        this.changed = new PendingCpus(cpus);
        Arrays.fill(workAt, NEVER);
        Arrays.fill(quotaAt, NEVER);
        Arrays.fill(callAt, NEVER);
        Arrays.fill(programmed, NEVER);
        for (int cpu = 0; cpu < cpus; cpu++) {
            loop.addSource(handler);
        }
    }

    /** The source of processor 0; those of the others follow. */
    int firstSource() {
        return firstSource;
    }

    void work(int cpu, long instant) {
        workAt[cpu] = instant;
        changed.add(cpu);
    }

    void lookAtQuota(int cpu, long instant) {
        quotaAt[cpu] = instant;
        changed.add(cpu);
    }

    void call(int cpu, long instant) {
        callAt[cpu] = instant;
        changed.add(cpu);
    }

    /** The processor's event happens. */
    void begin(int cpu) {
        programmed[cpu] = NEVER;
        changed.add(cpu);
    }

    boolean isWorkDue(int cpu, long now) {
        return workAt[cpu] <= now;
    }

    boolean isQuotaDue(int cpu, long now) {
        return quotaAt[cpu] <= now;
    }

    /** Whether the scheduler is to be called now, which is then done with. */
    boolean takeCall(int cpu, long now) {
        if (callAt[cpu] > now) {
            return false;
        }
        callAt[cpu] = NEVER;
        return true;
    }

    /** Schedules what has changed. */
    void program() {
        for (int cpu = changed.takeLowest(); cpu >= 0; cpu = changed.takeLowest()) {
            long next = Math.min(workAt[cpu], Math.min(callAt[cpu], quotaAt[cpu]));
            if (next != programmed[cpu]) {
                programmed[cpu] = next;
                schedule(firstSource + cpu, next, EventKinds.PROCESSOR);
            }
        }
    }

    /** Schedules the only event of any source, or cancels it with {@link #NEVER}. */
    void schedule(int source, long instant, int kind) {
        if (instant == NEVER) {
            loop.cancel(source);
        } else {
            loop.schedule(source, instant, kind);
        }
    }
}
