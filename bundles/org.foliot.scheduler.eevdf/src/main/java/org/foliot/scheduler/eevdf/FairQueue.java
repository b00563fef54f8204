package org.foliot.scheduler.eevdf;

import org.foliot.scheduler.eevdf.EevdfOptions.YieldRule;

/**
 * The threads and groups of one group on one processor that compete for it (struct cfs_rq): their weighted average of
 * vruntime, who is eligible, who has the earliest deadline.
 *
 * <p>The virtual time <i>V</i> of a queue is the average of its entities' vruntimes weighted by their weights. An entity's
 * lag is <i>w·(V − v)</i>: what it was promised and did not get; the lags add up to 0. An entity is eligible if its lag is
 * not negative, and of the eligible ones that with the earliest virtual deadline runs.
 */
final class FairQueue {
    final Cpu cpu;
    final TaskGroup group;
    /** The entity that stands for this queue one level up, or null for the root. */
    final Entity owner;

    private final Tunables tunables;
    private final DeadlineTree waiting = new DeadlineTree();
    private Entity current;
    /** The entity preferred over others while it is eligible, or null. */
    private Entity buddy;
    /** Entities queued, the current one and delayed ones included (nr_queued). */
    private int queued;

    private long load;
    /** The vruntime from which keys are counted. */
    private long zero;
    /** Sum of weight × (vruntime − zero), and of weights, over the waiting entities. */
    private long sumOfKeys;

    private long sumOfWeights;

    FairQueue(Cpu cpu, TaskGroup group, Entity owner) {
        this.cpu = cpu;
        this.group = group;
        this.owner = owner;
        this.tunables = cpu.tunables;
    }

    /** Number of entities on the queue, the current one and delayed ones included. */
    int queued() {
        return queued;
    }

    /** Sum of the weights of the entities on the queue. */
    long load() {
        return load;
    }

    /** The entity that runs or whose thread runs, or null. */
    Entity current() {
        return current;
    }

    // ---- virtual time

    /**
     * The virtual time of the queue (avg_vruntime, kernel/sched/fair.c). Moves the zero of the keys there, so that they
     * stay small; kernels up to 6.18 use min_vruntime as zero, which gives the same values.
     */
    long averageVruntime() {
        long keys = sumOfKeys;
        long weights = sumOfWeights;
        if (countsCurrent()) {
            keys += (current.vruntime - zero) * current.visibleWeight;
            weights += current.visibleWeight;
        }
        if (weights > 0) {
            long advance = Math.floorDiv(keys, weights);
            zero += advance;
            sumOfKeys -= sumOfWeights * advance;
        }
        return zero;
    }

    private boolean countsCurrent() {
        return current != null && current.onQueue;
    }

    /** Whether an entity was promised at least as much as it got (entity_eligible, kernel/sched/fair.c). */
    boolean isEligible(Entity entity) {
        long keys = sumOfKeys;
        long weights = sumOfWeights;
        if (countsCurrent()) {
            keys += (current.vruntime - zero) * current.visibleWeight;
            weights += current.visibleWeight;
        }
        return (entity.vruntime - zero) * weights <= keys;
    }

    /**
     * Virtual lag of an entity, limited to two slices or a tick because arrivals and departures of others move the average
     * (update_entity_lag, kernel/sched/fair.c, 6.6 to 6.18).
     */
    long lag(Entity entity) {
        long lag = averageVruntime() - entity.vruntime;
        long limit = entity.virtual(Math.max(2 * entity.slice, tunables.tick));
        return Math.max(-limit, Math.min(lag, limit));
    }

    private void insert(Entity entity) {
        sumOfKeys += (entity.vruntime - zero) * entity.visibleWeight;
        sumOfWeights += entity.visibleWeight;
        waiting.insert(entity);
    }

    private void remove(Entity entity) {
        waiting.remove(entity);
        sumOfKeys -= (entity.vruntime - zero) * entity.visibleWeight;
        sumOfWeights -= entity.visibleWeight;
    }

    // ---- charging

    /**
     * Books the run time of the current entity (update_curr, kernel/sched/fair.c). Asks for a new pick when its slice is
     * used up or, depending on the release, when it is no longer protected.
     */
    void charge(long now) {
        Entity entity = current;
        if (entity == null || now <= entity.execStart) {
            return;
        }
        if (queued == 1) {
            catchUp(entity, now);
        }
        long ran = now - entity.execStart;
        entity.execStart = now;
        entity.vruntime += entity.virtual(ran);
        boolean usedUp = renewDeadline(entity);
        if (entity.task != null) {
            cpu.server.charge(ran, now);
        }
        if (queued > 1 && (usedUp || losesProtection(entity))) {
            cpu.requestReschedule();
            clearBuddy(entity);
        }
    }

    /** Gives an entity that reached its deadline the next one (update_deadline, kernel/sched/fair.c). */
    private boolean renewDeadline(Entity entity) {
        if (entity.vruntime < entity.deadline) {
            return false;
        }
        if (!entity.customSlice) {
            entity.slice = tunables.baseSlice();
        }
        entity.deadline = entity.vruntime + entity.virtual(entity.slice);
        return true;
    }

    /**
     * Does for an entity that had no competitor what the ticks would have done that were not simulated: at the first tick
     * at or after each deadline the next deadline begins. A thread that reads its clock needs no tick for it.
     */
    private void catchUp(Entity entity, long now) {
        if (entity.vruntime + entity.virtual(now - entity.execStart) < entity.deadline) {
            return;
        }
        long reached = entity.execStart + Math.max(0, entity.real(entity.deadline - entity.vruntime));
        boolean atOnce = entity.task != null && entity.task.readsClock;
        long first = atOnce ? reached : cpu.tickAtOrAfter(reached);
        if (first > now) {
            return;
        }
        long unit = atOnce ? 1 : tunables.tick;
        long period = Math.max(1, (entity.slice + unit - 1) / unit) * unit;
        long renewals = (now - first) / period;
        long last = first + renewals * period;
        if (!atOnce) {
            last = cpu.tickAtOrAfter(last);
            if (last > now) {
                last = cpu.tickAtOrAfter(first + (renewals - 1) * period);
            }
        }
        if (last > entity.execStart) {
            long ran = last - entity.execStart;
            entity.execStart = last;
            entity.vruntime += entity.virtual(ran);
            renewDeadline(entity);
            averageVruntime();
            if (entity.task != null) {
                cpu.server.charge(ran, last);
            }
        }
    }

    /**
     * When the current entity, if it goes on running, may have to give way if somebody looks; {@link Long#MAX_VALUE} for
     * never. Does not look further than the next change of its deadline or its protection.
     *
     * @param exactly whether to look for the moment in which the choice changes if it is not protected; otherwise any
     *     moment will do then
     */
    long nextDecision(long now, boolean exactly) {
        if (queued <= 1 || current == null) {
            return Long.MAX_VALUE;
        }
        long until = current.deadline;
        if (tunables.protectsShortestSlice) {
            if (isProtected(current)) {
                until = Math.min(until, current.protection);
            } else {
                until = Math.min(until, exactly ? choiceChangesAt() : current.vruntime);
            }
        } else if (tunables.options.preemptShort() && !isProtected(current)) {
            until = Math.min(until, exactly ? choiceChangesAt() : current.vruntime);
        }
        return now + Math.max(0, current.real(until - current.vruntime));
    }

    /**
     * The vruntime of the current entity at which another one becomes the right choice: its own lag is used up, or one
     * with an earlier deadline becomes eligible because the average moves on.
     */
    private long choiceChangesAt() {
        long others = Math.floorDiv(sumOfKeys, sumOfWeights);
        long weights = sumOfWeights + current.visibleWeight;
        long lead = sumOfKeys + (current.vruntime - zero) * current.visibleWeight;
        Entity next = waiting.nextToBeEligible(zero, weights, lead, current.deadline);
        if (next != null) {
            long needed = (next.vruntime - zero) * weights - sumOfKeys;
            others = Math.min(others, Math.floorDiv(needed, current.visibleWeight));
        }
        return zero + others + 1;
    }

    // ---- protection of the current entity

    /**
     * Notes at the time of the pick for how long the entity is protected (set_next_entity up to 6.16, set_protect_slice
     * from 6.17, kernel/sched/fair.c).
     */
    private void protect(Entity entity) {
        entity.protection = entity.deadline;
        if (tunables.protectsShortestSlice) {
            long slice = tunables.options.runToParity() ? minSlice() : tunables.unscaledSlice;
            if (slice < entity.slice) {
                entity.protection = Math.min(entity.deadline, entity.vruntime + entity.virtual(slice));
            }
        }
    }

    /** Whether the current entity is to run on as long as it is eligible (protect_slice, kernel/sched/fair.c). */
    boolean isProtected(Entity entity) {
        return tunables.protectsShortestSlice
                ? entity.vruntime < entity.protection
                : tunables.options.runToParity() && entity.protection == entity.deadline;
    }

    /** Ends the protection (cancel_protect_slice, kernel/sched/fair.c). */
    void cancelProtection(Entity entity) {
        if (isProtected(entity)) {
            entity.protection = tunables.protectsShortestSlice ? entity.vruntime : entity.deadline + 1;
        }
    }

    /** Shortens the protection to the shortest slice queued (update_protect_slice, kernel/sched/fair.c, 6.17). */
    void shortenProtection(Entity entity) {
        if (tunables.protectsShortestSlice && tunables.options.runToParity()) {
            entity.protection = Math.min(entity.protection, entity.vruntime + entity.virtual(minSlice()));
        }
    }

    /** update_curr from 6.17 on; did_preempt_short from 6.12 to 6.16. */
    private boolean losesProtection(Entity entity) {
        return tunables.protectsShortestSlice
                ? !isProtected(entity)
                : tunables.options.preemptShort() && entity.protection != entity.deadline && !isEligible(entity);
    }

    /** The shortest slice of the queue, or {@link Long#MAX_VALUE} (cfs_rq_min_slice, kernel/sched/fair.c, 6.12). */
    long minSlice() {
        long least = waiting.minSlice();
        return countsCurrent() ? Math.min(least, current.slice) : least;
    }

    /** Gives a group's entity the shortest slice of its threads. */
    void setSlice(Entity entity, long slice) {
        entity.slice = slice;
        if (entity != current && entity.onQueue) {
            waiting.sliceChanged(entity);
        }
    }

    // ---- choosing

    /**
     * The entity to run next: earliest eligible virtual deadline first (pick_eevdf, kernel/sched/fair.c, 6.6 to 6.18).
     *
     * @param protect whether the current entity's protection counts
     */
    Entity choose(boolean protect) {
        if (queued == 1) {
            return countsCurrent() ? current : waiting.first();
        }
        if (buddy != null && tunables.options.pickBuddy() && isEligible(buddy)) {
            return buddy;
        }
        long keys = sumOfKeys;
        long weights = sumOfWeights;
        Entity running = null;
        if (countsCurrent()) {
            long key = current.vruntime - zero;
            keys += key * current.visibleWeight;
            weights += current.visibleWeight;
            if (key * weights <= keys) {
                running = current;
            }
        }
        if (running != null && protect && isProtected(running)) {
            return running;
        }
        Entity best = waiting.firstEligible(zero, weights, keys);
        return best == null || (running != null && running.deadline < best.deadline) ? running : best;
    }

    /** Prefers an entity while it is eligible (set_next_buddy, kernel/sched/fair.c). */
    void setBuddy(Entity entity) {
        buddy = entity;
    }

    private void clearBuddy(Entity entity) {
        if (buddy == entity) {
            buddy = null;
        }
    }

    /** Makes an entity the current one (set_next_entity, kernel/sched/fair.c). */
    void setCurrent(Entity entity, long now) {
        clearBuddy(entity);
        if (entity.onQueue) {
            remove(entity);
            protect(entity);
        }
        entity.execStart = now;
        current = entity;
    }

    /** The current entity no longer runs (put_prev_entity, kernel/sched/fair.c). */
    void putCurrent(Entity entity, long now) {
        if (entity.onQueue) {
            charge(now);
            insert(entity);
        }
        entity.execStart = now;
        current = null;
    }

    // ---- arriving and leaving

    /**
     * Adds an entity (enqueue_entity, kernel/sched/fair.c).
     *
     * @param initial whether it is a new thread
     */
    void enqueue(Entity entity, boolean initial, long now) {
        boolean isCurrent = entity == current;
        if (isCurrent) {
            place(entity, initial);
        }
        charge(now);
        updateShare(entity, now);
        if (!isCurrent) {
            place(entity, initial);
            insert(entity);
        }
        changeLoad(entity.weight);
        queued++;
        entity.onQueue = true;
    }

    /**
     * Takes an entity away, or leaves it queued until its negative lag is worn off (dequeue_entity,
     * kernel/sched/fair.c, delayed from 6.12 on).
     *
     * @param sleeps whether it blocks, rather than moves
     * @param mayStay whether it may stay for a while
     * @return false if it stays
     */
    boolean dequeue(Entity entity, boolean sleeps, boolean mayStay, long now) {
        charge(now);
        clearBuddy(entity);
        boolean stayed = entity.delayed;
        if (!stayed && mayStay && tunables.options.delayDequeue() && !isEligible(entity)) {
            entity.delayed = true;
            return false;
        }
        entity.vlag = lag(entity);
        if (!sleeps && tunables.options.placeRelDeadline()) {
            entity.deadline -= entity.vruntime;
            entity.relativeDeadline = true;
        }
        if (entity != current) {
            remove(entity);
        }
        entity.onQueue = false;
        queued--;
        changeLoad(-entity.weight);
        updateShare(entity, now);
        if (stayed) {
            entity.delayed = false;
            if (tunables.options.delayZero() && entity.vlag > 0) {
                entity.vlag = 0;
            }
        }
        return true;
    }

    /**
     * A delayed entity is wanted again: it stays, without the lag that it gained meanwhile (requeue_delayed_entity,
     * kernel/sched/fair.c, 6.12).
     */
    void revive(Entity entity) {
        if (tunables.options.delayZero()) {
            entity.vlag = lag(entity);
            if (entity.vlag > 0) {
                queued--;
                boolean waits = entity != current;
                if (waits) {
                    remove(entity);
                }
                entity.vlag = 0;
                entity.onQueue = false;
                place(entity, false);
                entity.onQueue = true;
                if (waits) {
                    insert(entity);
                }
                queued++;
            }
        }
        entity.delayed = false;
    }

    /**
     * Gives an entity that joins its vruntime and its deadline (place_entity, kernel/sched/fair.c, 6.6 to 6.18).
     *
     * <p>Joining moves the average towards the entity, by which the lag that it comes with would shrink; so the lag is
     * inflated by (W + w) / W first.
     */
    private void place(Entity entity, boolean initial) {
        long average = averageVruntime();
        if (!entity.customSlice) {
            entity.slice = tunables.baseSlice();
        }
        long lag = 0;
        if (queued > 0 && entity.vlag != 0 && tunables.options.placeLag()) {
            long others = sumOfWeights + (countsCurrent() ? current.visibleWeight : 0);
            lag = entity.vlag * (others + entity.visibleWeight) / Math.max(1, others);
        }
        entity.vruntime = average - lag;
        if (entity.relativeDeadline) {
            entity.deadline += entity.vruntime;
            entity.relativeDeadline = false;
            return;
        }
        long virtualSlice = entity.virtual(entity.slice);
        if (initial && tunables.options.placeDeadlineInitial()) {
            virtualSlice /= 2;
        }
        entity.deadline = entity.vruntime + virtualSlice;
    }

    // ---- weights

    /** Gives a group's entity its share of the group's weight (update_cfs_group, kernel/sched/fair.c). */
    void updateShare(Entity entity, long now) {
        FairQueue owned = entity.owned;
        if (owned != null && owned.load != 0) {
            reweight(entity, owned.group.share(owned), now);
        }
    }

    /**
     * Changes the weight of an entity; its lag, as an amount of service, stays (reweight_entity, kernel/sched/fair.c,
     * 6.13 to 6.18; earlier releases reach the same in reweight_eevdf).
     */
    void reweight(Entity entity, long weight, long now) {
        if (entity.weight == weight) {
            return;
        }
        boolean waits = entity != current;
        boolean joined = entity.onQueue;
        if (joined) {
            charge(now);
            // The kernel keeps both in one field, so that a new weight ends the protection.
            cancelProtection(entity);
            entity.vlag = lag(entity);
            entity.deadline -= entity.vruntime;
            entity.relativeDeadline = true;
            queued--;
            if (waits) {
                remove(entity);
            }
            entity.onQueue = false;
            changeLoad(-entity.weight);
        }
        entity.vlag = entity.vlag * entity.weight / weight;
        if (entity.relativeDeadline) {
            entity.deadline = entity.deadline * entity.weight / weight;
        }
        entity.setWeight(weight);
        if (joined) {
            place(entity, false);
            changeLoad(weight);
            entity.onQueue = true;
            if (waits) {
                insert(entity);
            }
            queued++;
        }
    }

    private void changeLoad(long by) {
        long before = Weights.visible(load);
        load += by;
        group.loadChanged(before, Weights.visible(load));
    }

    // ---- yielding

    /** The current entity yields (yield_task_fair, kernel/sched/fair.c). */
    void yieldCurrent(long now) {
        Entity entity = current;
        clearBuddy(entity);
        charge(now);
        if (tunables.options.yieldRule() == YieldRule.PUT_OFF) {
            entity.deadline += entity.virtual(entity.slice);
        } else if (isEligible(entity)) {
            entity.vruntime = entity.deadline;
            entity.deadline += entity.virtual(entity.slice);
        }
    }
}
