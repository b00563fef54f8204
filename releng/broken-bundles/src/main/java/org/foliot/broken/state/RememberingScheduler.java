package org.foliot.broken.state;

import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.SchedulerHost;
import org.foliot.broken.scheduler.SoundScheduler;

/** A host scheduler that counts what it was asked for. */
public final class RememberingScheduler extends SoundScheduler {
    private int largest;

    @Override
    public RunQueues create(NoOptions options, SchedulerHost host) {
        largest = Math.max(largest, host.facts().cpus());
        return super.create(options, host);
    }
}
