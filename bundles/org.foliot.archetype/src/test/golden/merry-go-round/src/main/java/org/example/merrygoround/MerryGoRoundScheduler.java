package org.example.merrygoround;

import org.foliot.api.extension.Extension;
import org.foliot.api.scheduler.HostScheduler;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.SchedulerHost;
import org.osgi.service.component.annotations.Component;

/** Offers {@code scheduler merry_go_round} to scenarios. It has no state of its own. */
@Component
@Extension(id = "merry_go_round", documentation = "One queue for all processors, and the same slice for every thread in turn.")
public final class MerryGoRoundScheduler implements HostScheduler<MerryGoRoundOptions> {
    @Override
    public Class<MerryGoRoundOptions> optionsType() {
        return MerryGoRoundOptions.class;
    }

    /** Called once per host and run. */
    @Override
    public RunQueues create(MerryGoRoundOptions options, SchedulerHost host) {
        return new MerryGoRoundQueues(options, host);
    }
}
