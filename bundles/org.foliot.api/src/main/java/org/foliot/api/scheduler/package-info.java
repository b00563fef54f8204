/**
 * What a host scheduler is to the machine.
 *
 * <p>The machine owns threads, processors, accounting and quotas; a scheduler owns the order. Threads, processors and
 * groups are small integers. The machine tells the scheduler what became runnable and what stopped being so, and asks
 * it to pick; the scheduler asks the machine to reschedule a processor or to be called at an instant. All calls come from
 * one thread, at non-decreasing instants, in picoseconds since the start of the run. No call may block, allocate in steady
 * state, read a clock or call {@link org.foliot.api.scheduler.RunQueues} again from inside.
 *
 * <p>Throttling by a group quota is not the scheduler's business: the machine dequeues throttled threads and enqueues them
 * again, so that every scheduler has quotas.
 */
@Export
@Version("1.0.0")
package org.foliot.api.scheduler;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
