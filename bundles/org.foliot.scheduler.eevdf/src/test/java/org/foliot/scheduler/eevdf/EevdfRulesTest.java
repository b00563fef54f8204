package org.foliot.scheduler.eevdf;

import org.foliot.api.extension.KernelRelease;
import org.foliot.api.scheduler.HostScheduler;
import org.foliot.scheduler.linux.bench.FairRules;
import org.foliot.time.Duration;

class EevdfRulesTest extends FairRules {
    @Override
    protected HostScheduler<?> scheduler() {
        return new EevdfScheduler();
    }

    @Override
    protected KernelRelease[] releases() {
        return new KernelRelease[] {
            new KernelRelease(6, 6), new KernelRelease(6, 12), new KernelRelease(6, 17), new KernelRelease(6, 18)
        };
    }

    /** {@inheritDoc} A slice of 0.7 ms is cut by the first tick. */
    @Override
    protected long longestTurn(double share) {
        return Duration.ofMillis(4).picoseconds();
    }
}
