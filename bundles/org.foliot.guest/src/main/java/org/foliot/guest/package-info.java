/**
 * Everything that runs inside a virtual machine: firmware, a kernel as Linux is one, its processes, and what they believe
 * about time.
 *
 * <p>A guest kernel keeps three books on time, and they need not agree.
 *
 * <ul>
 *   <li><b>cpustat</b>, what {@code /proc/stat} prints, is sampled. At a tick one tick's length goes to user, system or idle,
 *       less what the hypervisor says was stolen since the last tick. Ticks that came due while the vCPU was off its
 *       processor are not delivered again: jiffies catch up, cpustat does not.
 *   <li><b>clock_task</b>, the run-queue clock that processes are charged by, is measured. It follows the counter and, in a
 *       kernel built with CONFIG_PARAVIRT_TIME_ACCOUNTING, leaves stolen time out. It remembers the last stolen time on its
 *       own, so that it can differ from cpustat for ever.
 *   <li><b>sched_clock and CLOCK_MONOTONIC</b> are the virtual counter at the frequency that the kernel read when it booted,
 *       stolen time and all.
 * </ul>
 *
 * <p>{@link org.foliot.guest.Guest} is the whole of it, made from a {@link org.foliot.guest.GuestSpec}. It knows nothing of
 * hosts and hypervisors; the machine tells it when guest code executes, and it executes.
 */
@Export
@Version("0.1.0")
package org.foliot.guest;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
