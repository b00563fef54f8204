package org.foliot.api.scheduler;

import org.foliot.api.extension.Configurable;
import org.foliot.api.extension.KernelRelease;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A host scheduler as a bundle offers it; the component has no state of its own.
 *
 * @param <O> its options
 */
@ConsumerType
public interface HostScheduler<O extends Record> extends Configurable<O> {
    /**
     * Makes the run queues of one host for one run.
     *
     * @param options the settings of the scenario
     * @param host the processors, threads and groups, which may still be empty
     */
    RunQueues create(O options, SchedulerHost host);

    /**
     * Whether Linux kernels of a release have this scheduler built in, so that a host that runs one and names no scheduler
     * has it.
     */
    default boolean isBuiltInto(KernelRelease release) {
        return false;
    }
}
