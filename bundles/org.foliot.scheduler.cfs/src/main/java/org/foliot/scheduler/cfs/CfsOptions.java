package org.foliot.scheduler.cfs;

import org.foliot.api.extension.Option;
import org.foliot.api.extension.Option.ByRelease;
import org.foliot.api.extension.OptionGroup;
import org.foliot.scheduler.linux.LinuxOptions;
import org.foliot.time.Duration;

/**
 * Settings of CFS; every default is what mainline does in the release of the host's kernel.
 *
 * @param latency in which every thread is to run once, before scaling
 * @param minGranularity what a thread runs at least when there are many, before scaling
 * @param idleMinGranularity the same for idle threads beside others
 * @param wakeupGranularity by how much a woken thread must be behind to preempt, before scaling
 * @param gentleFairSleepers whether sleepers get half the credit
 * @param idleSleeperCredit whether idle sleepers get as much credit as others
 * @param startDebit whether a new thread starts a slice ahead
 * @param wakeupPreemption whether a woken thread can preempt at once
 * @param lastBuddy whether a preempted thread is preferred
 * @param altPeriod whether the threads of all groups stretch the latency together
 * @param sliceFloor whether a slice is at least a granularity
 * @param sliceCeiling whether a slice is at most a latency
 * @param common what it shares with other schedulers of Linux
 */
public record CfsOptions(
        @Option(
                doc = "Target latency, in which each of up to 8 threads is to run once, before scaling:"
                        + " normalized_sysctl_sched_latency in kernel/sched/fair.c.",
                value = "6 ms",
                min = "100 us",
                max = "1 s")
        Duration latency,

        @Option(
                doc = "What a thread runs at least when there are more, before scaling:"
                        + " normalized_sysctl_sched_min_granularity in kernel/sched/fair.c.",
                value = "750 us",
                min = "100 us",
                max = "1 s")
        Duration minGranularity,

        @Option(
                doc = "The same for SCHED_IDLE threads and cpu.idle groups beside others; not scaled:"
                        + " sysctl_sched_idle_min_granularity in kernel/sched/fair.c, from 5.16 on.",
                value = "750 us",
                min = "100 us",
                max = "1 s")
        Duration idleMinGranularity,

        @Option(
                doc = "By how much virtual run time, in units of the woken thread, the running one must be ahead to be"
                        + " preempted, before scaling: normalized_sysctl_sched_wakeup_granularity in"
                        + " kernel/sched/fair.c.",
                value = "1 ms",
                min = "0 us",
                max = "1 s")
        Duration wakeupGranularity,

        @Option(
                doc = "GENTLE_FAIR_SLEEPERS: a thread that slept comes back at most half a latency behind, not a whole"
                        + " one (place_entity, kernel/sched/fair.c).",
                value = "on")
        boolean gentleFairSleepers,

        @Option(
                doc =
                        "Whether SCHED_IDLE threads and cpu.idle groups get that credit too; if not, theirs is measured by"
                                + " min_granularity (place_entity, kernel/sched/fair.c).",
                value = "on",
                byRelease = @ByRelease(from = "5.16", value = "off", commit = "2cae3948edd4"))
        boolean idleSleeperCredit,

        @Option(
                doc = "START_DEBIT: a new thread starts a slice ahead of the others (place_entity,"
                        + " kernel/sched/fair.c).",
                value = "on")
        boolean startDebit,

        @Option(
                doc = "WAKEUP_PREEMPTION: a woken thread may preempt at once; otherwise the next tick decides"
                        + " (check_preempt_wakeup, kernel/sched/fair.c).",
                value = "on")
        boolean wakeupPreemption,

        @Option(
                doc =
                        "LAST_BUDDY: where there are 8 threads or more, one that was preempted by a woken one is preferred"
                                + " afterwards (check_preempt_wakeup and pick_next_entity, kernel/sched/fair.c).",
                value = "on")
        boolean lastBuddy,

        @Option(
                doc = "ALT_PERIOD: the threads of all groups of a processor stretch the latency together, not those of"
                        + " one group by themselves (sched_slice, kernel/sched/fair.c).",
                value = "off",
                byRelease = @ByRelease(from = "5.13", value = "on", commit = "0c2de3f054a5"))
        boolean altPeriod,

        @Option(
                doc = "BASE_SLICE: a slice is at least min_granularity, whatever the weights of groups make of it"
                        + " (sched_slice, kernel/sched/fair.c).",
                value = "off",
                byRelease = @ByRelease(from = "5.13", value = "on", commit = "0c2de3f054a5"))
        boolean sliceFloor,

        @Option(
                doc = "Whether a slice is at most a latency, also among many light threads (check_preempt_tick,"
                        + " kernel/sched/fair.c).",
                value = "off",
                byRelease = @ByRelease(from = "6.3", value = "on", commit = "79ba1e607d68"))
        boolean sliceCeiling,

        @OptionGroup LinuxOptions common) {}
