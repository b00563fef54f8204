/**
 * What a host scheduler is to the machine.
 *
 * <p>The machine owns threads, processors, accounting and quotas; a scheduler owns the order. Threads, processors and
 * groups are small integers. The machine tells the scheduler what became runnable and what stopped being so, and asks
 * it to pick; the scheduler asks the machine to reschedule a processor or to be called at an instant. All calls come from
 * one thread, at non-decreasing instants, in picoseconds since the start of the run. No call may block, allocate in steady
 * state, read a clock or call {@link org.foliot.api.scheduler.RunQueues} again from inside.
 *
 * <p>A thread comes by {@code enqueue} and goes by {@code dequeue}; in between the machine calls {@code pick} whenever a processor needs
 * somebody to run: when its current thread went, yielded or was asked about by {@code reschedule}. At one instant, what was asked for by
 * {@code reschedule} comes after the call in which it was asked.
 *
 * <p>What an extension throws beside what is named here, and an answer that is not allowed here, end the run that it is part of,
 * with a message that names the bundle and the call; other runs go on. Nothing of it has to be caught by an extension.
 *
 * <p>Throttling by a group quota is not the scheduler's business: the machine dequeues throttled threads and enqueues them
 * again, so that every scheduler has quotas.
 */
@Export
@Version("1.0.0")
package org.foliot.api.scheduler;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
