package org.foliot.hypervisor.arm64;

import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.StealMemory;
import org.foliot.api.observation.Observations;
import org.foliot.hypervisor.arm64.KvmOptions.RunDelayReads;
import org.foliot.hypervisor.arm64.KvmOptions.StealUpdate;

/**
 * Stolen time of one vCPU, {@code vcpu->arch.steal} in the kernel: where the structure is, what was counted last, and how the
 * structure is kept current (arch/arm64/kvm/pvtime.c).
 */
final class StolenTime {
    private final int vcpu;
    private final VmHost vm;
    private final StealMemory memory;
    private final boolean cached;
    private final boolean readOnce;

    private long address = StealMemory.NO_ADDRESS;
    private int revision;
    private boolean requested;
    /** run_delay up to which everything is counted, in nanoseconds; 0 on a new thread, as after a migration. */
    private long lastSteal;
    /** The running total in nanoseconds where the kernel keeps it; it does not travel. */
    private long total;

    private long updates;
    private long updateCost;

    StolenTime(int vcpu, VmHost vm, StealMemory memory, KvmOptions options) {
        this.vcpu = vcpu;
        this.vm = vm;
        this.memory = memory;
        this.cached = options.stealUpdate() == StealUpdate.CACHED;
        this.readOnce = options.runDelayReads() == RunDelayReads.ONCE;
    }

    /** Address of the structure, all ones for none. */
    long address() {
        return address;
    }

    boolean configured() {
        return address != StealMemory.NO_ADDRESS;
    }

    /** The structure lies there from now on: 0, or the negative errno with which the memory refuses. */
    int place(long ipa) {
        int error = memory.place(vcpu, ipa);
        if (error == 0) {
            address = ipa;
        }
        return error;
    }

    /** There is no structure any more; a VM without stolen time never had one, nor memory for it. */
    void withdraw() {
        if (configured()) {
            memory.withdraw(vcpu);
        }
        address = StealMemory.NO_ADDRESS;
        requested = false;
    }

    int revision() {
        return revision;
    }

    void revision(int chosen) {
        revision = chosen;
    }

    /**
     * PV_TIME_ST (kvm_init_stolen_time): counting starts now, and the structure is zero-filled. That the fill may fail is
     * ignored, as in the kernel.
     */
    void start() {
        lastSteal = vm.runDelay(vcpu);
        total = 0;
        if (memory.begin(vcpu) != StealMemory.OK) {
            vm.spend(vcpu, memory.faultCost());
            return;
        }
        memory.clear(StolenTimeStructure.SIZE);
        if (revision != 0) {
            memory.store32(StolenTimeStructure.REVISION, revision);
        }
        vm.spend(vcpu, memory.end());
    }

    /** vcpu_load: asks for an update before guest code runs (kvm_arch_vcpu_load, KVM_REQ_RECORD_STEAL). */
    void load() {
        requested = configured();
    }

    /**
     * Handles the request, if there is one (check_vcpu_requests).
     *
     * @param preempted nanoseconds that the thread waited between the first and the second read of run_delay
     */
    void enter(long preempted) {
        if (!requested) {
            return;
        }
        requested = false;
        long runDelay = vm.runDelay(vcpu);
        update(runDelay - preempted, runDelay);
        if (preempted > 0) {
            // The preemption loaded the vCPU once more; the pending request is found before the entry, which then
            // waits.
            update(runDelay, runDelay);
        }
    }

    /** kvm_update_stolen_time. */
    private void update(long firstRead, long secondRead) {
        long delta = firstRead - lastSteal;
        long counted = readOnce ? firstRead : secondRead;
        if (cached) {
            total += delta;
            lastSteal = counted;
        }
        if (memory.begin(vcpu) != StealMemory.OK) {
            // Nothing is written, and with the total in guest memory nothing is counted: the next update makes up for
            // it.
            spend(memory.faultCost());
            vm.observe(Observations.STEAL_FAULT, vcpu, 0, 0);
            return;
        }
        long before = cached ? total - delta : memory.load64(StolenTimeStructure.STOLEN_TIME);
        memory.store64(StolenTimeStructure.STOLEN_TIME, before + delta);
        lastSteal = counted;
        spend(memory.end());
        updates++;
        vm.observe(Observations.STEAL_UPDATE, vcpu, before, before + delta);
    }

    private void spend(long picoseconds) {
        updateCost += picoseconds;
        vm.spend(vcpu, picoseconds);
    }

    long updates() {
        return updates;
    }

    /** Host time that updates took, in picoseconds. */
    long updateCost() {
        return updateCost;
    }
}
