/**
 * What a hypervisor is to the machine and to the guest.
 *
 * <p>A hypervisor bundle brings the PV-time device with its ABI and error codes, the virtualisation of the counters, and
 * the guest-side driver that knows the same ABI. The machine calls the device as Linux calls KVM: {@code vcpuLoad} when a
 * vCPU thread is put on a processor, {@code enter} before guest code runs, {@code vcpuPut} when the thread leaves. All
 * calls come from one thread, at non-decreasing instants in picoseconds; none may block, read a clock of its own, or
 * allocate in steady state.
 */
@Export
@Version("1.0.0")
package org.foliot.api.hypervisor;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
