package org.foliot.hypervisor.kvmriscv;

import java.util.List;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.observation.Observations;

/** Answers SBI calls as kvm_riscv_vcpu_sbi_ecall does, for what concerns stolen time (arch/riscv/kvm/vcpu_sbi.c). */
final class SbiCalls {
    private final KvmRiscvOptions options;
    private final VmHost vm;
    /** Per vCPU; empty where the guest is offered no stolen time. */
    private final List<StealTime> stealTime;

    private final long cost;

    /**
     * Calls of one VM.
     *
     * @param cost of one call and return, in picoseconds
     */
    SbiCalls(KvmRiscvOptions options, VmHost vm, List<StealTime> stealTime, long cost) {
        this.options = options;
        this.vm = vm;
        this.stealTime = stealTime;
        this.cost = cost;
    }

    /** Executes the call in the registers: an error in a0, a value in a1. */
    void execute(int vcpu, Registers registers) {
        long extension = registers.x(Sbi.A7);
        long value = 0;
        long error;
        if (extension == Sbi.BASE) {
            value = base(registers.x(Sbi.A6), registers.x(Sbi.A0));
            error = value < 0 ? Sbi.NOT_SUPPORTED : Sbi.SUCCESS;
        } else if (extension == Sbi.STA && !stealTime.isEmpty() && registers.x(Sbi.A6) == Sbi.SET_SHMEM) {
            error = stealTime.get(vcpu).setShmem(registers.x(Sbi.A0), registers.x(Sbi.A1), registers.x(Sbi.A2));
        } else {
            error = Sbi.NOT_SUPPORTED;
        }
        registers.x(Sbi.A0, error);
        registers.x(Sbi.A1, Math.max(0, value));
        vm.spend(vcpu, cost);
        vm.observe(Observations.HYPERCALL, vcpu, extension, error);
    }

    /** The base extension; a negative number for a function that is not known here. */
    private long base(long function, long argument) {
        if (function == Sbi.GET_SPEC_VERSION) {
            return options.sbiVersion().specification();
        } else if (function == Sbi.PROBE_EXTENSION) {
            return argument == Sbi.BASE || (argument == Sbi.STA && !stealTime.isEmpty()) ? 1 : 0;
        }
        return -1;
    }
}
