package org.foliot.scheduler.cfs;

import org.foliot.api.extension.KernelRelease;
import org.foliot.api.scheduler.HostScheduler;
import org.foliot.scheduler.linux.bench.RealTimeRules;

class CfsRealTimeTest extends RealTimeRules {
    @Override
    protected HostScheduler<?> scheduler() {
        return new CfsScheduler();
    }

    @Override
    protected KernelRelease release() {
        return new KernelRelease(6, 1);
    }
}
