package org.foliot.scheduler.linux;

/** How a kernel shares a processor among fair threads and groups: the maker of its queues and of what is on them. */
public interface FairPolicy {
    /**
     * Makes the entity of a thread, or of a group on one processor.
     *
     * @param task the thread, or null for a group
     * @param number a number for it, of which nothing is expected
     */
    Entity entity(Task task, int number);

    /**
     * Makes the queue of a group on a processor.
     *
     * @param owner the entity that stands for it one level up, made by this policy; null for the root group
     */
    FairQueue queue(Cpu cpu, TaskGroup group, Entity owner);

    /**
     * Takes notice of the slice that a thread asks for by sched_setattr. The thread is not queued.
     *
     * @param entity the thread's
     * @param picoseconds the request, 0 for none
     */
    void request(Entity entity, long picoseconds);

    /** The number of online processors changed: slices are to be what they are by default times this (update_sysctl). */
    void scale(int factor);
}
