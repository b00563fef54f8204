package org.foliot.machine;

import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.SchedulerHost;

/** Makes the run queues of a host; called again when a host boots another kernel. */
@FunctionalInterface
public interface SchedulerFactory {
    /** Run queues for a host that has no threads yet. */
    RunQueues create(SchedulerHost host);
}
