package org.foliot.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.host.HostFacts;
import org.foliot.api.scheduler.SchedulerHost;

/**
 * CFS bandwidth control of one host: charges threads to the pools of their groups, and throttles and releases them.
 *
 * <p>As in the kernel without hrtick, a limit is looked at when a thread is switched in or out and at ticks: a thread whose
 * processor has used up its slice of the pool runs on to the next tick (kernel/sched/fair.c, account_cfs_rq_runtime). A tick
 * at which the slice cannot have been used up is not an event. Real-time threads are under no limit.
 *
 * <p>Up to 6.17 throttling takes all threads of a group off the run queue at once. From 6.18 on each of them leaves when it is
 * about to return to user space, so the running one at once and the others when they are picked; and the last to leave is the
 * first to come back (throttle_cfs_rq_work and tg_unthrottle_up, commit 2cd571245b43).
 */
final class Bandwidth {
    private static final KernelRelease PER_THREAD = new KernelRelease(6, 18);

    private final Dispatcher dispatcher;
    private long slice;
    private boolean perThread;
    /** Parked threads in the order in which they were parked; some may have gone since. */
    private int[] limbo = new int[8];

    private int limboSize;
    private final long[] chargedAt;
    private final List<QuotaPool> pools = new ArrayList<>();

    Bandwidth(Dispatcher dispatcher, int cpus) {
        this.dispatcher = dispatcher;
        this.chargedAt = new long[cpus];
    }

    /** A kernel is booted. */
    void boot(HostFacts kernel) {
        slice = kernel.kernel().bandwidthSlice().picoseconds();
        perThread = kernel.release().isAtLeast(PER_THREAD);
    }

    void add(QuotaPool pool) {
        pools.add(pool);
    }

    /** The limits above a group, innermost first, or null for none. */
    private QuotaPool[] chain(HostThread thread) {
        if (thread.policy.isRealTime()) {
            return null;
        }
        List<QuotaPool> chain = new ArrayList<>();
        for (int group = thread.group; group != SchedulerHost.ROOT_GROUP; group = dispatcher.groupAt(group).parent) {
            QuotaPool pool = dispatcher.groupAt(group).pool;
            if (pool.limited()) {
                chain.add(pool);
            }
        }
        return chain.isEmpty() ? null : chain.toArray(QuotaPool[]::new);
    }

    /** A thread is new on the host. */
    void adopt(HostThread thread) {
        thread.pools = chain(thread);
    }

    /** Sets or, with null, removes the limit of a pool at once; what it throttled goes on. */
    void limit(QuotaPool pool, Quota quota, long now) {
        for (int cpu = 0; cpu < chargedAt.length; cpu++) {
            HostThread running = dispatcher.roster().runningOn(cpu);
            if (running != null && running.pools != null) {
                charge(running, cpu, now);
            }
            if (pool.throttled(cpu)) {
                pool.unthrottle(cpu, now);
            }
        }
        if (quota == null) {
            pool.unlimit();
        } else {
            pool.limit(quota);
        }
        recount();
        for (int cpu = 0; cpu < chargedAt.length; cpu++) {
            HostThread running = dispatcher.roster().runningOn(cpu);
            if (running != null) {
                chargedAt[cpu] = now;
                dispatcher.agenda().lookAtQuota(cpu, running.pools == null ? QuotaPool.NEVER : nextCheck(running, now));
            }
        }
        for (int number = 0; number < dispatcher.roster().count(); number++) {
            HostThread thread = dispatcher.roster().thread(number);
            if (thread.parked && !thread.struck && (thread.pools == null || !throttled(thread))) {
                dispatcher.unpark(thread, now);
            }
        }
        program(pool);
    }

    /** Which threads are under which limits has changed. */
    private void recount() {
        pools.forEach(QuotaPool::forgetThreads);
        for (int number = 0; number < dispatcher.roster().count(); number++) {
            HostThread thread = dispatcher.roster().thread(number);
            thread.pools = chain(thread);
            if (thread.pools != null && thread.queued) {
                for (QuotaPool pool : thread.pools) {
                    pool.joined(thread.cpu);
                }
            }
        }
    }

    /**
     * A thread joined a run queue; it leaves again at once if a group of it is throttled there, or becomes so because
     * nothing is left for the first thread of it (check_enqueue_throttle).
     */
    void joined(HostThread thread, long now) {
        int cpu = thread.cpu;
        for (QuotaPool pool : thread.pools) {
            pool.joined(cpu);
        }
        for (QuotaPool pool : thread.pools) {
            if (pool.runnable(cpu) == 1 && !pool.throttled(cpu)) {
                provide(pool, cpu, now);
            }
        }
        if (thread.queued && !perThread && throttled(thread)) {
            dispatcher.park(thread, now);
        }
    }

    private void remember(HostThread thread) {
        if (limboSize == limbo.length) {
            limbo = Arrays.copyOf(limbo, 2 * limboSize);
        }
        limbo[limboSize++] = thread.number;
    }

    private void forget(int place) {
        limboSize--;
        System.arraycopy(limbo, place + 1, limbo, place, limboSize - place);
    }

    /** A thread left its run queue. */
    void left(HostThread thread, boolean parked, long now) {
        if (parked && perThread) {
            remember(thread);
        }
        for (QuotaPool pool : thread.pools) {
            if (parked) {
                pool.parked(thread.cpu);
            } else {
                pool.left(thread.cpu, slice, now);
                program(pool);
            }
        }
    }

    /** A waiting thread moved to the run queue of another processor. */
    void moved(HostThread thread) {
        for (QuotaPool pool : thread.pools) {
            pool.joined(thread.cpu);
        }
    }

    /** Whether a group of a thread is throttled on its processor. */
    private static boolean throttled(HostThread thread) {
        for (QuotaPool pool : thread.pools) {
            if (pool.throttled(thread.cpu)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A queued thread is about to run.
     *
     * @return whether it may; if not, it is parked
     */
    boolean admit(HostThread thread, long now) {
        if (throttled(thread)) {
            dispatcher.park(thread, now);
            return false;
        }
        return !exhausted(thread, thread.cpu, now);
    }

    /** A thread was switched in. */
    void started(HostThread thread, long now) {
        chargedAt[thread.cpu] = now;
        dispatcher.agenda().lookAtQuota(thread.cpu, nextCheck(thread, now));
    }

    /** A thread was switched out of a processor, or is about to leave its run queue. */
    void stopped(HostThread thread, int cpu, long now) {
        charge(thread, cpu, now);
    }

    /** A thread was switched out or has left: throttles what has nothing left (check_cfs_rq_runtime). */
    void settle(HostThread thread, int cpu, long now) {
        for (QuotaPool pool : thread.pools) {
            if (pool.runnable(cpu) > 0 && !pool.throttled(cpu)) {
                provide(pool, cpu, now);
            }
        }
    }

    /** A tick at which the running thread may have used up a slice. */
    void tick(int cpu, long now) {
        HostThread thread = dispatcher.roster().runningOn(cpu);
        charge(thread, cpu, now);
        if (!exhausted(thread, cpu, now)) {
            dispatcher.agenda().lookAtQuota(cpu, nextCheck(thread, now));
        }
    }

    private long nextCheck(HostThread thread, long now) {
        long least = QuotaPool.NEVER;
        for (QuotaPool pool : thread.pools) {
            least = Math.min(least, pool.remaining(thread.cpu));
        }
        return dispatcher.ticks().atOrAfter(now + Math.max(least, 0));
    }

    private void charge(HostThread thread, int cpu, long now) {
        long time = now - chargedAt[cpu];
        chargedAt[cpu] = now;
        for (QuotaPool pool : thread.pools) {
            pool.charge(cpu, time);
        }
    }

    /** Throttles the groups of a thread that cannot get another slice; whether there was one. */
    private boolean exhausted(HostThread thread, int cpu, long now) {
        boolean exhausted = false;
        for (QuotaPool pool : thread.pools) {
            exhausted |= pool.throttled(cpu) || !provide(pool, cpu, now);
        }
        return exhausted;
    }

    /** Gives a processor another slice if it needs one, or throttles the group there; whether the group may run. */
    private boolean provide(QuotaPool pool, int cpu, long now) {
        boolean runs = pool.assign(cpu, slice, now);
        program(pool);
        if (!runs) {
            throttle(pool, cpu, now);
        }
        return runs;
    }

    private void throttle(QuotaPool pool, int cpu, long now) {
        pool.throttle(cpu, now);
        if (perThread) {
            HostThread running = dispatcher.roster().runningOn(cpu);
            if (running != null && running.queued && isUnder(running, pool)) {
                dispatcher.park(running, now);
            }
            return;
        }
        for (int number = 0; number < dispatcher.roster().count(); number++) {
            HostThread thread = dispatcher.roster().thread(number);
            if (thread.queued && thread.cpu == cpu && isUnder(thread, pool)) {
                dispatcher.park(thread, now);
            }
        }
    }

    private static boolean isUnder(HostThread thread, QuotaPool pool) {
        if (thread.pools != null) {
            for (QuotaPool each : thread.pools) {
                if (each == pool) {
                    return true;
                }
            }
        }
        return false;
    }

    private void release(QuotaPool pool, int cpu, long now) {
        pool.unthrottle(cpu, now);
        if (perThread) {
            releaseInTurn(pool, cpu, now);
            return;
        }
        for (int number = 0; number < dispatcher.roster().count(); number++) {
            HostThread thread = dispatcher.roster().thread(number);
            if (thread.parked && !thread.struck && thread.cpu == cpu && isUnder(thread, pool) && !throttled(thread)) {
                dispatcher.unpark(thread, now);
            }
        }
    }

    private void releaseInTurn(QuotaPool pool, int cpu, long now) {
        for (int place = limboSize - 1; place >= 0; place--) {
            HostThread thread = dispatcher.roster().thread(limbo[place]);
            if (!thread.parked) {
                forget(place);
            } else if (!thread.struck && thread.cpu == cpu && isUnder(thread, pool) && !throttled(thread)) {
                forget(place);
                dispatcher.unpark(thread, now);
            }
        }
    }

    /** A processor goes offline and its threads have left: nothing stays throttled there (unthrottle_offline_cfs_rqs). */
    void offline(int cpu, long now) {
        for (QuotaPool pool : pools) {
            if (pool.throttled(cpu)) {
                pool.pardon(cpu);
                pool.unthrottle(cpu, now);
            }
        }
    }

    /** The timer of a pool expired. */
    void expired(QuotaPool pool, long now) {
        boolean distribute = false;
        if (pool.refillAt <= now) {
            distribute = pool.refill();
        }
        if (pool.slackAt <= now) {
            distribute |= pool.slack(slice, now);
        }
        if (distribute) {
            for (int cpu = pool.payDebt(); cpu >= 0; cpu = pool.payDebt()) {
                release(pool, cpu, now);
            }
        }
        program(pool);
    }

    private void program(QuotaPool pool) {
        dispatcher.agenda().schedule(pool.source, Math.min(pool.refillAt, pool.slackAt), EventKinds.QUOTA);
    }
}
