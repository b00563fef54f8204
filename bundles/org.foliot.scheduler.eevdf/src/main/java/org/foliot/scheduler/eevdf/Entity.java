package org.foliot.scheduler.eevdf;

/**
 * What a fair queue schedules: a thread, or a group's queue on one processor (struct sched_entity). Times are nanoseconds
 * of the scheduler clock; virtual times advance at the inverse of the weight.
 */
final class Entity {
    /** The thread, or null for a group. */
    final Task task;

    /** The queue that a group's entity stands for, or null for a thread. */
    FairQueue owned;

    /** The queue that it is or was last on. */
    FairQueue queue;

    /** Number of groups above it. */
    int depth;

    /** Whether it counts in its queue, as the current entity or in the tree; also while its dequeue is delayed. */
    boolean onQueue;

    /** Whether it left already and stays queued only until its lag is worn off. */
    boolean delayed;

    /** Whether the slice was asked for, by sched_setattr or by a thread of the group. */
    boolean customSlice;

    /** Whether the deadline is held relative to vruntime, because it is off the queue. */
    boolean relativeDeadline;

    long vruntime;
    long deadline;
    long slice;
    /** Virtual lag at the time it left the queue. */
    long vlag;

    /** Up to which vruntime, or for which deadline, it is protected; see {@link FairQueue#isProtected}. */
    long protection;

    /** Until when its run time is booked; when it stopped running, if it does not run. */
    long execStart;

    /** Weight as {@link Weights} holds it, and the visible one. */
    long weight;

    long visibleWeight;

    /** calc_delta_fair as a multiplication by factor / 2^shift. */
    private long factor;

    private int shift;

    /** Links and augmented data of {@link DeadlineTree}. */
    Entity left;

    Entity right;
    Entity up;
    /** Heap priority in the tree, fixed and well mixed. */
    final int rank;

    long minVruntime;
    long minSlice;

    Entity(Task task, int number) {
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

    /** The group's entity one level up, or null. */
    Entity parent() {
        return queue.owner;
    }

    /** Sets the weight and what follows from it (update_load_set and __calc_delta, kernel/sched/fair.c). */
    void setWeight(long newWeight) {
        weight = newWeight;
        visibleWeight = Weights.visible(newWeight);
        long product = (1L << Weights.SHIFT) * Weights.inverse(newWeight);
        int excess = 32 - Integer.numberOfLeadingZeros((int) (product >>> 32));
        factor = product >>> excess;
        shift = 32 - excess;
    }

    /** The virtual time that passes for it while it runs for a time (calc_delta_fair). */
    long virtual(long nanos) {
        return weight == Weights.NICE_0 ? nanos : Weights.multiplyShift(nanos, factor, shift);
    }

    /** How long it must run for a virtual time to pass, rounded up; may be a few nanoseconds too little. */
    long real(long virtualNanos) {
        return weight == Weights.NICE_0 ? virtualNanos : ((virtualNanos * visibleWeight) >> Weights.SHIFT) + 1;
    }

    /** SCHED_IDLE or cpu.idle (se_is_idle). */
    boolean isIdle() {
        return task != null ? task.idlePolicy : owned.group.idle;
    }
}
