package org.foliot.hypervisor.kvmriscv;

import java.util.BitSet;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.memory.GuestMemory;
import org.foliot.time.Address;

/**
 * The stolen-time driver of a RISC-V kernel (arch/riscv/kernel/paravirt.c). Its memory is a per-CPU variable, which is zero when the
 * kernel starts, and stays readable when a CPU has gone down.
 */
final class StealTimeDriver implements PvTimeDriver {
    /** RISC-V: paravirt: Implement steal-time support. */
    private static final KernelRelease HAS_DRIVER = new KernelRelease(6, 8);

    /** What sbi_err_map_linux_errno makes of most errors: ENOTSUPP, which no system call returns. */
    private static final int ENOTSUPP = -524;

    private final GuestPlatform platform;
    private final Setup setup;
    private final Registers registers = new Registers();
    /** CPUs whose variable has been handed to the host since this kernel started. */
    private final BitSet known;

    StealTimeDriver(GuestPlatform platform, Setup setup) {
        this(platform, setup, new BitSet());
    }

    private StealTimeDriver(GuestPlatform platform, Setup setup, BitSet known) {
        this.platform = platform;
        this.setup = setup;
        this.known = known;
    }

    /** has_pv_steal_clock: SBI 2.0 or later, and the extension. */
    @Override
    public boolean probe() {
        return setup.release().isAtLeast(HAS_DRIVER)
                && ask(Sbi.GET_SPEC_VERSION, 0) >= Sbi.version(2)
                && ask(Sbi.PROBE_EXTENSION, Sbi.STA) > 0;
    }

    private long ask(long function, long argument) {
        platform.hypercall(setup.bootCpu(), Sbi.call(registers, Sbi.BASE, function, argument, 0, 0));
        return registers.x(Sbi.A0) == Sbi.SUCCESS ? registers.x(Sbi.A1) : 0;
    }

    private Address variable(int cpu) {
        return setup.donation().plus((long) cpu * StealTimeStructure.SIZE);
    }

    /** pv_time_cpu_online. The host fills the variable with zeros, every time. */
    @Override
    public int cpuOnline(int cpu) {
        Address variable = variable(cpu);
        platform.memory().expectHostWrites(variable, StealTimeStructure.SIZE);
        int result = setShmem(cpu, variable.value(), 0);
        if (result == Errno.OK) {
            known.set(cpu);
        }
        return result;
    }

    private int setShmem(int cpu, long lo, long hi) {
        platform.hypercall(cpu, Sbi.call(registers, Sbi.STA, Sbi.SET_SHMEM, lo, hi, 0));
        long error = registers.x(Sbi.A0);
        if (error == Sbi.SUCCESS) {
            return Errno.OK;
        } else if (error == Sbi.INVALID_PARAM) {
            return Errno.EINVAL;
        }
        return error == Sbi.INVALID_ADDRESS ? Errno.EFAULT : ENOTSUPP;
    }

    /** pv_time_cpu_down_prepare. */
    @Override
    public void cpuOffline(int cpu) {
        setShmem(cpu, Sbi.SHMEM_DISABLE, Sbi.SHMEM_DISABLE);
    }

    /**
     * pv_time_steal_clock: reads until the sequence is even and has not changed meanwhile. While guest code runs here no host
     * writes, so a second attempt would find what the first found.
     *
     * @throws IllegalStateException for a sequence that is odd, on which a kernel spins for ever
     */
    @Override
    public long stealClock(int cpu) {
        if (!known.get(cpu)) {
            return 0;
        }
        GuestMemory memory = platform.memory();
        long address = variable(cpu).value();
        int sequence = memory.load32(address + StealTimeStructure.SEQUENCE);
        if ((sequence & 1) != 0) {
            throw new IllegalStateException("sequence " + Integer.toUnsignedString(sequence)
                    + " of the stolen time of CPU " + cpu + " is odd while guest code runs");
        }
        return memory.load64(address + StealTimeStructure.STEAL);
    }

    /**
     * What the CPU that enters the next software has to do if nobody is to be written over. No driver does it by itself: mainline has
     * nothing that runs at kexec, crash or reboot, where the callback of {@link #cpuOffline} does not run for the last CPU.
     */
    @Override
    public void handOver(int cpu, Handover handover) {
        cpuOffline(cpu);
    }

    @Override
    public PvTimeDriver copy() {
        return new StealTimeDriver(platform, setup, (BitSet) known.clone());
    }
}
