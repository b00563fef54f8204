package org.foliot.scheduler.cfs;

import org.foliot.api.scheduler.Policy;
import org.foliot.scheduler.linux.Cpu;
import org.foliot.scheduler.linux.Entity;
import org.foliot.scheduler.linux.FairQueue;
import org.foliot.scheduler.linux.Task;
import org.foliot.scheduler.linux.TaskGroup;
import org.foliot.scheduler.linux.Weights;

/**
 * A fair queue of CFS: who has the smallest virtual run time, for how long the current entity may go on, and whom the queue
 * would rather pick or not pick (buddies).
 */
final class CfsQueue extends FairQueue {
    private final CfsPolicy policy;
    private final CfsOptions options;
    private final VruntimeTree waiting = new VruntimeTree();
    /** The smallest virtual run time of the queue, which never goes back (min_vruntime). */
    private long minVruntime;
    /** Idle entities on the queue (idle_nr_running). */
    private int idleQueued;

    /** The entity that a wake-up preempted for, or whose thread went to sleep within its slice, or null. */
    private CfsEntity next;

    /** The entity that was preempted by a wake-up, or null. */
    private CfsEntity last;

    /** The entity that yielded, or null. */
    private CfsEntity skip;

    CfsQueue(CfsPolicy policy, Cpu cpu, TaskGroup group, Entity owner) {
        super(cpu, group, owner);
        this.policy = policy;
        this.options = policy.options;
    }

    private CfsEntity running() {
        return CfsEntity.of(current());
    }

    private CfsEntity leftmost() {
        return CfsEntity.of(waiting.first());
    }

    /** The smallest virtual run time of the queue, which never goes back. */
    long minVruntime() {
        return minVruntime;
    }

    // ---- charging

    @Override
    protected void ran(Entity ran, long from, long to) {
        CfsEntity entity = CfsEntity.of(ran);
        entity.vruntime += entity.virtual(to - from);
        entity.ran += to - from;
        updateMinVruntime();
        tell(entity, to - from, to);
    }

    /** update_min_vruntime, kernel/sched/fair.c. */
    private void updateMinVruntime() {
        CfsEntity left = leftmost();
        long least = minVruntime;
        if (countsCurrent()) {
            least = left == null ? running().vruntime : Math.min(running().vruntime, left.vruntime);
        } else if (left != null) {
            least = left.vruntime;
        }
        minVruntime = Math.max(minVruntime, least);
    }

    // ---- slices

    /** A thread's or group's part of the latency (sched_slice, kernel/sched/fair.c). */
    private long slice(CfsEntity entity) {
        int threads = options.altPeriod() ? cpu().fairRunnable() : queued() + (entity.isOnQueue() ? 0 : 1);
        long slice = policy.period(threads);
        for (Entity each = entity; each != null; each = each.parent()) {
            long load = each.queue().load() + (each.isOnQueue() ? 0 : each.weight());
            slice = Weights.portion(slice, each.weight(), load);
        }
        if (options.sliceFloor()) {
            boolean meek = entity.isIdle() && idleQueued < queued();
            slice = Math.max(slice, meek ? policy.idleGranularity() : policy.granularity());
        }
        return slice;
    }

    /** How long the current entity may run before a tick lets others have a go. */
    private long idealRuntime(CfsEntity entity) {
        long slice = slice(entity);
        return options.sliceCeiling() ? Math.min(slice, policy.latency()) : slice;
    }

    /** {@inheritDoc} Its slice may be over, or it may be ahead of another one by a slice (check_preempt_tick). */
    @Override
    protected void ticked(Entity ticked, long now) {
        if (queued() <= 1) {
            return;
        }
        CfsEntity entity = CfsEntity.of(ticked);
        long ideal = idealRuntime(entity);
        if (entity.ran > ideal) {
            cpu().requestReschedule();
            clearBuddies(entity);
        } else if (entity.ran >= policy.granularity() && entity.vruntime - leftmost().vruntime > ideal) {
            cpu().requestReschedule();
        }
    }

    @Override
    protected long nextDecision() {
        CfsEntity entity = running();
        if (queued() <= 1 || entity == null || waiting.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long ideal = idealRuntime(entity);
        long untilSlice = ideal + 1 - entity.ran;
        long ahead = leftmost().vruntime + ideal + 1 - entity.vruntime;
        long untilAhead = Math.max(policy.granularity() - entity.ran, ahead <= 0 ? 0 : entity.real(ahead));
        return entity.execStart() + Math.max(0, Math.min(untilSlice, untilAhead));
    }

    /** {@inheritDoc} Booking run time does not end a slice (update_curr). */
    @Override
    protected long nextClockDecision() {
        return Long.MAX_VALUE;
    }

    // ---- choosing

    /** {@inheritDoc} Leftmost, unless that yielded, or a buddy is not too far to the right. */
    @Override
    protected Entity choose() {
        CfsEntity current = countsCurrent() ? running() : null;
        CfsEntity left = leftmost();
        if (left == null || (current != null && current.vruntime < left.vruntime)) {
            left = current;
        }
        CfsEntity chosen = left;
        if (skip != null && skip == chosen) {
            CfsEntity second = second(chosen, current);
            if (second != null && order(second, left) < 1) {
                chosen = second;
            }
        }
        if (next != null && order(next, left) < 1) {
            chosen = next;
        } else if (last != null && order(last, left) < 1) {
            chosen = last;
        }
        return chosen;
    }

    private CfsEntity second(CfsEntity first, CfsEntity current) {
        if (first == current) {
            return leftmost();
        }
        CfsEntity second = CfsEntity.of(waiting.next(first));
        return second == null || (current != null && current.vruntime < second.vruntime) ? current : second;
    }

    /**
     * Whether an entity should preempt the current one: 1 if it is behind by more than a granularity, 0 if by less, −1 if it
     * is not (wakeup_preempt_entity, kernel/sched/fair.c).
     */
    private int order(CfsEntity current, CfsEntity entity) {
        long behind = current.vruntime - entity.vruntime;
        if (behind <= 0) {
            return -1;
        }
        return behind > entity.virtual(policy.wakeupGranularity()) ? 1 : 0;
    }

    /** {@inheritDoc} Idle threads and groups give way to others at once. */
    @Override
    protected boolean preempts(Entity candidate, Task running, Task woken, long now) {
        if (running.policy() == Policy.IDLE && woken.policy() != Policy.IDLE) {
            return true;
        }
        if (woken.policy() != Policy.OTHER || !options.wakeupPreemption()) {
            return false;
        }
        CfsEntity current = running();
        if (current.isIdle() != candidate.isIdle()) {
            if (current.isIdle()) {
                rememberLast(current);
            }
            return current.isIdle();
        }
        charge(now);
        if (order(current, CfsEntity.of(candidate)) < 1) {
            return false;
        }
        for (Entity each = candidate; each != null && each.isOnQueue() && !each.isIdle(); each = each.parent()) {
            ((CfsQueue) each.queue()).next = CfsEntity.of(each);
        }
        rememberLast(current);
        return true;
    }

    /** Prefers a thread that is preempted, in a crowd (set_last_buddy). */
    private void rememberLast(CfsEntity preempted) {
        if (options.lastBuddy() && preempted.task() != null && queued() >= policy.threadsInLatency) {
            for (Entity each = preempted; each != null && each.isOnQueue() && !each.isIdle(); each = each.parent()) {
                ((CfsQueue) each.queue()).last = CfsEntity.of(each);
            }
        }
    }

    @Override
    protected void prefer(Entity entity) {
        next = CfsEntity.of(entity);
    }

    @Override
    protected boolean isPreferred(Entity entity) {
        return entity == next || entity == last;
    }

    /** Forgets all preferences for an entity, and for the groups above that have them for its sake (clear_buddies). */
    private void clearBuddies(CfsEntity entity) {
        if (next == entity || last == entity || skip == entity) {
            boolean wasNext = next == entity;
            boolean wasLast = last == entity;
            boolean wasSkip = skip == entity;
            for (Entity each = entity; each != null && (wasNext || wasLast || wasSkip); each = each.parent()) {
                CfsQueue queue = (CfsQueue) each.queue();
                wasNext &= queue.next == each;
                wasLast &= queue.last == each;
                wasSkip &= queue.skip == each;
                queue.next = wasNext ? null : queue.next;
                queue.last = wasLast ? null : queue.last;
                queue.skip = wasSkip ? null : queue.skip;
            }
        }
    }

    @Override
    protected void starts(Entity starting) {
        CfsEntity entity = CfsEntity.of(starting);
        clearBuddies(entity);
        if (entity.isOnQueue()) {
            waiting.remove(entity);
        }
        entity.ran = 0;
    }

    @Override
    protected void stops(Entity entity) {
        waiting.insert(entity);
    }

    /** {@inheritDoc} On every level it is not picked again as long as another one is not too far to the right. */
    @Override
    protected void yields(long now) {
        CfsEntity yielding = running();
        clearBuddies(yielding);
        if (yielding.task().policy() != Policy.BATCH) {
            charge(now);
        }
        for (Entity each = yielding; each != null; each = each.parent()) {
            ((CfsQueue) each.queue()).skip = CfsEntity.of(each);
        }
    }

    // ---- arriving and leaving

    @Override
    protected void enqueue(Entity joining, Joining how, long now) {
        CfsEntity entity = CfsEntity.of(joining);
        boolean isCurrent = entity == current();
        if (isCurrent) {
            makeAbsolute(entity);
        }
        charge(now);
        makeAbsolute(entity);
        updateShare(entity, now);
        if (how != Joining.RETURNED) {
            place(entity, how == Joining.NEW);
        }
        join(entity);
        idleQueued += entity.isIdle() ? 1 : 0;
        if (!isCurrent) {
            waiting.insert(entity);
        }
    }

    private void makeAbsolute(CfsEntity entity) {
        if (entity.relative) {
            entity.vruntime += minVruntime;
            entity.relative = false;
        }
    }

    private void makeRelative(CfsEntity entity) {
        if (!entity.relative) {
            entity.vruntime -= minVruntime;
            entity.relative = true;
        }
    }

    /**
     * Gives an entity that joins its virtual run time: a new one starts a slice ahead, one that slept at most half a latency
     * behind, and nobody gains by a short sleep (place_entity, kernel/sched/fair.c). What a new thread inherits from the one
     * that made it is not known here.
     */
    private void place(CfsEntity entity, boolean initial) {
        long vruntime = minVruntime;
        if (initial) {
            vruntime += options.startDebit() ? entity.virtual(slice(entity)) : 0;
        } else {
            boolean full = options.idleSleeperCredit() || !entity.isIdle();
            long credit = full ? policy.latency() : policy.granularity();
            vruntime -= options.gentleFairSleepers() ? credit >> 1 : credit;
        }
        entity.vruntime = Math.max(entity.vruntime, vruntime);
    }

    @Override
    protected boolean dequeue(Entity leaving, boolean sleeps, boolean mayStay, long now) {
        CfsEntity entity = CfsEntity.of(leaving);
        charge(now);
        clearBuddies(entity);
        if (entity != current()) {
            waiting.remove(entity);
        }
        leave(entity);
        idleQueued -= entity.isIdle() ? 1 : 0;
        if (!sleeps) {
            makeRelative(entity);
        }
        updateShare(entity, now);
        if (sleeps) {
            // Not otherwise: what is put back at once would be put back further on (DEQUEUE_SAVE).
            updateMinVruntime();
        }
        return true;
    }

    /** {@inheritDoc} Nobody is kept. */
    @Override
    protected void revive(Entity entity) {
        throw new IllegalStateException("CFS keeps no entity that left");
    }

    @Override
    protected void detach(Entity entity) {
        makeRelative(CfsEntity.of(entity));
    }

    /** {@inheritDoc} Its virtual run time stays. */
    @Override
    protected void reweigh(Entity changing, long weight, long now) {
        CfsEntity entity = CfsEntity.of(changing);
        boolean joined = entity.isOnQueue();
        if (joined) {
            if (entity == current()) {
                charge(now);
            }
            leave(entity);
        }
        entity.setWeight(weight);
        if (joined) {
            join(entity);
        }
    }

    @Override
    protected long minSlice() {
        return 0;
    }

    @Override
    protected void adoptSlice(Entity entity, long slice) {}
}
