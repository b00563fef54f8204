package org.foliot.hypervisor.arm64;

import java.util.Arrays;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.memory.StealMemory;
import org.foliot.time.Address;

/**
 * The stolen-time driver of an arm64 kernel (arch/arm64/kernel/paravirt.c).
 *
 * <p>Where the guest donates the memory, which no arm64 kernel does, it agrees to the host's writes before it names an address,
 * and takes the memory back when a CPU goes down and when other software takes over, as arch/x86/kernel/kvm.c does with its
 * MSR.
 */
final class StolenTimeDriver implements PvTimeDriver {
    private final GuestPlatform platform;
    private final Setup setup;
    private final boolean donating;
    private final int stolenTime;
    private final Registers registers = new Registers();
    /** Per CPU where its structure is mapped, stolen_time_region in the kernel. */
    private long[] mapped = {};

    StolenTimeDriver(GuestPlatform platform, Setup setup, boolean donating) {
        this.platform = platform;
        this.setup = setup;
        this.donating = donating;
        this.stolenTime = Smccc.stolenTime(setup.abi());
    }

    /**
     * has_pv_steal_clock: the calling convention has to be 1.1 at least, and both queries have to succeed. The kernel learns
     * the version by way of PSCI_FEATURES; the answer is the same.
     */
    @Override
    public boolean probe() {
        int cpu = setup.bootCpu();
        return call(cpu, Smccc.VERSION, 0) >= Smccc.VERSION_1_1
                && call(cpu, Smccc.ARCH_FEATURES, Smccc.register(Smccc.PV_TIME_FEATURES)) == Smccc.SUCCESS
                && call(cpu, Smccc.PV_TIME_FEATURES, Smccc.register(stolenTime)) == Smccc.SUCCESS;
    }

    /**
     * stolen_time_cpu_online: EINVAL when there is no structure, ENOMEM when it cannot be mapped, ENXIO when its revision or
     * attributes are not known. After ENXIO the structure stays mapped, as in the kernel.
     */
    @Override
    public int cpuOnline(int cpu) {
        long address = donating ? donate(cpu) : call(cpu, stolenTime, 0);
        if (address < 0) {
            return Errno.EINVAL;
        } else if (!platform.memory().backed(new Address(address), StolenTimeStructure.SIZE)) {
            return Errno.ENOMEM;
        }
        map(cpu, address);
        boolean known = platform.memory().load32(address + StolenTimeStructure.REVISION) == 0
                && platform.memory().load32(address + StolenTimeStructure.ATTRIBUTES) == 0;
        return known ? Errno.OK : Errno.ENXIO;
    }

    private long donate(int cpu) {
        Address own = setup.donation().plus((long) cpu * StolenTimeStructure.SIZE);
        platform.memory().expectHostWrites(own, StolenTimeStructure.SIZE);
        return call(cpu, stolenTime, own.value());
    }

    /** stolen_time_cpu_down_prepare: unmaps, and says nothing to the host unless the memory is the guest's. */
    @Override
    public void cpuOffline(int cpu) {
        if (isMapped(cpu)) {
            map(cpu, StealMemory.NO_ADDRESS);
            withdraw(cpu);
        }
    }

    /** para_steal_clock: 0 until the CPU's callback has run. */
    @Override
    public long stealClock(int cpu) {
        return isMapped(cpu) ? platform.memory().load64(mapped[cpu] + StolenTimeStructure.STOLEN_TIME) : 0;
    }

    /** Nothing, unless the memory is the guest's: then it is taken back, whoever comes next. */
    @Override
    public void handOver(int cpu, Handover handover) {
        if (isMapped(cpu)) {
            withdraw(cpu);
        }
    }

    @Override
    public PvTimeDriver copy() {
        StolenTimeDriver copy = new StolenTimeDriver(platform, setup, donating);
        copy.mapped = mapped.clone();
        return copy;
    }

    private void withdraw(int cpu) {
        if (donating) {
            call(cpu, stolenTime, Smccc.WITHDRAW);
        }
    }

    private boolean isMapped(int cpu) {
        return cpu < mapped.length && mapped[cpu] != StealMemory.NO_ADDRESS;
    }

    private void map(int cpu, long address) {
        if (cpu >= mapped.length) {
            int before = mapped.length;
            mapped = Arrays.copyOf(mapped, Math.max(cpu + 1, platform.vcpus()));
            Arrays.fill(mapped, before, mapped.length, StealMemory.NO_ADDRESS);
        }
        mapped[cpu] = address;
    }

    private long call(int cpu, int function, long argument) {
        platform.hypercall(cpu, registers.call(Smccc.register(function), argument, 0, 0));
        return registers.x(0);
    }
}
