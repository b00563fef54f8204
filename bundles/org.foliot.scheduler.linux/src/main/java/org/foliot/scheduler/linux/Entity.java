package org.foliot.scheduler.linux;

/**
 * What a fair queue schedules: a thread, or a group's queue on one processor (struct sched_entity). A policy adds what it
 * goes by. Virtual times advance at the inverse of the weight.
 */
public abstract class Entity {
    private final Task task;
    /** The queue that a group's entity stands for, or null for a thread. */
    FairQueue owned;

    /** The queue that it is or was last on; null before the first. */
    FairQueue queue;

    /** Number of groups above it. */
    int depth;

    boolean onQueue;
    /** Whether it left already and its queue keeps it for reasons of its own; see {@link FairQueue#dequeue}. */
    boolean delayed;

    /** Until when its run time is booked; when it stopped running, if it does not run. */
    long execStart;

    private long weight;
    private long visibleWeight;
    /** calc_delta_fair as a multiplication by factor / 2^shift. */
    private long factor;

    private int shift;

    /** Links of {@link EntityTree}. */
    Entity left;

    Entity right;
    Entity up;
    /** Heap priority in the tree, fixed and well mixed. */
    final int rank;

    /** An entity of {@link FairPolicy#entity}. */
    protected Entity(Task task, int number) {
        this.task = task;
        this.rank = mix(number);
    }

    /** Finalizer of MurmurHash3: spreads consecutive numbers. */
    private static int mix(int number) {
        int h = number + 0x9E37_79B9;
        h = (h ^ (h >>> 16)) * 0x85EB_CA6B;
        h = (h ^ (h >>> 13)) * 0xC2B2_AE35;
        return h ^ (h >>> 16);
    }

    /** The thread, or null for a group. */
    public final Task task() {
        return task;
    }

    /** The queue that it is or was last on. */
    public final FairQueue queue() {
        return queue;
    }

    /** The group's entity one level up, or null. */
    public final Entity parent() {
        return queue.owner();
    }

    /** Whether it counts in its queue, as the current entity or as one that waits; also while its dequeue is delayed. */
    public final boolean isOnQueue() {
        return onQueue;
    }

    /** Whether it left already and stays queued for reasons of its queue's. */
    public final boolean isDelayed() {
        return delayed;
    }

    /** Until when its run time is booked, if it runs. */
    public final long execStart() {
        return execStart;
    }

    /** Weight as {@link Weights} holds it. */
    public final long weight() {
        return weight;
    }

    /** Weight as users see it, at least 2. */
    public final long visibleWeight() {
        return visibleWeight;
    }

    /**
     * Gives it another weight, and what follows from it (update_load_set and __calc_delta, kernel/sched/fair.c). It is not
     * on a queue.
     */
    public void setWeight(long newWeight) {
        weight = newWeight;
        visibleWeight = Weights.visible(newWeight);
        long product = (1L << Weights.SHIFT) * Weights.inverse(newWeight);
        int excess = 32 - Integer.numberOfLeadingZeros((int) (product >>> 32));
        factor = product >>> excess;
        shift = 32 - excess;
    }

    /** The virtual time that passes for it while it runs for a time (calc_delta_fair). */
    public final long virtual(long nanos) {
        return weight == Weights.NICE_0 ? nanos : Weights.multiplyShift(nanos, factor, shift);
    }

    /** How long it must run for a virtual time to pass, rounded up; may be a few nanoseconds too little. */
    public final long real(long virtualNanos) {
        return weight == Weights.NICE_0 ? virtualNanos : ((virtualNanos * visibleWeight) >> Weights.SHIFT) + 1;
    }

    /** SCHED_IDLE or cpu.idle (se_is_idle). */
    public final boolean isIdle() {
        return task != null ? task.idlePolicy : owned.group().idle;
    }
}
