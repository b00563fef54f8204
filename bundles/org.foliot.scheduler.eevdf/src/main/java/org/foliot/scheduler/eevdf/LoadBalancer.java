package org.foliot.scheduler.eevdf;

import org.foliot.api.scheduler.SchedulerHost;

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
    private final Tunables tunables;
    private final SchedulerHost host;

    LoadBalancer(Domain domain, Tunables tunables, SchedulerHost host) {
        this.domain = domain;
        this.tunables = tunables;
        this.host = host;
    }

    // ---- when

    /** The instant from which a tick of a busy processor tries to balance, or {@link Long#MAX_VALUE} while pointless. */
    long nextAttempt(Cpu cpu) {
        if (!tunables.options.loadBalancing() || domain.size() == 1 || domain.isIdle(cpu.number)) {
            return Long.MAX_VALUE;
        }
        if (domain.isOverloadedBeside(cpu) || (domain.hasIdleCpus() && domain.isOverloaded(cpu.number))) {
            return cpu.balance.next;
        }
        return Long.MAX_VALUE;
    }

    /** A tick of a busy processor (sched_balance_trigger). */
    void tick(Cpu cpu, long now) {
        if (!tunables.options.loadBalancing() || domain.size() == 1) {
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
        for (int i = 0; i < domain.size(); i++) {
            Cpu cpu = domain.cpu(i);
            if (domain.isIdle(i) && now >= cpu.balance.next) {
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
            interval = interval * BUSY_FACTOR - tunables.tick;
        }
        state.next = now + Math.max(tunables.tick, interval);
    }

    // ---- how much

    /**
     * A processor ran out of threads and tries to get one (sched_balance_newidle).
     *
     * @return whether a thread was moved there
     */
    boolean pullWhenIdle(Cpu cpu, long now) {
        return pullRealTime(cpu, now)
                || (tunables.options.loadBalancing()
                        && domain.isOverloadedBeside(cpu)
                        && detach(busiestByCount(cpu), cpu, Long.MAX_VALUE, 1, now) > 0);
    }

    private void balance(Cpu cpu, long now) {
        BalanceState state = cpu.balance;
        int moved = 0;
        boolean balanced = false;
        if (domain.isIdle(cpu.number)) {
            Cpu busiest = busiestByCount(cpu);
            moved = detach(busiest, cpu, Long.MAX_VALUE, Math.max(1, busiest.runnable() >> 1), now);
        } else {
            Cpu busiest = busiestByLoad(cpu);
            long imbalance = imbalance(cpu, busiest);
            balanced = imbalance <= 0;
            if (!balanced) {
                moved = detach(busiest, cpu, imbalance, Integer.MAX_VALUE, now);
            }
        }
        if (moved > 0) {
            state.failed = 0;
            state.intervalMillis = domain.size();
        } else if (balanced) {
            state.failed = 0;
            state.intervalMillis *= 2;
        } else {
            state.failed++;
        }
        scheduleNext(cpu, now);
    }

    private Cpu busiestByCount(Cpu beside) {
        Cpu busiest = null;
        for (int i = 0; i < domain.size(); i++) {
            Cpu cpu = domain.cpu(i);
            if (cpu != beside && domain.isOverloaded(i) && (busiest == null || cpu.runnable() > busiest.runnable())) {
                busiest = cpu;
            }
        }
        return busiest;
    }

    private Cpu busiestByLoad(Cpu beside) {
        Cpu busiest = null;
        for (int i = 0; i < domain.size(); i++) {
            Cpu cpu = domain.cpu(i);
            if (cpu != beside && domain.isOverloaded(i) && (busiest == null || cpu.fair.load() > busiest.fair.load())) {
                busiest = cpu;
            }
        }
        return busiest;
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
            long taskLoad = Math.max(1, from.fair.loadOf(task));
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

    /** can_migrate_task and task_hot. */
    private boolean canMigrate(Task task, Cpu from, Cpu to, long now) {
        return task.queued
                && task != from.running()
                && host.allowed(task.thread, to.number)
                && (to.balance.failed > CACHE_NICE_TRIES || now - task.entity.execStart >= tunables.migrationCost);
    }

    /** Moves a waiting thread to another processor (move_queued_task and attach_task). */
    void migrate(Task task, Cpu to, long now) {
        Cpu from = task.cpu;
        from.dequeue(task, false, false, now);
        to.enqueue(task, false, now);
        host.moved(task.thread, to.number);
        to.preemptFor(task, now);
        domain.update(from);
        domain.update(to);
        from.arm(now);
        to.arm(now);
    }

    /** Gets a real-time thread that waits elsewhere behind another one (pull_rt_task, kernel/sched/rt.c). */
    private boolean pullRealTime(Cpu to, long now) {
        for (int i = 0; i < domain.size(); i++) {
            Cpu from = domain.cpu(i);
            if (from != to && from.realTime.queued() > 1) {
                Task task = from.realTime.firstWaiting(from.running(), to.number, host);
                if (task != null) {
                    migrate(task, to, now);
                    return true;
                }
            }
        }
        return false;
    }
}
