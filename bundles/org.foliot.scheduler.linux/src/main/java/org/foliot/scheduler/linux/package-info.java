/**
 * What the host schedulers of Linux have in common, whatever their fair class goes by.
 *
 * <p>A kernel asks its classes in order: real-time threads
 * first, then fair ones; a reservation keeps the first from starving the second. Fair threads are entities with a weight.
 * Groups nest: a group has a {@linkplain org.foliot.scheduler.linux.FairQueue queue} on every processor, and each of these
 * queues is an entity in the queue of the group's parent, with a share of the group's weight
 * ({@link org.foliot.scheduler.linux.TaskGroup}). Threads that wake go to an idle processor if there is one, and waiting
 * threads are moved from busy processors to less busy ones.
 *
 * <p>All of that is here, as {@link org.foliot.scheduler.linux.LinuxRunQueues}. In which order the entities of one queue run
 * is the fair policy's business: a scheduler is a {@link org.foliot.scheduler.linux.FairPolicy} with a {@link
 * org.foliot.scheduler.linux.FairQueue} and an {@link org.foliot.scheduler.linux.Entity} of its own. EEVDF and CFS are two.
 *
 * <p>Slices are cut by the tick, as in kernels without the HRTICK feature. A tick at which nothing can change is not
 * simulated. The clock of a run queue counts nanoseconds; instants and durations are such unless a name says otherwise.
 */
@Export
@Version("0.1.0")
package org.foliot.scheduler.linux;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
