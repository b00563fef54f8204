package org.foliot.scheduler.cfs;

import org.foliot.scheduler.linux.Cpu;
import org.foliot.scheduler.linux.Entity;
import org.foliot.scheduler.linux.FairPolicy;
import org.foliot.scheduler.linux.FairQueue;
import org.foliot.scheduler.linux.Task;
import org.foliot.scheduler.linux.TaskGroup;

/** CFS on one host: its settings, of which hotplug rescales three. */
final class CfsPolicy implements FairPolicy {
    final CfsOptions options;
    /** sched_nr_latency: how many threads fit into a latency. */
    final int threadsInLatency;

    private final long unscaledLatency;
    private final long unscaledGranularity;
    private final long unscaledWakeupGranularity;
    private final long idleGranularity;
    private long latency;
    private long granularity;
    private long wakeupGranularity;

    CfsPolicy(CfsOptions options) {
        this.options = options;
        this.unscaledLatency = options.latency().toNanos();
        this.unscaledGranularity = options.minGranularity().toNanos();
        this.unscaledWakeupGranularity = options.wakeupGranularity().toNanos();
        this.idleGranularity = options.idleMinGranularity().toNanos();
        this.threadsInLatency = (int) ((unscaledLatency + unscaledGranularity - 1) / unscaledGranularity);
        scale(1);
    }

    @Override
    public Entity entity(Task task, int number) {
        return new CfsEntity(task, number);
    }

    @Override
    public FairQueue queue(Cpu cpu, TaskGroup group, Entity owner) {
        return new CfsQueue(this, cpu, group, owner);
    }

    /** {@inheritDoc} Slices cannot be asked for before 6.12. */
    @Override
    public void request(Entity entity, long picoseconds) {}

    @Override
    public void scale(int factor) {
        latency = unscaledLatency * factor;
        granularity = unscaledGranularity * factor;
        wakeupGranularity = unscaledWakeupGranularity * factor;
    }

    /** sysctl_sched_latency. */
    long latency() {
        return latency;
    }

    /** sysctl_sched_min_granularity. */
    long granularity() {
        return granularity;
    }

    /** sysctl_sched_idle_min_granularity. */
    long idleGranularity() {
        return idleGranularity;
    }

    /** sysctl_sched_wakeup_granularity. */
    long wakeupGranularity() {
        return wakeupGranularity;
    }

    /** The time in which a number of threads are to run once each (__sched_period, kernel/sched/fair.c). */
    long period(int threads) {
        return threads > threadsInLatency ? threads * granularity : latency;
    }
}
