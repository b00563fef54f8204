package org.foliot.machine;

import java.util.Arrays;

/**
 * The CFS bandwidth of one group: a pool that is refilled each period, and what every processor has taken from it
 * (kernel/sched/fair.c of 6.12, struct cfs_bandwidth and the bandwidth part of struct cfs_rq). Times are picoseconds.
 */
final class QuotaPool {
    /** A processor whose last thread of the group leaves keeps this much (min_cfs_rq_runtime). */
    private static final long KEPT = 1_000_000_000L;
    /** What a throttled processor gets beyond its debt when runtime is distributed: one nanosecond. */
    private static final long BEYOND_DEBT = 1_000L;

    static final long NEVER = Long.MAX_VALUE;
    private static final long UNLIMITED = -1;

    final int group;
    final int source;

    private long quota = UNLIMITED;
    private long period;
    private long burst;
    private long runtime;
    private boolean active;
    private boolean idle;
    /** A point of the grid on which periods begin; the kernel's grid begins at a random phase, this one at 0. */
    private long grid;

    /** When the next period begins, if the period timer runs. */
    long refillAt = NEVER;
    /** When runtime that processors gave back is distributed (the slack timer). */
    long slackAt = NEVER;

    private final long[] remaining;
    private final boolean[] throttled;
    /** Threads of the group and its descendants on the run queues, by processor. */
    private final int[] runnable;
    /** Throttled processors in the order in which they were throttled. */
    private final int[] queue;

    private int throttledCpus;

    private long periods;
    private long throttledPeriods;
    private long throttles;
    private long throttledTime;
    private long throttledSince;

    QuotaPool(int group, int cpus, int source) {
        this.group = group;
        this.source = source;
        this.remaining = new long[cpus];
        this.throttled = new boolean[cpus];
        this.runnable = new int[cpus];
        this.queue = new int[cpus];
    }

    boolean limited() {
        return quota != UNLIMITED;
    }

    /** Sets the limit, as tg_set_cfs_bandwidth does; nothing may be throttled. A new period counts from the next refill. */
    void limit(Quota limit) {
        quota = limit.time().picoseconds();
        period = limit.period().picoseconds();
        burst = limit.burst().picoseconds();
        refillRuntime();
        Arrays.fill(remaining, 0);
    }

    /** Removes the limit; nothing may be throttled. */
    void unlimit() {
        quota = UNLIMITED;
        runtime = 0;
        active = false;
        refillAt = NEVER;
        slackAt = NEVER;
    }

    /** Forgets who is on the run queues, before they are counted again. */
    void forgetThreads() {
        Arrays.fill(runnable, 0);
    }

    long remaining(int cpu) {
        return remaining[cpu];
    }

    boolean throttled(int cpu) {
        return throttled[cpu];
    }

    boolean throttledAnywhere() {
        return throttledCpus > 0;
    }

    /** CPU time was used (the first line of __account_cfs_rq_runtime). */
    void charge(int cpu, long time) {
        remaining[cpu] -= time;
    }

    /** Takes a slice from the pool if the processor has nothing left (__assign_cfs_rq_runtime). */
    boolean assign(int cpu, long slice, long now) {
        if (remaining[cpu] > 0) {
            return true;
        }
        startPeriods(now);
        if (runtime > 0) {
            long amount = Math.min(runtime, slice - remaining[cpu]);
            runtime -= amount;
            remaining[cpu] += amount;
            idle = false;
        }
        return remaining[cpu] > 0;
    }

    /** start_cfs_bandwidth with hrtimer_forward_now: the next period begins on the old grid. */
    private void startPeriods(long now) {
        if (!active) {
            active = true;
            grid += ((now - grid) / period + 1) * period;
            refillAt = grid;
        }
    }

    /** Marks a processor throttled (throttle_cfs_rq). */
    void throttle(int cpu, long now) {
        throttled[cpu] = true;
        queue[throttledCpus++] = cpu;
        if (throttledCpus == 1) {
            throttles++;
            throttledSince = now;
        }
    }

    /** A processor is no longer throttled (unthrottle_cfs_rq). */
    void unthrottle(int cpu, long now) {
        int at = 0;
        while (queue[at] != cpu) {
            at++;
        }
        System.arraycopy(queue, at + 1, queue, at, --throttledCpus - at);
        throttled[cpu] = false;
        if (throttledCpus == 0) {
            throttledTime += now - throttledSince;
        }
    }

    /** Gives a throttled processor a nanosecond to go on with, so that it is not throttled at once again. */
    void pardon(int cpu) {
        remaining[cpu] = Math.max(remaining[cpu], BEYOND_DEBT);
    }

    /**
     * A period begins (do_sched_cfs_period_timer).
     *
     * @return whether there is runtime to distribute
     */
    boolean refill() {
        boolean waiting = throttledCpus > 0;
        periods++;
        refillRuntime();
        grid = refillAt;
        if (idle && !waiting) {
            active = false;
            refillAt = NEVER;
            return false;
        }
        refillAt += period;
        idle = !waiting;
        if (waiting) {
            throttledPeriods++;
        }
        return waiting;
    }

    private void refillRuntime() {
        runtime = Math.min(runtime + quota, quota + burst);
    }

    /**
     * Pays the debt of the processor that was throttled first (distribute_cfs_runtime).
     *
     * @return the processor if it can go on, −1 if none can
     */
    int payDebt() {
        if (throttledCpus == 0 || runtime <= 0) {
            return -1;
        }
        int cpu = queue[0];
        long amount = Math.min(runtime, BEYOND_DEBT - remaining[cpu]);
        runtime -= amount;
        remaining[cpu] += amount;
        return remaining[cpu] > 0 ? cpu : -1;
    }

    int runnable(int cpu) {
        return runnable[cpu];
    }

    void joined(int cpu) {
        runnable[cpu]++;
    }

    /** A thread left the run queue of a processor; the last one gives back what is left (__return_cfs_rq_runtime). */
    void left(int cpu, long slice, long now) {
        if (--runnable[cpu] > 0 || throttled[cpu]) {
            return;
        }
        long slack = remaining[cpu] - KEPT;
        if (slack > 0) {
            runtime += slack;
            remaining[cpu] -= slack;
            if (runtime > slice && throttledCpus > 0) {
                startSlack(now);
            }
        }
    }

    /** A thread left because the group is throttled. */
    void parked(int cpu) {
        runnable[cpu]--;
    }

    /** start_cfs_slack_bandwidth: after 5 ms, unless a period begins within 7 ms anyway. */
    private void startSlack(long now) {
        long wait = 5 * KEPT;
        if (slackAt == NEVER && active && refillAt - now >= wait + 2 * KEPT) {
            slackAt = now + wait;
        }
    }

    /** The slack timer expired (do_sched_cfs_slack_timer); whether there is runtime to distribute. */
    boolean slack(long slice, long now) {
        slackAt = NEVER;
        return active && refillAt - now >= 2 * KEPT && runtime > slice;
    }

    long periods() {
        return periods;
    }

    long throttledPeriods() {
        return throttledPeriods;
    }

    long throttles() {
        return throttles;
    }

    long throttledTime(long now) {
        return throttledCpus > 0 ? throttledTime + (now - throttledSince) : throttledTime;
    }
}
