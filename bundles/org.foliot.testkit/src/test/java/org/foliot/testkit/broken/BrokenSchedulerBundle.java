package org.foliot.testkit.broken;

import org.foliot.api.scheduler.HostScheduler;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.SchedulerHost;

/** The component of a jar with one of the broken schedulers. */
public final class BrokenSchedulerBundle implements HostScheduler<SoundScheduler.NoOptions> {
    private final SoundScheduler broken =
            BrokenScheduler.valueOf(Selection.read()).scheduler();

    @Override
    public Class<SoundScheduler.NoOptions> optionsType() {
        return SoundScheduler.NoOptions.class;
    }

    @Override
    public RunQueues create(SoundScheduler.NoOptions options, SchedulerHost host) {
        return broken.create(options, host);
    }
}
