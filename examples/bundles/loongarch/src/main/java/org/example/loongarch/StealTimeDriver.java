package org.example.loongarch;

import java.util.BitSet;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.memory.GuestMemory;
import org.foliot.time.Address;

/**
 * The stolen-time driver of a LoongArch kernel (arch/loongarch/kernel/paravirt.c; from memory). Its memory is a per-CPU variable,
 * which is zero when the kernel starts, and stays readable when a CPU has gone down.
 */
final class StealTimeDriver implements PvTimeDriver {
    /** That stolen time of guests came with that of hosts is from memory. */
    private static final KernelRelease HAS_DRIVER = new KernelRelease(6, 11);

    private final GuestPlatform platform;
    private final Setup setup;
    private final Registers registers = new Registers();
    /** CPUs whose variable has been zero since this kernel started, and is now what the host has made of it. */
    private final BitSet known;

    StealTimeDriver(GuestPlatform platform, Setup setup) {
        this(platform, setup, new BitSet());
    }

    private StealTimeDriver(GuestPlatform platform, Setup setup, BitSet known) {
        this.platform = platform;
        this.setup = setup;
        this.known = known;
    }

    /** pv_time_init: the hypervisor is KVM, and has the feature. */
    @Override
    public boolean probe() {
        return setup.release().isAtLeast(HAS_DRIVER)
                && cpucfg(KvmPara.CPUCFG_KVM_SIG) == KvmPara.KVM_SIGNATURE
                && (cpucfg(KvmPara.CPUCFG_KVM_FEATURE) & (1L << KvmPara.KVM_FEATURE_STEAL_TIME)) != 0;
    }

    private long cpucfg(long index) {
        platform.hypercall(setup.bootCpu(), KvmPara.cpucfg(registers, index));
        return KvmPara.result(registers);
    }

    private Address variable(int cpu) {
        return setup.donation().plus((long) cpu * StealTimeStructure.SIZE);
    }

    /**
     * pv_enable_steal_time. The kernel does not look at what the hypercall returns; here it is an error of Linux, so that a test
     * can see it.
     */
    @Override
    public int cpuOnline(int cpu) {
        Address variable = variable(cpu);
        if (!known.get(cpu)) {
            known.set(cpu);
            for (int offset = 0; offset < StealTimeStructure.SIZE; offset += Long.BYTES) {
                platform.memory().guestStore64(variable.value() + offset, 0);
            }
        }
        platform.memory().expectHostWrites(variable, StealTimeStructure.SIZE);
        long result = tell(cpu, variable.value() | KvmPara.KVM_STEAL_PHYS_VALID);
        if (result == KvmPara.KVM_HCALL_INVALID_CODE) {
            return Errno.ENXIO;
        }
        return result == KvmPara.KVM_HCALL_SUCCESS ? Errno.OK : Errno.EINVAL;
    }

    private long tell(int cpu, long data) {
        platform.hypercall(
                cpu,
                KvmPara.hypercall2(
                        registers, KvmPara.KVM_HCALL_FUNC_NOTIFY, 1L << KvmPara.KVM_FEATURE_STEAL_TIME, data));
        return KvmPara.result(registers);
    }

    /** pv_disable_steal_time, before a CPU goes down. */
    @Override
    public void cpuOffline(int cpu) {
        tell(cpu, 0);
    }

    /**
     * paravt_steal_clock: reads until the version is even and has not changed meanwhile. While guest code runs here no host writes,
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
        long address = variable(cpu).value();
        int version = memory.load32(address + StealTimeStructure.VERSION);
        if ((version & 1) != 0) {
            throw new IllegalStateException("version " + Integer.toUnsignedString(version)
                    + " of the stolen time of CPU " + cpu + " is odd while guest code runs");
        }
        return memory.load64(address + StealTimeStructure.STEAL);
    }

    /** What a kernel would read to see that another CPU does not run. */
    @Override
    public boolean isPreempted(int cpu) {
        return known.get(cpu)
                && (platform.memory().load8(variable(cpu).value() + StealTimeStructure.PREEMPTED)
                                & StealTimeStructure.KVM_VCPU_PREEMPTED)
                        != 0;
    }

    /** pv_cpu_reboot, from a reboot notifier: whoever comes next, the host writes here no more. */
    @Override
    public void handOver(int cpu, Handover handover) {
        cpuOffline(cpu);
    }

    @Override
    public PvTimeDriver copy() {
        return new StealTimeDriver(platform, setup, (BitSet) known.clone());
    }
}
