package @PACKAGE@;

import org.foliot.api.extension.Extension;
import org.foliot.api.scheduler.HostScheduler;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.SchedulerHost;
import org.osgi.service.component.annotations.Component;

/** Offers {@code scheduler @ID@} to scenarios. It has no state of its own. */
@Component
@Extension(id = "@ID@", documentation = "One queue for all processors, and the same slice for every thread in turn.")
public final class @CLASS@Scheduler implements HostScheduler<@CLASS@Options> {
    @Override
    public Class<@CLASS@Options> optionsType() {
        return @CLASS@Options.class;
    }

    /** Called once per host and run. */
    @Override
    public RunQueues create(@CLASS@Options options, SchedulerHost host) {
        return new @CLASS@Queues(options, host);
    }
}
