package org.foliot.scheduler.cfs;

import org.foliot.api.extension.Extension;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.scheduler.HostScheduler;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.SchedulerHost;
import org.foliot.scheduler.linux.LinuxRunQueues;
import org.osgi.service.component.annotations.Component;

/** Offers {@code scheduler cfs} to scenarios. */
@Component
@Extension(
        id = "cfs",
        documentation =
                "The scheduler of Linux before 6.6: completely fair scheduling with nested groups and a credit for"
                        + " sleepers, below SCHED_FIFO and SCHED_RR, with load balancing. Slices are cut by the tick.")
public final class CfsScheduler implements HostScheduler<CfsOptions> {
    /** The first release with the scheduler that took its place. */
    private static final KernelRelease EEVDF = new KernelRelease(6, 6);

    @Override
    public Class<CfsOptions> optionsType() {
        return CfsOptions.class;
    }

    @Override
    public RunQueues create(CfsOptions options, SchedulerHost host) {
        return new LinuxRunQueues(options.common(), new CfsPolicy(options), host);
    }

    @Override
    public boolean isBuiltInto(KernelRelease release) {
        return !release.isAtLeast(EEVDF);
    }
}
