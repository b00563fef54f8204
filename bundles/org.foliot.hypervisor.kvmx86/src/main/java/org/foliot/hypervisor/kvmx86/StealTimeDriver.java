package org.foliot.hypervisor.kvmx86;

import java.util.BitSet;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.memory.GuestMemory;
import org.foliot.time.Address;

/**
 * The stolen-time driver of an x86 kernel (arch/x86/kernel/kvm.c). Its memory is a per-CPU variable, which is zero when the
 * kernel starts, and stays readable when a CPU has gone down.
 */
final class StealTimeDriver implements PvTimeDriver {
    /** Before, registration set the structure to zero, and stolen time went back when a CPU came up again. */
    private static final KernelRelease KEEPS_ACROSS_HOTPLUG = new KernelRelease(4, 7);

    private final GuestPlatform platform;
    private final Setup setup;
    private final Trap trap;
    /** CPUs whose variable has been zero since this kernel started, and is now what the host has made of it. */
    private final BitSet known;

    StealTimeDriver(GuestPlatform platform, Setup setup) {
        this(platform, setup, new BitSet());
    }

    private StealTimeDriver(GuestPlatform platform, Setup setup, BitSet known) {
        this.platform = platform;
        this.setup = setup;
        this.trap = new Trap(platform);
        this.known = known;
    }

    /** kvm_guest_init: the hypervisor is KVM, and has the feature. */
    @Override
    public boolean probe() {
        return isKvm(trap, setup.bootCpu()) && (features(trap, setup.bootCpu()) & Cpuid.STEAL_TIME) != 0;
    }

    /** kvm_para_available. */
    static boolean isKvm(Trap trap, int cpu) {
        trap.cpuid(cpu, Cpuid.SIGNATURE);
        return trap.result(1) == Cpuid.KVM[0] && trap.result(2) == Cpuid.KVM[1] && trap.result(3) == Cpuid.KVM[2];
    }

    /** kvm_arch_para_features. */
    static int features(Trap trap, int cpu) {
        trap.cpuid(cpu, Cpuid.FEATURES);
        return trap.result(0);
    }

    private Address variable(int cpu) {
        return setup.donation().plus((long) cpu * StealTimeStructure.SIZE);
    }

    /** kvm_register_steal_time; it cannot fail, since a write that the register does not take is only warned of. */
    @Override
    public int cpuOnline(int cpu) {
        Address variable = variable(cpu);
        if (!known.get(cpu) || !setup.release().isAtLeast(KEEPS_ACROSS_HOTPLUG)) {
            known.set(cpu);
            for (int offset = 0; offset < StealTimeStructure.SIZE; offset += Long.BYTES) {
                platform.memory().guestStore64(variable.value() + offset, 0);
            }
        }
        platform.memory().expectHostWrites(variable, StealTimeStructure.SIZE);
        trap.wrmsr(cpu, Msr.STEAL_TIME, variable.value() | Msr.ENABLED);
        return Errno.OK;
    }

    /** kvm_cpu_down_prepare, kvm_guest_cpu_offline. */
    @Override
    public void cpuOffline(int cpu) {
        trap.wrmsr(cpu, Msr.STEAL_TIME, 0);
    }

    /**
     * kvm_steal_clock: reads until the version is even and has not changed meanwhile. While guest code runs here no host writes,
     * so a second attempt would find what the first found.
     *
     * @throws IllegalStateException for a version that is odd, on which a kernel spins for ever
     */
    @Override
    public long stealClock(int cpu) {
        if (!known.get(cpu)) {
            return 0;
        }
        GuestMemory memory = platform.memory();
        long address = setup.donation().value() + (long) cpu * StealTimeStructure.SIZE;
        int version = memory.load32(address + StealTimeStructure.VERSION);
        if ((version & 1) != 0) {
            throw new IllegalStateException("version " + Integer.toUnsignedString(version)
                    + " of the stolen time of CPU " + cpu + " is odd while guest code runs");
        }
        return memory.load64(address + StealTimeStructure.STEAL);
    }

    /** kvm_suspend, which takes the last CPU offline as far as KVM is concerned. */
    @Override
    public void suspend(int cpu) {
        cpuOffline(cpu);
    }

    /** kvm_resume. */
    @Override
    public void resume(int cpu) {
        cpuOnline(cpu);
    }

    /** __kvm_vcpu_is_preempted. */
    @Override
    public boolean isPreempted(int cpu) {
        if (!known.get(cpu)) {
            return false;
        }
        long address = setup.donation().value() + (long) cpu * StealTimeStructure.SIZE;
        return (platform.memory().load8(address + StealTimeStructure.PREEMPTED) & StealTimeStructure.VCPU_PREEMPTED)
                != 0;
    }

    /** kvm_pv_guest_cpu_reboot, kvm_crash_shutdown: whoever comes next, the host writes here no more. */
    @Override
    public void handOver(int cpu, Handover handover) {
        cpuOffline(cpu);
    }

    @Override
    public PvTimeDriver copy() {
        return new StealTimeDriver(platform, setup, (BitSet) known.clone());
    }
}
