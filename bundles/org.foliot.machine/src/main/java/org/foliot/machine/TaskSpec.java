package org.foliot.machine;

import org.foliot.api.workload.Behaviour;

/**
 * A host task to be made.
 *
 * @param name its name on the host, with its index where it is one of several: {@code hog[2]}
 * @param kind the name without index; tasks of one kind share the lock that {@link Behaviour.Locking} takes
 * @param thread how it is scheduled
 * @param behaviour what it does
 */
public record TaskSpec(String name, String kind, ThreadSpec thread, Behaviour behaviour) {
    /** A task that is the only one of its kind. */
    public TaskSpec(String name, ThreadSpec thread, Behaviour behaviour) {
        this(name, name, thread, behaviour);
    }
}
