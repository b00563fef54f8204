package org.foliot.scheduler.linux;

import org.foliot.api.extension.Option;
import org.foliot.api.extension.Option.ByRelease;
import org.foliot.time.Duration;

/**
 * Settings that the schedulers of Linux have in common; every default is what mainline does in the release of the host's
 * kernel.
 *
 * @param tunableScaling how slices grow with the number of processors
 * @param rtThrottling whether real-time threads are throttled
 * @param rtRuntime how long they may run in a period
 * @param rtPeriod that period
 * @param rrSlice slice of SCHED_RR
 * @param fairServer whether starved fair threads get a reservation
 * @param fairServerRuntime its budget
 * @param fairServerPeriod its period
 * @param loadBalancing whether threads are moved between processors
 * @param migrationCost how long a thread that ran is considered cache hot
 */
public record LinuxOptions(
        @Option(
                doc = "How slices grow with the number of online processors, counted up to 8: sched/tunable_scaling in"
                        + " debugfs (get_update_sysctl_factor, kernel/sched/fair.c). Logarithmic is 1 + log2.",
                value = "logarithmic")
        TunableScaling tunableScaling,

        @Option(
                doc = "Whether real-time threads of a processor are stopped when they used rt_runtime in an rt_period"
                        + " (sched_rt_runtime_exceeded, kernel/sched/rt.c). From 6.12 on only kernels with"
                        + " CONFIG_RT_GROUP_SCHED do so; the fair server took its place.",
                value = "on",
                byRelease = @ByRelease(from = "6.12", value = "off", commit = "5f6bd380c7bd"))
        boolean rtThrottling,

        @Option(doc = "kernel.sched_rt_runtime_us (kernel/sched/rt.c).", value = "950 ms", min = "1 ms", max = "10 s")
        Duration rtRuntime,

        @Option(doc = "kernel.sched_rt_period_us (kernel/sched/rt.c).", value = "1 s", min = "1 ms", max = "10 s")
        Duration rtPeriod,

        @Option(
                doc = "kernel.sched_rr_timeslice_ms: RR_TIMESLICE in include/linux/sched/rt.h.",
                value = "100 ms",
                min = "1 ms",
                max = "10 s")
        Duration rrSlice,

        @Option(
                doc = "Whether fair threads that real-time threads starve get a deadline reservation (fair_server in"
                        + " kernel/sched/deadline.c).",
                value = "off",
                byRelease = @ByRelease(from = "6.12", value = "on", commit = "d741f297bceaf"))
        boolean fairServer,

        @Option(
                doc = "Budget of the fair server: sched/fair_server/cpuN/runtime in debugfs.",
                value = "50 ms",
                min = "1 ms",
                max = "10 s")
        Duration fairServerRuntime,

        @Option(
                doc = "Period of the fair server: sched/fair_server/cpuN/period in debugfs.",
                value = "1 s",
                min = "1 ms",
                max = "10 s")
        Duration fairServerPeriod,

        @Option(
                doc = "Whether threads are moved between processors that are idle or busy (sched_balance_newidle and"
                        + " sched_balance_rq, kernel/sched/fair.c).",
                value = "on")
        boolean loadBalancing,

        @Option(
                doc = "sysctl_sched_migration_cost: balancing leaves a thread that ran within this time where it is"
                        + " (task_hot, kernel/sched/fair.c).",
                value = "500 us",
                min = "0 us",
                max = "1 s")
        Duration migrationCost) {

    /** How slices depend on the number of processors. */
    public enum TunableScaling {
        /** Not at all. */
        NONE,
        /** Times 1 + log2(processors). */
        LOGARITHMIC,
        /** Times processors. */
        LINEAR
    }
}
