/**
 * KVM on x86: stolen time and clocks that it writes into memory of the guest's, and the time-stamp counter.
 *
 * <h2>Stolen time</h2>
 *
 * A guest names an address of its own for each vCPU by writing {@code MSR_KVM_STEAL_TIME} (0x4b564d03) there; bit 0 enables,
 * bits 5 to 1 are reserved. The structure has 64 bytes: the nanoseconds at offset 0, a version at 8, flags at 12, and at 16 a
 * byte that says whether the vCPU is preempted. The version is odd while the host writes. What is told is {@code run_delay} of
 * the vCPU's thread, as on arm64, but nothing is set to zero on registration, and nothing is forgotten while the register is
 * disabled: a guest that enables it again is told at once what it missed, and a new VM what its thread waited before the guest
 * asked.
 *
 * <p>Since the memory is the guest's, whoever runs next must not find the host writing there. Linux writes 0 to the register
 * when a CPU goes down, and at kexec, crash and reboot.
 *
 * <h2>Clocks</h2>
 *
 * kvmclock is a page per vCPU ({@code MSR_KVM_SYSTEM_TIME_NEW}, 0x4b564d01) with a reading of the VM's clock in nanoseconds, the
 * TSC at that reading, and a multiplier and shift for what the TSC has counted since. The clock belongs to the VM: a VMM reads it
 * when it stops the VM, and sets it when the VM goes on. The TSC does not stop. On a host of another frequency hardware can
 * scale it; then a guest keeps both its frequency and its clock.
 *
 * <h2>Sources</h2>
 *
 * Documentation/virt/kvm/x86/msr.rst and cpuid.rst; arch/x86/kvm/x86.c (record_steal_time, kvm_steal_time_set_preempted,
 * kvm_guest_time_update, set_tsc_khz, kvm_vm_ioctl_set_clock); arch/x86/kernel/kvm.c, kvmclock.c, pvclock.c and tsc.c; QEMU
 * hw/i386/kvm/clock.c. That a stopped VM's kvmclock stands still while its TSC runs on was measured on QEMU 7.2 with Linux 6.18.
 *
 * <h2>What is ours</h2>
 *
 * <ul>
 *   <li>How CPUID, RDMSR and WRMSR travel in registers: see {@link org.foliot.hypervisor.kvmx86.Trap}.
 *   <li>All hosts have a TSC that starts at 0 with simulated time, is the host's clocksource, and agrees on all processors: KVM
 *       then keeps one master clock for all vCPUs, so that all pages agree and the guest's {@code last_value} has nothing to do.
 *   <li>Pages of kvmclock are written at once where KVM does it before the vCPU's next entry, and say while the VM is stopped
 *       that the clock stands: no guest code can see either, but whoever looks from outside sees the clock as it is.
 *   <li>A TSC that catches up because it cannot be scaled shows what it should at every instant; in hardware it lags between two
 *       entries.
 * </ul>
 */
package org.foliot.hypervisor.kvmx86;
