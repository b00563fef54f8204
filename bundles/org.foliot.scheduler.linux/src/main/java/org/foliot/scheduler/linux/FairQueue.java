package org.foliot.scheduler.linux;

/**
 * The threads and groups of one group on one processor that compete for it (struct cfs_rq): who is on the queue, who runs,
 * and what they weigh. In which order they run is for the policy to say that extends this.
 */
public abstract class FairQueue {
    /** Why an entity joins a queue. */
    public enum Joining {
        /** Its thread was just created. */
        NEW,
        /** Its thread, or the first thread of its group, was blocked and is not any more. */
        WOKEN,
        /** It comes from another queue, was changed, or is no longer throttled. */
        RETURNED
    }

    private final Cpu cpu;
    private final TaskGroup group;
    private final Entity owner;
    private Entity current;
    private int queued;
    private long load;

    /**
     * A queue of {@link FairPolicy#queue}.
     *
     * @param owner the entity that stands for this queue one level up, or null for the root
     */
    protected FairQueue(Cpu cpu, TaskGroup group, Entity owner) {
        this.cpu = cpu;
        this.group = group;
        this.owner = owner;
    }

    /** The processor. */
    public final Cpu cpu() {
        return cpu;
    }

    /** The entity that stands for this queue one level up, or null for the root. */
    public final Entity owner() {
        return owner;
    }

    /** The entity that runs or whose thread runs, or null; it may have left already. */
    public final Entity current() {
        return current;
    }

    /** Number of entities on the queue, the current one and delayed ones included (nr_queued). */
    public final int queued() {
        return queued;
    }

    /** Sum of the weights of the entities on the queue. */
    public final long load() {
        return load;
    }

    final TaskGroup group() {
        return group;
    }

    // ---- what policies decide

    /** An entity joins (enqueue_entity, kernel/sched/fair.c). */
    protected abstract void enqueue(Entity entity, Joining how, long now);

    /**
     * An entity leaves, or asks to (dequeue_entity, kernel/sched/fair.c).
     *
     * @param sleeps whether it blocks, rather than moves
     * @param mayStay whether the policy may keep it for a while; a pick that finds it ends that
     * @return false if it is kept
     */
    protected abstract boolean dequeue(Entity entity, boolean sleeps, boolean mayStay, long now);

    /** An entity that was kept is wanted again (requeue_delayed_entity, kernel/sched/fair.c). */
    protected abstract void revive(Entity entity);

    /** An entity that sleeps since it left this queue will join another one. */
    protected abstract void detach(Entity entity);

    /** The entity that should run now, of a queue that is not empty (pick_next_entity, kernel/sched/fair.c). */
    protected abstract Entity choose();

    /** An entity begins to run; if it is on the queue it no longer waits (set_next_entity, kernel/sched/fair.c). */
    protected abstract void starts(Entity entity);

    /** The current entity no longer runs, but is on the queue and waits (put_prev_entity, kernel/sched/fair.c). */
    protected abstract void stops(Entity entity);

    /** The current entity ran between two instants (update_curr, kernel/sched/fair.c). */
    protected abstract void ran(Entity entity, long from, long to);

    /** A tick found an entity running; what it ran is booked (entity_tick, kernel/sched/fair.c). */
    protected abstract void ticked(Entity entity, long now);

    /** When a tick may find that the current entity has to give way, or {@link Long#MAX_VALUE} for never. */
    protected abstract long nextDecision();

    /** When the current thread, by reading its clock, may find that it has to give way, or {@link Long#MAX_VALUE}. */
    protected abstract long nextClockDecision();

    /** The current thread of this queue yields; others are there (yield_task_fair, kernel/sched/fair.c). */
    protected abstract void yields(long now);

    /**
     * Whether an entity, which joined because a thread woke up, takes the processor from the current one
     * (check_preempt_wakeup_fair, kernel/sched/fair.c).
     *
     * @param running the thread that runs, in this queue or below the current entity
     * @param woken the thread that woke up, likewise
     */
    protected abstract boolean preempts(Entity candidate, Task running, Task woken, long now);

    /** Prefers an entity where it is not unfair (set_next_buddy, kernel/sched/fair.c). */
    protected abstract void prefer(Entity entity);

    /** Whether an entity is preferred, so that balancing should leave it where it is (CACHE_HOT_BUDDY). */
    protected abstract boolean isPreferred(Entity entity);

    /** Changes the weight of an entity, wherever it is (reweight_entity, kernel/sched/fair.c). */
    protected abstract void reweigh(Entity entity, long weight, long now);

    /** The shortest slice of the queue, for policies that have groups ask for it; 0 for others. */
    protected abstract long minSlice();

    /** Gives a group's entity the shortest slice of its threads, if {@link #minSlice} is not 0. */
    protected abstract void adoptSlice(Entity entity, long slice);

    // ---- what they need for it

    /** Whether there is a current entity on the queue. */
    protected final boolean countsCurrent() {
        return current != null && current.onQueue;
    }

    /** Counts an entity as one of this queue. */
    protected final void join(Entity entity) {
        changeLoad(entity.weight());
        queued++;
        entity.onQueue = true;
    }

    /** No longer counts an entity. */
    protected final void leave(Entity entity) {
        entity.onQueue = false;
        queued--;
        changeLoad(-entity.weight());
    }

    /** Keeps an entity that left, or no longer does so. */
    protected final void delay(Entity entity, boolean delayed) {
        entity.delayed = delayed;
    }

    private void changeLoad(long by) {
        long before = Weights.visible(load);
        load += by;
        group.loadChanged(before, Weights.visible(load));
    }

    /** Books what the current entity ran. */
    protected final void charge(long now) {
        if (current != null && now > current.execStart) {
            long from = current.execStart;
            current.execStart = now;
            ran(current, from, now);
        }
    }

    /** Tells the classes above of run time of the current entity, if it is a thread (dl_server_update). */
    protected final void tell(Entity entity, long ran, long now) {
        if (entity.task() != null) {
            cpu.server.charge(ran, now);
        }
    }

    /** Gives a group's entity its share of the group's weight (update_cfs_group, kernel/sched/fair.c). */
    protected final void updateShare(Entity entity, long now) {
        FairQueue owned = entity.owned;
        if (owned != null && owned.load != 0) {
            long share = owned.group.share(owned);
            if (share != entity.weight()) {
                reweigh(entity, share, now);
            }
        }
    }

    // ---- the walk over the levels, by the fair class

    /** Makes an entity the current one. */
    final void setCurrent(Entity entity, long now) {
        starts(entity);
        entity.execStart = now;
        current = entity;
    }

    /** The current entity gives way. */
    final void putCurrent(Entity entity, long now) {
        if (entity.onQueue) {
            charge(now);
            stops(entity);
        }
        entity.execStart = now;
        current = null;
    }

    /** A tick interrupts a thread at or below the current entity. */
    final void tick(long now) {
        charge(now);
        updateShare(current, now);
        ticked(current, now);
    }
}
