/**
 * KVM on RISC-V: stolen time by the STA extension of SBI, and the {@code time} counter with its offset.
 *
 * <h2>Stolen time</h2>
 *
 * A guest names an address of its own for each vCPU by a call of the supervisor binary interface: extension 0x535441, function
 * 0, {@code steal_time_set_shmem(lo, hi, flags)}, which needs SBI 2.0. The structure has 64 bytes: a sequence at offset 0, flags at
 * 4, the nanoseconds at 8, and at 16 a byte that could say that the vCPU is preempted and that KVM never writes. The sequence is
 * odd while the host writes. What is told is {@code run_delay} of the vCPU's thread. Registration fills the structure with zeros
 * and begins to count there, as on arm64; all ones as the address end it, as on x86.
 *
 * <p>The address is looked up for every update, and forgotten with a warning once there is no memory any more. It travels as a
 * register of KVM_SET_ONE_REG, which looks at nothing but its alignment.
 *
 * <p>Linux ends the registration of a CPU that goes down. It has nothing that runs at kexec: the CPUs that are taken down for it
 * are safe, the last one, which enters the new kernel, stays registered, and the host goes on writing into what the new kernel
 * takes for its own.
 *
 * <h2>The counter</h2>
 *
 * {@code rdtime} reads the host's counter plus {@code htimedelta}, which is one number per VM and makes it start at 0. QEMU reads
 * the counter when the VM stops and writes it when it goes on, so that it stands meanwhile. There is nothing to scale it: on a host
 * whose timebase has another frequency the guest reads a counter that is faster or slower than it believes.
 *
 * <h2>Sources</h2>
 *
 * riscv-sbi-doc 2.0, chapter STA; linux arch/riscv/kvm/vcpu_sbi_sta.c, vcpu_timer.c and vcpu.c, arch/riscv/kernel/paravirt.c,
 * drivers/clocksource/timer-riscv.c; QEMU target/riscv/kvm/kvm-cpu.c.
 *
 * <h2>What is ours</h2>
 *
 * <ul>
 *   <li>KVM_SET_ONE_REG of one vCPU travels through the attributes of {@link org.foliot.api.hypervisor.VirtualMachine}: the type of
 *       the register is the group, its number the attribute. KVM has no device attributes of vCPUs on RISC-V.
 *   <li>All hosts have a {@code time} counter that starts at 0 with simulated time and agrees on all harts.
 *   <li>What an ecall costs: nothing that is published was found.
 * </ul>
 */
package org.foliot.hypervisor.kvmriscv;
