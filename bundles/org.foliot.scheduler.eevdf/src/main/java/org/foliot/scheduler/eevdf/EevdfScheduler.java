package org.foliot.scheduler.eevdf;

import org.foliot.api.extension.Extension;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.scheduler.HostScheduler;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.SchedulerHost;
import org.foliot.scheduler.linux.LinuxRunQueues;
import org.osgi.service.component.annotations.Component;

/** Offers {@code scheduler eevdf} to scenarios. */
@Component
@Extension(
        id = "eevdf",
        documentation =
                "The scheduler of Linux from 6.6 on: earliest eligible virtual deadline first with nested groups,"
                        + " below SCHED_FIFO and SCHED_RR, with a fair server and load balancing. Slices are cut by the tick.")
public final class EevdfScheduler implements HostScheduler<EevdfOptions> {
    /** The release whose fair.c picks by deadline (commit 147f3efaa241). */
    private static final KernelRelease FIRST = new KernelRelease(6, 6);

    @Override
    public Class<EevdfOptions> optionsType() {
        return EevdfOptions.class;
    }

    @Override
    public RunQueues create(EevdfOptions options, SchedulerHost host) {
        return new LinuxRunQueues(options.common(), new EevdfPolicy(options), host);
    }

    @Override
    public boolean isBuiltInto(KernelRelease release) {
        return release.isAtLeast(FIRST);
    }
}
