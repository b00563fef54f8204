package org.foliot.broken.options;

import org.foliot.api.scheduler.HostScheduler;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.SchedulerHost;
import org.foliot.broken.scheduler.SoundScheduler;
import org.foliot.broken.selection.Selection;

/** A sound host scheduler under options that are not. */
public final class BadOptionsScheduler implements HostScheduler<Record> {
    private final BadOptions bad = Selection.of(BadOptions.class);

    @Override
    public Class<Record> optionsType() {
        return bad.type();
    }

    @Override
    public RunQueues create(Record options, SchedulerHost host) {
        return new SoundScheduler().create(new SoundScheduler.NoOptions(), host);
    }
}
