package org.foliot.scheduler.linux;

import java.util.BitSet;
import org.foliot.api.scheduler.SchedulerHost;
import org.foliot.scheduler.linux.FairQueue.Joining;

/**
 * Moves waiting threads between processors: when one runs out of threads, at ticks while it is busy, and on behalf of idle
 * ones (sched_balance_newidle, sched_balance_rq and nohz_balancer_kick, kernel/sched/fair.c, 6.6 to 6.18).
 *
 * <p>A small form of it: one domain, each processor a group of its own, load without PELT averages, no capacities, no
 * active balancing of running threads, no limit on the cost of balancing when idle.
 */
final class LoadBalancer {
    /** sd->busy_factor, sd->imbalance_pct and sd->cache_nice_tries (sd_init, kernel/sched/topology.c). */
    private static final int BUSY_FACTOR = 16;

    private static final int IMBALANCE_PERCENT = 117;
    private static final int CACHE_NICE_TRIES = 1;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Domain domain;
    private final LinuxSettings settings;
    private final SchedulerHost host;
    /** Processors that the attempt under way could not get a thread from. */
    private final BitSet tried;

    LoadBalancer(Domain domain, LinuxSettings settings, SchedulerHost host) {
        this.domain = domain;
        this.settings = settings;
        this.host = host;
        this.tried = new BitSet(host.facts().cpus());
    }

    // ---- when

    /** The instant from which a tick of a busy processor tries to balance, or {@link Long#MAX_VALUE} while pointless. */
    long nextAttempt(Cpu cpu) {
        if (!settings.loadBalancing || domain.size() == 1 || domain.isIdle(cpu.number)) {
            return Long.MAX_VALUE;
        }
        if (domain.isOverloadedBeside(cpu) || (domain.hasIdleCpus() && domain.isOverloaded(cpu.number))) {
            return cpu.balance.next;
        }
        return Long.MAX_VALUE;
    }

    /** A tick of a busy processor (sched_balance_trigger). */
    void tick(Cpu cpu, long now) {
        if (!settings.loadBalancing || domain.size() == 1) {
            return;
        }
        if (now >= cpu.balance.next) {
            if (domain.isOverloadedBeside(cpu)) {
                balance(cpu, now);
            } else {
                scheduleNext(cpu, now);
            }
        }
        if (domain.hasIdleCpus() && domain.isOverloaded(cpu.number)) {
            balanceForIdle(now);
        }
    }

    private void balanceForIdle(long now) {
        for (int i = domain.nextIdle(0); i >= 0; i = domain.nextIdle(i + 1)) {
            Cpu cpu = domain.cpu(i);
            if (now >= cpu.balance.next) {
                balance(cpu, now);
            }
        }
    }

    /** get_sd_balance_interval. */
    private void scheduleNext(Cpu cpu, long now) {
        BalanceState state = cpu.balance;
        int shortest = domain.size();
        state.intervalMillis = Math.max(shortest, Math.min(state.intervalMillis, 2 * shortest));
        long interval = state.intervalMillis * NANOS_PER_MILLI;
        if (!domain.isIdle(cpu.number)) {
            interval = interval * BUSY_FACTOR - settings.tick;
        }
        state.next = now + Math.max(settings.tick, interval);
    }

    // ---- how much

    /**
     * A processor ran out of threads and tries to get one (sched_balance_newidle).
     *
     * @return whether a thread was moved there
     */
    boolean pullWhenIdle(Cpu cpu, long now) {
        return settings.loadBalancing && domain.isOverloadedBeside(cpu) && pull(cpu, 1, now) != Outcome.STUCK;
    }

    /** What an attempt to balance came to. */
    private enum Outcome {
        MOVED,
        BALANCED,
        STUCK
    }

    private void balance(Cpu cpu, long now) {
        Outcome outcome = domain.isIdle(cpu.number) ? pull(cpu, Integer.MAX_VALUE, now) : level(cpu, now);
        BalanceState state = cpu.balance;
        switch (outcome) {
            case MOVED:
                state.failed = 0;
                state.intervalMillis = domain.size();
                break;
            case BALANCED:
                state.failed = 0;
                state.intervalMillis *= 2;
                break;
            case STUCK:
                state.failed++;
                break;
        }
        scheduleNext(cpu, now);
    }

    /**
     * Moves threads to an idle processor, half of the busiest one's at most (calculate_imbalance, migrate_task); if none of
     * them may be moved, those of the next busiest (LBF_ALL_PINNED).
     */
    private Outcome pull(Cpu to, int most, long now) {
        tried.clear();
        Cpu from = busiest(to, true);
        while (from != null) {
            int share = Math.max(1, Math.min(most, from.runnable() >> 1));
            if (detach(from, to, Long.MAX_VALUE, share, now) > 0) {
                return Outcome.MOVED;
            }
            tried.set(from.number);
            from = busiest(to, true);
        }
        return Outcome.STUCK;
    }

    /** Moves load to a busy processor until neither is above the average. */
    private Outcome level(Cpu to, long now) {
        tried.clear();
        Cpu from = busiest(to, false);
        while (from != null) {
            long imbalance = imbalance(to, from);
            if (imbalance <= 0) {
                return tried.isEmpty() ? Outcome.BALANCED : Outcome.STUCK;
            }
            if (detach(from, to, imbalance, Integer.MAX_VALUE, now) > 0) {
                return Outcome.MOVED;
            }
            tried.set(from.number);
            from = busiest(to, false);
        }
        return Outcome.STUCK;
    }

    /** The busiest processor not yet tried, by number of threads or by load; null if there is none. */
    private Cpu busiest(Cpu beside, boolean byCount) {
        Cpu busiest = null;
        for (int i = domain.nextOverloaded(0); i >= 0; i = domain.nextOverloaded(i + 1)) {
            Cpu cpu = domain.cpu(i);
            if (cpu != beside
                    && !tried.get(i)
                    && (busiest == null || measure(cpu, byCount) > measure(busiest, byCount))) {
                busiest = cpu;
            }
        }
        return busiest;
    }

    private static long measure(Cpu cpu, boolean byCount) {
        return byCount ? cpu.runnable() : cpu.fair.load();
    }

    /** The load to move so that neither gets past the average (calculate_imbalance, migrate_load). */
    private long imbalance(Cpu local, Cpu busiest) {
        long total = 0;
        int online = 0;
        for (int i = 0; i < domain.size(); i++) {
            if (host.online(i)) {
                total += domain.cpu(i).fair.load();
                online++;
            }
        }
        long average = total / online;
        long localLoad = local.fair.load();
        long busiestLoad = busiest.fair.load();
        if (localLoad >= busiestLoad || localLoad >= average) {
            return 0;
        }
        if (domain.isOverloaded(local.number) && 100 * busiestLoad <= IMBALANCE_PERCENT * localLoad) {
            return 0;
        }
        return Math.min(busiestLoad - average, average - localLoad);
    }

    // ---- which

    /** Moves threads that wait longest first (detach_tasks and attach_tasks). */
    private int detach(Cpu from, Cpu to, long load, int most, long now) {
        long left = load;
        int moved = 0;
        Task task = from.fair.tasks().last();
        while (task != null && moved < most && left > 0 && from.runnable() > 1) {
            Task previous = task.previous;
            long taskLoad = Math.max(1, FairClass.loadOf(task));
            boolean fits = load == Long.MAX_VALUE || (taskLoad >> Math.min(62, to.balance.failed)) <= left;
            if (fits && canMigrate(task, from, to, now)) {
                migrate(task, to, now);
                left -= load == Long.MAX_VALUE ? 0 : taskLoad;
                moved++;
            }
            task = previous;
        }
        return moved;
    }

    /** can_migrate_task. */
    private boolean canMigrate(Task task, Cpu from, Cpu to, long now) {
        return task.queued
                && task != from.running()
                && host.allowed(task.thread, to.number)
                && (to.balance.failed > CACHE_NICE_TRIES || !isHot(task, to, now));
    }

    /** task_hot, with CACHE_HOT_BUDDY. */
    private boolean isHot(Task task, Cpu to, long now) {
        Entity entity = task.entity;
        return now - entity.execStart < settings.migrationCost
                || (to.runnable() > 0 && entity.queue.isPreferred(entity));
    }

    /** Moves a waiting thread to another processor (move_queued_task and attach_task). */
    void migrate(Task task, Cpu to, long now) {
        Cpu from = task.cpu;
        from.dequeue(task, false, false, now);
        to.enqueue(task, Joining.RETURNED, now);
        host.moved(task.thread, to.number);
        to.preemptFor(task, now);
        domain.update(from);
        domain.update(to);
        from.arm();
        to.arm();
    }

    /**
     * Gets real-time threads of a higher priority than this processor has, which wait behind another one (pull_rt_task,
     * kernel/sched/rt.c).
     */
    void pullRealTime(Cpu to, long now) {
        for (int i = domain.nextRealTimeOverloaded(0); i >= 0; i = domain.nextRealTimeOverloaded(i + 1)) {
            Cpu from = domain.cpu(i);
            if (from != to) {
                Task task = from.realTime.firstWaiting(from.running(), to.number, host);
                if (task != null && task.rtPriority > to.realTime.highestPriority()) {
                    migrate(task, to, now);
                }
            }
        }
    }
}
