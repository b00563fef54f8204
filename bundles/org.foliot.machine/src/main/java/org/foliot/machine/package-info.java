/**
 * The simulated machine: hosts with their processors and threads, and VMs with what their VMM can do to them.
 *
 * <h2>Where a thread's time goes</h2>
 *
 * A {@link org.foliot.machine.HostThread} is a task or a vCPU. At every instant its time is in exactly one {@link
 * org.foliot.machine.ThreadState}, and the times of all states add up to the time since it was first started. The one that
 * everything here is about is waiting: runnable, and not running. Time throttled by a group's quota is waiting; being stopped
 * by SIGSTOP or by the VMM, frozen with the host, or halted in WFI is not.
 *
 * <p>{@code run_delay} is the same time seen through Linux' sched_info: it is booked when a wait ends, so it lags behind {@code
 * waiting} by the wait that is going on. It is what KVM reports to guests as stolen time.
 *
 * <h2>Who decides what</h2>
 *
 * A {@link org.foliot.machine.Host} owns processors, groups, quotas and accounts. The order in which threads run is the
 * business of the {@link org.foliot.api.scheduler.RunQueues} it was given. What happens inside a VM is the business of its
 * {@link org.foliot.api.guest.GuestSystem}, and what the guest is told about time that of the {@link
 * org.foliot.api.hypervisor.VirtualMachine}, which the machine calls as Linux calls KVM: when a vCPU's thread is put on a
 * processor, before guest code runs, and when the thread leaves. A vCPU that the processor is taken from between the last two
 * begins anew.
 *
 * <h2>Events</h2>
 *
 * A processor is one event source, whose next event is the first of three: what its thread does by itself, the tick at which a
 * quota can be used up, and the instant at which the scheduler wants to be called. Each thread's timer, each group's
 * period and each VMM is another source. A tick that changes nothing is no event. {@link org.foliot.machine.EventKinds} says
 * which events come first at one instant.
 */
@Export
@Version("0.1.0")
package org.foliot.machine;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
