/**
 * What KVM on arm64 is made of, for the hypervisors that are KVM with something added: stolen time, counters and timers,
 * hypercalls, what travels, and the settings of kernel and VMM.
 *
 * <h2>What it tells the guest</h2>
 *
 * A structure of 64 bytes per vCPU, little-endian: a revision and attributes of 32 bits each, both 0, and at offset 8 the
 * stolen nanoseconds in 64 bits. There is no sequence counter; the total is written by one single-copy atomic store. Stolen
 * time is {@code run_delay} of the vCPU's host thread: time in which it was runnable and waited for a processor.
 *
 * <h2>When it is written</h2>
 *
 * Putting the vCPU's thread on a processor ({@code vcpu_load}) raises a request; the request is handled before guest code
 * runs. So the structure is renewed once per load, not once per entry, it is current when guest code runs, and it is stale for
 * everybody else while the vCPU waits. Since 5.10 the total lives in guest memory and is read, increased and written back;
 * before, the kernel kept it, and a migration began again from nothing.
 *
 * <h2>How the two sides meet</h2>
 *
 * The VMM sets the address of each vCPU's structure by a device attribute. The guest asks whether there is such a thing
 * (SMCCC_ARCH_FEATURES, PV_TIME_FEATURES) and then, on each CPU, where (PV_TIME_ST), which zero-fills the structure. Sources:
 * linux-6.12 arch/arm64/kvm/pvtime.c, arch/arm64/kvm/hypercalls.c, arch/arm64/kvm/arm.c and
 * arch/arm64/kernel/paravirt.c; Documentation/virt/kvm/arm/pvtime.rst.
 *
 * <h2>What is ours</h2>
 *
 * Arm's interface has no way for a guest to donate memory. Where the memory strategy asks for that, PV_TIME_ST carries the
 * address in x1, all ones taking it back, as SBI STA of RISC-V does it. A kernel with another structure revision does not
 * exist; {@link org.foliot.hypervisor.arm64.KvmOptions#revision()} shows what was agreed for it (kvmarm, 4 September 2019).
 *
 * <p>A hypervisor is a component with an offer of {@link org.foliot.hypervisor.arm64.KvmOffer} and VMs that are {@link
 * org.foliot.hypervisor.arm64.KvmMachine}, or extend it.
 */
@Export
@Version("0.1.0")
package org.foliot.hypervisor.arm64;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
