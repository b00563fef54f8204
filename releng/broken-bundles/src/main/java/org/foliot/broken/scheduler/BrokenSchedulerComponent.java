package org.foliot.broken.scheduler;

import org.foliot.api.scheduler.HostScheduler;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.SchedulerHost;
import org.foliot.broken.selection.Selection;

/** The component of a jar with one of the broken schedulers. */
public final class BrokenSchedulerComponent implements HostScheduler<SoundScheduler.NoOptions> {
    private final SoundScheduler broken = Selection.of(BrokenScheduler.class).scheduler();

    @Override
    public Class<SoundScheduler.NoOptions> optionsType() {
        return SoundScheduler.NoOptions.class;
    }

    @Override
    public RunQueues create(SoundScheduler.NoOptions options, SchedulerHost host) {
        return broken.create(options, host);
    }
}
