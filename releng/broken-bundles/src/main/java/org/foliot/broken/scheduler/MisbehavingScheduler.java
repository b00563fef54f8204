package org.foliot.broken.scheduler;

import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.SchedulerHost;
import org.foliot.broken.deed.Deed;
import org.foliot.broken.selection.Selection;

/** A host scheduler that misbehaves when it is to pick a thread; its nonsense is one that is not there. */
public final class MisbehavingScheduler extends SoundScheduler {
    private final Deed deed = Selection.of(Deed.class);

    @Override
    public RunQueues create(NoOptions options, SchedulerHost host) {
        return new OneQueue(host) {
            @Override
            public int pick(int cpu, long now) {
                deed.act();
                int picked = super.pick(cpu, now);
                return deed == Deed.ANSWERS_NONSENSE ? host.threads() : picked;
            }
        };
    }
}
