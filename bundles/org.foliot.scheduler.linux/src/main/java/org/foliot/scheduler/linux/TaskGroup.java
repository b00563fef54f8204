package org.foliot.scheduler.linux;

/**
 * A control group: its weight, its queue on every processor, and how the weight is divided among them (struct
 * task_group).
 */
public final class TaskGroup {
    /** MIN_SHARES, kernel/sched/sched.h: what a processor gets at least. */
    private static final long LEAST_SHARE = 2;

    private final int number;
    /** The parent, or null for the root group. */
    final TaskGroup parent;

    final int depth;
    boolean idle;
    private final FairQueue[] queues;
    private long weight;
    private long visibleLoad;

    TaskGroup(int number, TaskGroup parent, int cpus) {
        this.number = number;
        this.parent = parent;
        this.depth = parent == null ? 0 : parent.depth + 1;
        this.queues = new FairQueue[cpus];
    }

    /**
     * Sets the weight of the group, of which each processor gets a share; a cpu.idle group has that of SCHED_IDLE
     * (sched_group_set_shares and sched_group_set_idle, kernel/sched/fair.c).
     */
    void set(long visibleWeight, boolean isIdle) {
        idle = isIdle;
        weight = isIdle ? Weights.IDLE : Math.max(2, visibleWeight) << Weights.SHIFT;
    }

    /** The group's queue on a processor; made when first asked for. */
    FairQueue on(Cpu cpu) {
        FairQueue queue = queues[cpu.number];
        if (queue == null) {
            Entity owner = null;
            if (parent != null) {
                owner = cpu.policy.entity(null, (number << 10) + cpu.number);
                owner.queue = parent.on(cpu);
                owner.depth = depth - 1;
                owner.setWeight(weight);
            }
            queue = cpu.policy.queue(cpu, this, owner);
            if (owner != null) {
                owner.owned = queue;
            }
            queues[cpu.number] = queue;
        }
        return queue;
    }

    /** The group's queue on a processor, or null if it never had one there. */
    FairQueue existing(int cpu) {
        return queues[cpu];
    }

    /** Takes notice that the visible load of one of the queues changed. */
    void loadChanged(long from, long to) {
        visibleLoad += to - from;
    }

    /**
     * The weight of the group's entity on one processor: weight × load there / load everywhere (calc_group_shares,
     * kernel/sched/fair.c, 4.15 to 6.18).
     *
     * <p>Load is that of the threads queued now. The kernel uses decaying averages instead (PELT), so that in a kernel the
     * share follows a change of load within some 100 ms and not at once. With all threads on one processor the two agree.
     */
    long share(FairQueue queue) {
        if (visibleLoad == 0) {
            return weight;
        }
        long share = weight * Weights.visible(queue.load()) / visibleLoad;
        return Math.max(LEAST_SHARE, Math.min(share, weight));
    }
}
