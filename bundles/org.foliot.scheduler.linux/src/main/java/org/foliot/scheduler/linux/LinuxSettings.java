package org.foliot.scheduler.linux;

import org.foliot.api.host.HostFacts;

/** The common settings of one run in the unit of the scheduler clock. */
final class LinuxSettings {
    private static final int MOST_CPUS_COUNTED = 8;

    /** TICK_NSEC. */
    final long tick;

    final boolean rtThrottling;
    final long rtRuntime;
    final long rtPeriod;
    /** sched_rr_timeslice, in ticks. */
    final int rrTicks;

    final boolean fairServer;
    final long serverRuntime;
    final long serverPeriod;
    final boolean loadBalancing;
    final long migrationCost;

    private final LinuxOptions options;

    LinuxSettings(LinuxOptions options, HostFacts facts) {
        this.options = options;
        this.tick = facts.kernel().tick().period().toNanos();
        this.rtRuntime = options.rtRuntime().toNanos();
        this.rtPeriod = options.rtPeriod().toNanos();
        this.rtThrottling = options.rtThrottling() && rtRuntime < rtPeriod;
        this.rrTicks = (int) Math.max(1, options.rrSlice().toNanos() / tick);
        this.fairServer = options.fairServer();
        this.serverRuntime = options.fairServerRuntime().toNanos();
        this.serverPeriod = options.fairServerPeriod().toNanos();
        this.loadBalancing = options.loadBalancing();
        this.migrationCost = options.migrationCost().toNanos();
    }

    /** What slices are multiplied by (get_update_sysctl_factor, kernel/sched/fair.c). */
    int scaling(int onlineCpus) {
        int cpus = Math.max(1, Math.min(onlineCpus, MOST_CPUS_COUNTED));
        return switch (options.tunableScaling()) {
            case NONE -> 1;
            case LOGARITHMIC -> 1 + (31 - Integer.numberOfLeadingZeros(cpus));
            case LINEAR -> cpus;
        };
    }
}
