package org.foliot.hypervisor.kvmx86;

import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.StealMemory;
import org.foliot.api.observation.Observations;
import org.foliot.hypervisor.kvmx86.KvmX86Options.PreemptedFlag;

/**
 * Stolen time of one vCPU, {@code vcpu->arch.st} in the kernel: where the structure is, what was counted last, and how the
 * structure is kept current (arch/x86/kvm/x86.c).
 */
final class StealTime {
    private final int vcpu;
    private final VmHost vm;
    private final StealMemory memory;
    private final PreemptedFlag flag;

    private long register;
    private boolean requested;
    /** run_delay up to which everything is counted, in nanoseconds; 0 on a new thread, as after a migration. */
    private long lastSteal;
    /** Whether the structure says that the vCPU is preempted, as far as the host knows. */
    private boolean flagged;

    private long updates;
    private long updateCost;

    StealTime(int vcpu, VmHost vm, StealMemory memory, PreemptedFlag flag) {
        this.vcpu = vcpu;
        this.vm = vm;
        this.memory = memory;
        this.flag = flag;
    }

    /** What MSR_KVM_STEAL_TIME reads as. */
    long register() {
        return register;
    }

    boolean enabled() {
        return (register & Msr.ENABLED) != 0;
    }

    /** Address of the structure, all ones for none. */
    long address() {
        return enabled() ? register & ~(Msr.STEAL_RESERVED | Msr.ENABLED) : StealMemory.NO_ADDRESS;
    }

    /**
     * A write of MSR_KVM_STEAL_TIME (kvm_set_msr_common). Whether there is memory at the address is not looked at: if there is
     * none, updates fail. Nothing is counted anew.
     *
     * @return whether the register takes the value; not if a reserved bit is set
     */
    boolean write(long value) {
        if ((value & Msr.STEAL_RESERVED) != 0) {
            return false;
        }
        register = value;
        if (!enabled() || memory.place(vcpu, address()) != Errno.OK) {
            memory.withdraw(vcpu);
        }
        requested = enabled();
        return true;
    }

    /** vcpu_load: asks for an update before guest code runs (kvm_arch_vcpu_load, KVM_REQ_STEAL_UPDATE). */
    void load() {
        requested = true;
    }

    /**
     * Handles the request, if there is one (vcpu_enter_guest).
     *
     * @param preempted nanoseconds that the thread waited while the structure was updated
     */
    void enter(long preempted) {
        if (!requested) {
            return;
        }
        requested = false;
        if (!enabled()) {
            return;
        }
        long runDelay = vm.runDelay(vcpu);
        update(runDelay - preempted);
        if (preempted > 0) {
            // The preemption loaded the vCPU once more; the pending request is found before the entry, which then
            // waits.
            update(runDelay);
        }
    }

    /**
     * record_steal_time. The source reads run_delay twice, for the difference and for what to compare with next time; nothing
     * lies between the reads, so a compiler makes one of them, and nothing is lost.
     */
    private void update(long runDelay) {
        if (memory.begin(vcpu) != StealMemory.OK) {
            // Nothing is written and nothing counted: the next update makes up for it.
            spend(memory.faultCost());
            vm.observe(Observations.STEAL_FAULT, vcpu, 0, 0);
            return;
        }
        if (flag != PreemptedFlag.NEVER) {
            memory.store8(StealTimeStructure.PREEMPTED, (byte) 0);
            flagged = false;
        }
        int version = memory.load32(StealTimeStructure.VERSION);
        int even = version + (version & 1);
        memory.store32(StealTimeStructure.VERSION, even + 1);
        long before = memory.load64(StealTimeStructure.STEAL);
        long after = before + runDelay - lastSteal;
        memory.store64(StealTimeStructure.STEAL, after);
        lastSteal = runDelay;
        memory.store32(StealTimeStructure.VERSION, even + 2);
        spend(memory.end());
        updates++;
        vm.observe(Observations.STEAL_UPDATE, vcpu, before, after);
    }

    /**
     * vcpu_put: tells the other vCPUs that this one does not run (kvm_steal_time_set_preempted). Where the page is swapped out
     * nothing is written, since this must not sleep.
     *
     * @param preempted whether the thread would go on
     */
    void put(boolean preempted) {
        boolean told = flag == PreemptedFlag.EVERY_PUT || (flag == PreemptedFlag.PREEMPTION && preempted);
        if (!told || flagged || !enabled() || !vm.memory().resident(address())) {
            return;
        }
        if (memory.begin(vcpu) == StealMemory.OK) {
            memory.store8(StealTimeStructure.PREEMPTED, StealTimeStructure.VCPU_PREEMPTED);
            spend(memory.end());
            flagged = true;
        }
    }

    /** A vCPU reset disables it (kvm_vcpu_reset). */
    void reset() {
        write(0);
    }

    private void spend(long picoseconds) {
        updateCost += picoseconds;
        vm.spend(vcpu, picoseconds);
    }

    long updates() {
        return updates;
    }

    /** Host time that updates and flags took, in picoseconds. */
    long updateCost() {
        return updateCost;
    }
}
