package org.foliot.scheduler.eevdf;

import org.foliot.api.host.HostFacts;
import org.foliot.scheduler.eevdf.EevdfOptions.Parity;
import org.foliot.time.Duration;

/** The settings of one run in the unit of the scheduler clock, nanoseconds, and the base slice that hotplug rescales. */
final class Tunables {
    private static final long SHORTEST_REQUEST = 100_000;
    private static final long LONGEST_REQUEST = 100_000_000;
    private static final int MOST_CPUS_COUNTED = 8;

    final EevdfOptions options;
    /** TICK_NSEC. */
    final long tick;

    /** normalized_sysctl_sched_base_slice. */
    final long unscaledSlice;

    final boolean protectsShortestSlice;
    final long rtRuntime;
    final long rtPeriod;
    /** sched_rr_timeslice, in ticks. */
    final int rrTicks;

    final long serverRuntime;
    final long serverPeriod;
    final long migrationCost;

    private long baseSlice;

    Tunables(EevdfOptions options, HostFacts facts) {
        this.options = options;
        this.tick = facts.kernel().tick().period().toNanos();
        this.unscaledSlice = options.baseSlice().toNanos();
        this.protectsShortestSlice = options.parity() == Parity.SHORTEST_SLICE;
        this.rtRuntime = options.rtRuntime().toNanos();
        this.rtPeriod = options.rtPeriod().toNanos();
        this.rrTicks = ticks(options.rrSlice());
        this.serverRuntime = options.fairServerRuntime().toNanos();
        this.serverPeriod = options.fairServerPeriod().toNanos();
        this.migrationCost = options.migrationCost().toNanos();
        scale(facts.cpus());
    }

    private int ticks(Duration duration) {
        return (int) Math.max(1, duration.toNanos() / tick);
    }

    /**
     * Sets the base slice for a number of online processors (kernel/sched/fair.c, update_sysctl and
     * get_update_sysctl_factor, 6.6 to 6.18).
     */
    void scale(int onlineCpus) {
        int cpus = Math.max(1, Math.min(onlineCpus, MOST_CPUS_COUNTED));
        int factor = 1;
        switch (options.sliceScaling()) {
            case NONE:
                break;
            case LOGARITHMIC:
                factor = 1 + (31 - Integer.numberOfLeadingZeros(cpus));
                break;
            case LINEAR:
                factor = cpus;
                break;
        }
        baseSlice = unscaledSlice * factor;
    }

    /** sysctl_sched_base_slice. */
    long baseSlice() {
        return baseSlice;
    }

    /**
     * The slice that sched_setattr gives for a request, or 0 for none (kernel/sched/syscalls.c, __setparam_fair, 6.12).
     *
     * @param picoseconds the request, 0 for none
     */
    long requestedSlice(long picoseconds) {
        if (picoseconds == 0 || !options.requestedSlices()) {
            return 0;
        }
        return Math.max(SHORTEST_REQUEST, Math.min(picoseconds / Duration.PS_PER_NANO, LONGEST_REQUEST));
    }
}
