package org.foliot.scheduler.eevdf;

import org.foliot.scheduler.eevdf.EevdfOptions.Parity;
import org.foliot.scheduler.linux.Cpu;
import org.foliot.scheduler.linux.Entity;
import org.foliot.scheduler.linux.FairPolicy;
import org.foliot.scheduler.linux.FairQueue;
import org.foliot.scheduler.linux.Task;
import org.foliot.scheduler.linux.TaskGroup;
import org.foliot.time.Duration;

/** EEVDF on one host: its settings, and the base slice that hotplug rescales. */
final class EevdfPolicy implements FairPolicy {
    private static final long SHORTEST_REQUEST = 100_000;
    private static final long LONGEST_REQUEST = 100_000_000;

    final EevdfOptions options;
    /** normalized_sysctl_sched_base_slice. */
    final long unscaledSlice;

    final boolean protectsShortestSlice;

    private long baseSlice;

    EevdfPolicy(EevdfOptions options) {
        this.options = options;
        this.unscaledSlice = options.baseSlice().toNanos();
        this.protectsShortestSlice = options.parity() == Parity.SHORTEST_SLICE;
        this.baseSlice = unscaledSlice;
    }

    @Override
    public Entity entity(Task task, int number) {
        return new EevdfEntity(task, number);
    }

    @Override
    public FairQueue queue(Cpu cpu, TaskGroup group, Entity owner) {
        return new EevdfQueue(this, cpu, group, owner);
    }

    @Override
    public void scale(int factor) {
        baseSlice = unscaledSlice * factor;
    }

    /** sysctl_sched_base_slice. */
    long baseSlice() {
        return baseSlice;
    }

    /** {@inheritDoc} It is 0.1 to 100 ms (kernel/sched/syscalls.c, __setparam_fair, 6.12). */
    @Override
    public void request(Entity entity, long picoseconds) {
        EevdfEntity asking = EevdfEntity.of(entity);
        asking.customSlice = picoseconds != 0 && options.requestedSlices();
        asking.slice = asking.customSlice
                ? Math.max(SHORTEST_REQUEST, Math.min(picoseconds / Duration.PS_PER_NANO, LONGEST_REQUEST))
                : baseSlice;
    }
}
