package org.foliot.scheduler.cfs;

import org.foliot.api.extension.KernelRelease;
import org.foliot.api.scheduler.HostScheduler;
import org.foliot.scheduler.linux.bench.FairRules;
import org.foliot.time.Duration;

class CfsRulesTest extends FairRules {
    private static final long LONGEST_PERIOD = Duration.ofMicros(12 * 750).picoseconds();
    private static final long TICK = Duration.ofMillis(4).picoseconds();

    @Override
    protected HostScheduler<?> scheduler() {
        return new CfsScheduler();
    }

    @Override
    protected KernelRelease[] releases() {
        return new KernelRelease[] {
            new KernelRelease(4, 19), new KernelRelease(5, 15), new KernelRelease(6, 1), new KernelRelease(6, 5)
        };
    }

    /** {@inheritDoc} Its part of the period in which twelve threads run once, and up to the next tick. */
    @Override
    protected long longestTurn(double share) {
        return (long) (share * LONGEST_PERIOD) + TICK;
    }
}
