package org.foliot.scheduler.roundrobin;

import org.foliot.api.extension.Extension;
import org.foliot.api.scheduler.HostScheduler;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.SchedulerHost;
import org.osgi.service.component.annotations.Component;

/** Offers {@code scheduler round_robin} to scenarios. */
@Component
@Extension(
        id = "round_robin",
        documentation =
                "One FIFO queue per processor and one time slice for every thread. Weights, nice values, policies"
                        + " and groups make no difference; quotas do.")
public final class RoundRobinScheduler implements HostScheduler<RoundRobinOptions> {
    @Override
    public Class<RoundRobinOptions> optionsType() {
        return RoundRobinOptions.class;
    }

    @Override
    public RunQueues create(RoundRobinOptions options, SchedulerHost host) {
        return new RoundRobinRunQueues(options, host);
    }
}
