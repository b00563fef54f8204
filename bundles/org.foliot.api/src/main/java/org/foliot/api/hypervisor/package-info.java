/**
 * What a hypervisor is to the machine and to the guest.
 *
 * <p>A hypervisor bundle brings the PV-time device with its ABI and error codes, the virtualisation of the counters, and
 * the guest-side driver that knows the same ABI. The machine calls the device as Linux calls KVM: {@code vcpuLoad} when a
 * vCPU thread is put on a processor, {@code enter} before guest code runs, {@code vcpuPut} when the thread leaves. All
 * calls come from one thread, at non-decreasing instants in picoseconds; none may block, read a clock of its own, or
 * allocate in steady state.
 *
 * <p>Instants and durations are picoseconds, stolen time and {@code run_delay} nanoseconds, addresses and sizes bytes. A call that is
 * refused returns a negative {@link org.foliot.api.hypervisor.Errno} and has changed nothing; only {@code create} and {@code restore}
 * throw, each what its documentation names. The order of calls is that of {@link org.foliot.api.hypervisor.VirtualMachine}; the help page
 * "The life of a VM" draws it.
 *
 * <p>What an extension throws beside what is named here, and an answer that is not allowed here, end the run that it is part of,
 * with a message that names the bundle and the call; other runs go on. Nothing of it has to be caught by an extension.
 */
@Export
@Version("1.0.0")
package org.foliot.api.hypervisor;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
