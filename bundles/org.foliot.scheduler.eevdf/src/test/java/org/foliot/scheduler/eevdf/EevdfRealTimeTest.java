package org.foliot.scheduler.eevdf;

import org.foliot.api.extension.KernelRelease;
import org.foliot.api.scheduler.HostScheduler;
import org.foliot.scheduler.linux.bench.RealTimeRules;

class EevdfRealTimeTest extends RealTimeRules {
    @Override
    protected HostScheduler<?> scheduler() {
        return new EevdfScheduler();
    }

    @Override
    protected KernelRelease release() {
        return new KernelRelease(6, 18);
    }
}
