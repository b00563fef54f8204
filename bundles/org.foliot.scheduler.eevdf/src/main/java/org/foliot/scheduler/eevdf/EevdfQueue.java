package org.foliot.scheduler.eevdf;

import org.foliot.api.scheduler.Policy;
import org.foliot.scheduler.eevdf.EevdfOptions.YieldRule;
import org.foliot.scheduler.linux.Cpu;
import org.foliot.scheduler.linux.Entity;
import org.foliot.scheduler.linux.FairQueue;
import org.foliot.scheduler.linux.Task;
import org.foliot.scheduler.linux.TaskGroup;

/**
 * A fair queue of EEVDF: the weighted average of its entities' vruntimes, who is eligible, who has the earliest deadline.
 *
 * <p>The virtual time <i>V</i> of a queue is the average of its entities' vruntimes weighted by their weights. An entity's
 * lag is <i>w·(V − v)</i>: what it was promised and did not get; the lags add up to 0. An entity is eligible if its lag is
 * not negative, and of the eligible ones that with the earliest virtual deadline runs.
 */
final class EevdfQueue extends FairQueue {
    private final EevdfPolicy policy;
    private final EevdfOptions options;
    private final DeadlineTree waiting = new DeadlineTree();
    /** The entity preferred over others while it is eligible, or null. */
    private EevdfEntity buddy;
    /** The vruntime from which keys are counted. */
    private long zero;
    /** Sum of weight × (vruntime − zero), and of weights, over the waiting entities. */
    private long sumOfKeys;

    private long sumOfWeights;

    EevdfQueue(EevdfPolicy policy, Cpu cpu, TaskGroup group, Entity owner) {
        super(cpu, group, owner);
        this.policy = policy;
        this.options = policy.options;
    }

    private EevdfEntity running() {
        return EevdfEntity.of(current());
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
            keys += (running().vruntime - zero) * running().visibleWeight();
            weights += running().visibleWeight();
        }
        if (weights > 0) {
            long advance = Math.floorDiv(keys, weights);
            zero += advance;
            sumOfKeys -= sumOfWeights * advance;
        }
        return zero;
    }

    /** Whether an entity was promised at least as much as it got (entity_eligible, kernel/sched/fair.c). */
    boolean isEligible(EevdfEntity entity) {
        long keys = sumOfKeys;
        long weights = sumOfWeights;
        if (countsCurrent()) {
            keys += (running().vruntime - zero) * running().visibleWeight();
            weights += running().visibleWeight();
        }
        return (entity.vruntime - zero) * weights <= keys;
    }

    /**
     * Virtual lag of an entity, limited to two slices or a tick because arrivals and departures of others move the average
     * (update_entity_lag, kernel/sched/fair.c, 6.6 to 6.18).
     */
    private long lag(EevdfEntity entity) {
        long lag = averageVruntime() - entity.vruntime;
        long limit = entity.virtual(Math.max(2 * entity.slice, cpu().tickLength()));
        return Math.max(-limit, Math.min(lag, limit));
    }

    private void insert(EevdfEntity entity) {
        sumOfKeys += (entity.vruntime - zero) * entity.visibleWeight();
        sumOfWeights += entity.visibleWeight();
        waiting.insert(entity);
    }

    private void remove(EevdfEntity entity) {
        waiting.remove(entity);
        sumOfKeys -= (entity.vruntime - zero) * entity.visibleWeight();
        sumOfWeights -= entity.visibleWeight();
    }

    // ---- charging

    /**
     * {@inheritDoc} Asks for a new pick when the slice is used up or, depending on the release, when the entity is no longer
     * protected.
     */
    @Override
    protected void ran(Entity ran, long from, long to) {
        EevdfEntity entity = EevdfEntity.of(ran);
        long since = queued() == 1 ? catchUp(entity, from, to) : from;
        entity.vruntime += entity.virtual(to - since);
        boolean usedUp = renewDeadline(entity);
        tell(entity, to - since, to);
        if (queued() > 1 && (usedUp || losesProtection(entity))) {
            cpu().requestReschedule();
            clearBuddy(entity);
        }
    }

    /** Gives an entity that reached its deadline the next one (update_deadline, kernel/sched/fair.c). */
    private boolean renewDeadline(EevdfEntity entity) {
        if (entity.vruntime < entity.deadline) {
            return false;
        }
        if (!entity.customSlice) {
            entity.slice = policy.baseSlice();
        }
        entity.deadline = entity.vruntime + entity.virtual(entity.slice);
        return true;
    }

    /**
     * Does for an entity that had no competitor what the ticks would have done that were not simulated: at the first tick
     * at or after each deadline the next deadline begins. A thread that reads its clock needs no tick for it.
     *
     * @return up to when run time is booked
     */
    private long catchUp(EevdfEntity entity, long from, long now) {
        if (entity.vruntime + entity.virtual(now - from) < entity.deadline) {
            return from;
        }
        long reached = from + Math.max(0, entity.real(entity.deadline - entity.vruntime));
        boolean atOnce = entity.task() != null && entity.task().readsClock();
        long first = atOnce ? reached : cpu().tickAtOrAfter(reached);
        if (first > now) {
            return from;
        }
        long unit = atOnce ? 1 : cpu().tickLength();
        long period = Math.max(1, (entity.slice + unit - 1) / unit) * unit;
        long renewals = (now - first) / period;
        long last = first + renewals * period;
        if (!atOnce) {
            last = cpu().tickAtOrAfter(last);
            if (last > now) {
                last = cpu().tickAtOrAfter(first + (renewals - 1) * period);
            }
        }
        if (last <= from) {
            return from;
        }
        entity.vruntime += entity.virtual(last - from);
        renewDeadline(entity);
        averageVruntime();
        tell(entity, last - from, last);
        return last;
    }

    @Override
    protected void ticked(Entity entity, long now) {}

    @Override
    protected long nextDecision() {
        return nextDecision(false);
    }

    @Override
    protected long nextClockDecision() {
        return nextDecision(true);
    }

    /**
     * When the current entity, if it goes on running, may have to give way if somebody looks; {@link Long#MAX_VALUE} for
     * never. Does not look further than the next change of its deadline or its protection.
     *
     * @param exactly whether to look for the moment in which the choice changes if it is not protected; otherwise any
     *     moment will do then
     */
    private long nextDecision(boolean exactly) {
        EevdfEntity current = running();
        if (queued() <= 1 || current == null) {
            return Long.MAX_VALUE;
        }
        long until = current.deadline;
        if (policy.protectsShortestSlice) {
            if (isProtected(current)) {
                until = Math.min(until, current.protection);
            } else {
                until = Math.min(until, exactly ? choiceChangesAt(current) : current.vruntime);
            }
        } else if (options.preemptShort() && !isProtected(current)) {
            until = Math.min(until, exactly ? choiceChangesAt(current) : current.vruntime);
        }
        return current.execStart() + Math.max(0, current.real(until - current.vruntime));
    }

    /**
     * The vruntime of the current entity at which another one becomes the right choice: its own lag is used up, or one
     * with an earlier deadline becomes eligible because the average moves on.
     */
    private long choiceChangesAt(EevdfEntity current) {
        long others = Math.floorDiv(sumOfKeys, sumOfWeights);
        long next = waiting.minVruntimeBefore(current.deadline);
        if (next != Long.MAX_VALUE) {
            long needed = (next - zero) * (sumOfWeights + current.visibleWeight()) - sumOfKeys;
            others = Math.min(others, Math.floorDiv(needed, current.visibleWeight()));
        }
        return zero + others + 1;
    }

    // ---- protection of the current entity

    /**
     * Notes at the time of the pick for how long the entity is protected (set_next_entity up to 6.16, set_protect_slice
     * from 6.17, kernel/sched/fair.c).
     */
    private void protect(EevdfEntity entity) {
        entity.protection = entity.deadline;
        if (policy.protectsShortestSlice) {
            long slice = options.runToParity() ? shortestSlice() : policy.unscaledSlice;
            if (slice < entity.slice) {
                entity.protection = Math.min(entity.deadline, entity.vruntime + entity.virtual(slice));
            }
        }
    }

    /** Whether the current entity is to run on as long as it is eligible (protect_slice, kernel/sched/fair.c). */
    private boolean isProtected(EevdfEntity entity) {
        return policy.protectsShortestSlice
                ? entity.vruntime < entity.protection
                : options.runToParity() && entity.protection == entity.deadline;
    }

    /** Ends the protection (cancel_protect_slice, kernel/sched/fair.c). */
    private void cancelProtection(EevdfEntity entity) {
        if (isProtected(entity)) {
            entity.protection = policy.protectsShortestSlice ? entity.vruntime : entity.deadline + 1;
        }
    }

    /** Shortens the protection to the shortest slice queued (update_protect_slice, kernel/sched/fair.c, 6.17). */
    private void shortenProtection(EevdfEntity entity) {
        if (policy.protectsShortestSlice && options.runToParity()) {
            entity.protection = Math.min(entity.protection, entity.vruntime + entity.virtual(shortestSlice()));
        }
    }

    /** update_curr from 6.17 on; did_preempt_short from 6.12 to 6.16. */
    private boolean losesProtection(EevdfEntity entity) {
        return policy.protectsShortestSlice
                ? !isProtected(entity)
                : options.preemptShort() && entity.protection != entity.deadline && !isEligible(entity);
    }

    /** The shortest slice of the queue, or {@link Long#MAX_VALUE} (cfs_rq_min_slice, kernel/sched/fair.c, 6.12). */
    private long shortestSlice() {
        long least = waiting.minSlice();
        return countsCurrent() ? Math.min(least, running().slice) : least;
    }

    @Override
    protected long minSlice() {
        return options.requestedSlices() ? shortestSlice() : 0;
    }

    @Override
    protected void adoptSlice(Entity group, long slice) {
        EevdfEntity entity = EevdfEntity.of(group);
        entity.slice = slice;
        entity.customSlice = true;
        if (entity != current() && entity.isOnQueue()) {
            waiting.changed(entity);
        }
    }

    // ---- choosing

    @Override
    protected Entity choose() {
        return choose(true);
    }

    /**
     * The entity to run next: earliest eligible virtual deadline first (pick_eevdf, kernel/sched/fair.c, 6.6 to 6.18).
     *
     * @param protect whether the current entity's protection counts
     */
    private Entity choose(boolean protect) {
        if (queued() == 1) {
            return countsCurrent() ? current() : waiting.first();
        }
        if (buddy != null && options.pickBuddy() && isEligible(buddy)) {
            return buddy;
        }
        long keys = sumOfKeys;
        long weights = sumOfWeights;
        EevdfEntity running = null;
        if (countsCurrent()) {
            EevdfEntity current = running();
            long key = current.vruntime - zero;
            keys += key * current.visibleWeight();
            weights += current.visibleWeight();
            if (key * weights <= keys) {
                running = current;
            }
        }
        if (running != null && protect && isProtected(running)) {
            return running;
        }
        EevdfEntity best = waiting.firstEligible(zero, weights, keys);
        return best == null || (running != null && running.deadline < best.deadline) ? running : best;
    }

    @Override
    protected void prefer(Entity entity) {
        buddy = EevdfEntity.of(entity);
    }

    @Override
    protected boolean isPreferred(Entity entity) {
        return entity == buddy && options.pickBuddy();
    }

    private void clearBuddy(EevdfEntity entity) {
        if (buddy == entity) {
            buddy = null;
        }
    }

    @Override
    protected void starts(Entity starting) {
        EevdfEntity entity = EevdfEntity.of(starting);
        clearBuddy(entity);
        if (entity.isOnQueue()) {
            remove(entity);
            protect(entity);
        }
    }

    @Override
    protected void stops(Entity entity) {
        insert(EevdfEntity.of(entity));
    }

    /** {@inheritDoc} Idle entities give way to others at once, and never the other way round. */
    @Override
    protected boolean preempts(Entity candidate, Task running, Task woken, long now) {
        if (!options.wakeupPreemption()) {
            return false;
        }
        EevdfEntity current = running();
        if (current.isIdle() != candidate.isIdle()) {
            if (current.isIdle() && options.cancelIdleProtection()) {
                cancelProtection(current);
            }
            return current.isIdle();
        }
        if (woken.policy() != Policy.OTHER) {
            return false;
        }
        charge(now);
        boolean shorter = options.preemptShort() && EevdfEntity.of(candidate).slice < current.slice;
        if (choose(!shorter) == candidate) {
            if (shorter) {
                cancelProtection(current);
            }
            return true;
        } else if (shorter) {
            shortenProtection(current);
        }
        return false;
    }

    // ---- arriving and leaving

    @Override
    protected void enqueue(Entity joining, Joining how, long now) {
        EevdfEntity entity = EevdfEntity.of(joining);
        boolean isCurrent = entity == current();
        if (isCurrent) {
            place(entity, how == Joining.NEW);
        }
        charge(now);
        updateShare(entity, now);
        if (!isCurrent) {
            place(entity, how == Joining.NEW);
            insert(entity);
        }
        join(entity);
    }

    /** {@inheritDoc} From 6.12 on, a sleeper that is not eligible is kept until its negative lag is worn off. */
    @Override
    protected boolean dequeue(Entity leaving, boolean sleeps, boolean mayStay, long now) {
        EevdfEntity entity = EevdfEntity.of(leaving);
        charge(now);
        clearBuddy(entity);
        boolean stayed = entity.isDelayed();
        if (!stayed && mayStay && options.delayDequeue() && !isEligible(entity)) {
            delay(entity, true);
            return false;
        }
        entity.vlag = lag(entity);
        if (!sleeps && options.placeRelDeadline()) {
            entity.deadline -= entity.vruntime;
            entity.relativeDeadline = true;
        }
        if (entity != current()) {
            remove(entity);
        }
        leave(entity);
        updateShare(entity, now);
        if (stayed) {
            delay(entity, false);
            if (options.delayZero() && entity.vlag > 0) {
                entity.vlag = 0;
            }
        }
        return true;
    }

    /** {@inheritDoc} It stays, without the lag that it gained meanwhile. */
    @Override
    protected void revive(Entity wanted) {
        EevdfEntity entity = EevdfEntity.of(wanted);
        if (options.delayZero()) {
            entity.vlag = lag(entity);
            if (entity.vlag > 0) {
                boolean waits = entity != current();
                if (waits) {
                    remove(entity);
                }
                leave(entity);
                entity.vlag = 0;
                place(entity, false);
                join(entity);
                if (waits) {
                    insert(entity);
                }
            }
        }
        delay(entity, false);
    }

    /** {@inheritDoc} Lag means the same on every queue. */
    @Override
    protected void detach(Entity entity) {}

    /**
     * Gives an entity that joins its vruntime and its deadline (place_entity, kernel/sched/fair.c, 6.6 to 6.18).
     *
     * <p>Joining moves the average towards the entity, by which the lag that it comes with would shrink; so the lag is
     * inflated by (W + w) / W first.
     */
    private void place(EevdfEntity entity, boolean initial) {
        long average = averageVruntime();
        if (!entity.customSlice) {
            entity.slice = policy.baseSlice();
        }
        long lag = 0;
        if (queued() > 0 && entity.vlag != 0 && options.placeLag()) {
            long others = sumOfWeights + (countsCurrent() ? running().visibleWeight() : 0);
            lag = entity.vlag * (others + entity.visibleWeight()) / Math.max(1, others);
        }
        entity.vruntime = average - lag;
        if (entity.relativeDeadline) {
            entity.deadline += entity.vruntime;
            entity.relativeDeadline = false;
            return;
        }
        long virtualSlice = entity.virtual(entity.slice);
        if (initial && options.placeDeadlineInitial()) {
            virtualSlice /= 2;
        }
        entity.deadline = entity.vruntime + virtualSlice;
    }

    /** {@inheritDoc} Its lag, as an amount of service, stays (6.13 to 6.18; earlier releases reach it in reweight_eevdf). */
    @Override
    protected void reweigh(Entity changing, long weight, long now) {
        EevdfEntity entity = EevdfEntity.of(changing);
        if (!entity.isOnQueue()) {
            entity.setWeight(weight);
            return;
        }
        boolean waits = entity != current();
        charge(now);
        // The kernel keeps both in one field, so that a new weight ends the protection.
        cancelProtection(entity);
        entity.vlag = lag(entity);
        entity.deadline -= entity.vruntime;
        entity.relativeDeadline = true;
        if (waits) {
            remove(entity);
        }
        leave(entity);
        entity.setWeight(weight);
        place(entity, false);
        join(entity);
        if (waits) {
            insert(entity);
        }
    }

    // ---- yielding

    @Override
    protected void yields(long now) {
        EevdfEntity entity = running();
        clearBuddy(entity);
        charge(now);
        if (options.yieldRule() == YieldRule.PUT_OFF) {
            entity.deadline += entity.virtual(entity.slice);
        } else if (isEligible(entity)) {
            entity.vruntime = entity.deadline;
            entity.deadline += entity.virtual(entity.slice);
        }
    }
}
