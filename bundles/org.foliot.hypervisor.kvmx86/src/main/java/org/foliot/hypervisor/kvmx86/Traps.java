package org.foliot.hypervisor.kvmx86;

import java.util.List;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.observation.Observations;

/** Executes instructions that trap, as kvm_set_msr_common, kvm_get_msr_common and kvm_cpuid do for what concerns time. */
final class Traps {
    private final KvmX86Options options;
    private final VmHost vm;
    /** Per vCPU; empty where the guest is offered no stolen time. */
    private final List<StealTime> stealTime;

    private final KvmClock clock;
    private final GuestTsc tsc;
    private final long cost;

    /**
     * Traps of one VM.
     *
     * @param cost of one instruction, in picoseconds
     */
    Traps(KvmX86Options options, VmHost vm, List<StealTime> stealTime, KvmClock clock, GuestTsc tsc, long cost) {
        this.options = options;
        this.vm = vm;
        this.stealTime = stealTime;
        this.clock = clock;
        this.tsc = tsc;
        this.cost = cost;
    }

    /** Executes the instruction in the registers; see {@link Trap} for their use. */
    void execute(int vcpu, Registers registers) {
        int instruction = (int) registers.x(0);
        int index = (int) registers.x(1);
        switch (instruction) {
            case Trap.CPUID -> cpuid(index, registers);
            case Trap.RDMSR -> registers.x(0, rdmsr(vcpu, index, registers));
            case Trap.WRMSR -> registers.x(0, wrmsr(vcpu, index, registers.x(2)));
            default -> registers.x(0, Trap.INVALID_OPCODE);
        }
        vm.spend(vcpu, cost);
        vm.observe(Observations.HYPERCALL, vcpu, Integer.toUnsignedLong(index), registers.x(0));
    }

    private void cpuid(int leaf, Registers registers) {
        int eax = 0;
        int edx = 0;
        int[] name = {0, 0};
        switch (leaf) {
            case Cpuid.SIGNATURE -> {
                eax = Cpuid.FEATURES;
                name = Cpuid.KVM;
                edx = Cpuid.KVM[2];
            }
            case Cpuid.FEATURES -> eax = features();
            case Cpuid.POWER -> edx = options.invariantTsc() ? Cpuid.INVARIANT_TSC : 0;
            default -> {
                // A leaf that says nothing about time reads as zero here.
            }
        }
        registers.x(0, Trap.DONE);
        registers.x(1, Integer.toUnsignedLong(eax));
        registers.x(2, Integer.toUnsignedLong(name[0]));
        registers.x(3, Integer.toUnsignedLong(name[1]));
        registers.x(4, Integer.toUnsignedLong(edx));
    }

    private int features() {
        int clocks = options.kvmclock() ? Cpuid.CLOCKSOURCE2 | Cpuid.CLOCKSOURCE_STABLE : 0;
        return clocks | (stealTime.isEmpty() ? 0 : Cpuid.STEAL_TIME);
    }

    private long rdmsr(int vcpu, int register, Registers registers) {
        long value;
        if (register == Msr.STEAL_TIME && !stealTime.isEmpty()) {
            value = stealTime.get(vcpu).register();
        } else if (register == Msr.SYSTEM_TIME && options.kvmclock()) {
            value = clock.register(vcpu);
        } else if (register == Msr.WALL_CLOCK && options.kvmclock()) {
            value = clock.wallRegister();
        } else if (register == Msr.TSC) {
            value = tsc.at(vm.now());
        } else {
            return Trap.GENERAL_PROTECTION;
        }
        registers.x(1, value);
        return Trap.DONE;
    }

    private long wrmsr(int vcpu, int register, long value) {
        if (register == Msr.STEAL_TIME && !stealTime.isEmpty()) {
            return stealTime.get(vcpu).write(value) ? Trap.DONE : Trap.GENERAL_PROTECTION;
        } else if (register == Msr.SYSTEM_TIME && options.kvmclock()) {
            clock.write(vcpu, value);
            return Trap.DONE;
        } else if (register == Msr.WALL_CLOCK && options.kvmclock()) {
            clock.writeWall(value);
            return Trap.DONE;
        }
        return Trap.GENERAL_PROTECTION;
    }
}
