package org.foliot.hypervisor.kvmriscv;

import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.memory.StealMemory;
import org.foliot.api.observation.Observations;
import org.foliot.time.Address;

/**
 * Stolen time of one vCPU, {@code vcpu->arch.sta} in the kernel: where the structure is, what was counted last, and how the
 * structure is kept current (arch/riscv/kvm/vcpu_sbi_sta.c).
 */
final class StealTime {
    private static final Address NOWHERE = new Address(StealMemory.NO_ADDRESS);

    private final int vcpu;
    private final VmHost vm;
    private final StealMemory memory;

    private long shmem = StealMemory.NO_ADDRESS;
    /** The same, for looking it up. */
    private Address structure = NOWHERE;

    private boolean requested;
    /** run_delay up to which everything is counted, in nanoseconds; 0 on a new thread, as after a migration. */
    private long lastSteal;

    private long updates;
    private long updateCost;

    StealTime(int vcpu, VmHost vm, StealMemory memory) {
        this.vcpu = vcpu;
        this.vm = vm;
        this.memory = memory;
    }

    /** Address of the structure, all ones for none; what KVM_REG_RISCV_SBI_STA_REG(shmem_lo) reads as. */
    long shmem() {
        return shmem;
    }

    /**
     * steal_time_set_shmem (kvm_sbi_sta_steal_time_set_shmem): takes an address, fills the structure with zeros and begins to count;
     * or forgets the address it has.
     *
     * @return the error of SBI, with which nothing has changed
     */
    long setShmem(long lo, long hi, long flags) {
        if ((int) flags != 0) {
            return Sbi.INVALID_PARAM;
        } else if (lo == Sbi.SHMEM_DISABLE && hi == Sbi.SHMEM_DISABLE) {
            forget();
            return Sbi.SUCCESS;
        } else if (lo % StealTimeStructure.ALIGNMENT != 0) {
            return Sbi.INVALID_PARAM;
        } else if (hi != 0 || !isWritable(lo) || memory.place(vcpu, lo) != Errno.OK) {
            return Sbi.INVALID_ADDRESS;
        } else if (memory.begin(vcpu) != StealMemory.OK) {
            spend(memory.faultCost());
            restorePlace();
            return Sbi.FAILURE;
        }
        memory.clear(StealTimeStructure.SIZE);
        spend(memory.end());
        set(lo);
        lastSteal = vm.runDelay(vcpu);
        return Sbi.SUCCESS;
    }

    private void restorePlace() {
        if (shmem == StealMemory.NO_ADDRESS || memory.place(vcpu, shmem) != Errno.OK) {
            memory.withdraw(vcpu);
        }
    }

    private boolean isWritable(long address) {
        for (MemoryRegion region : vm.memory().regions()) {
            if (region.contains(address, StealTimeStructure.SIZE)) {
                return region.guestWritable();
            }
        }
        return false;
    }

    private void forget() {
        shmem = StealMemory.NO_ADDRESS;
        structure = NOWHERE;
        memory.withdraw(vcpu);
    }

    /**
     * KVM_SET_ONE_REG of shmem_lo, by which a VMM restores the address. Neither is the structure touched nor run_delay looked at, and
     * whether there is memory shows at the next update.
     *
     * @return {@link Errno#OK}, or EINVAL for an address that is not aligned
     */
    int write(long lo) {
        if (lo != StealMemory.NO_ADDRESS && lo % StealTimeStructure.ALIGNMENT != 0) {
            return Errno.EINVAL;
        }
        set(lo);
        restorePlace();
        return Errno.OK;
    }

    private void set(long address) {
        shmem = address;
        structure = new Address(address);
    }

    /** vcpu_load: asks for an update before guest code runs (kvm_arch_vcpu_load, KVM_REQ_STEAL_UPDATE). */
    void load() {
        requested = true;
    }

    /**
     * Handles the request, if there is one (kvm_riscv_check_vcpu_requests).
     *
     * @param preempted nanoseconds that the thread waited while the structure was updated
     */
    void enter(long preempted) {
        if (!requested) {
            return;
        }
        requested = false;
        if (shmem == StealMemory.NO_ADDRESS) {
            return;
        }
        long runDelay = vm.runDelay(vcpu);
        update(runDelay - preempted);
        if (preempted > 0 && shmem != StealMemory.NO_ADDRESS) {
            // The preemption loaded the vCPU once more; the pending request is found before the entry, which then
            // waits.
            update(runDelay);
        }
    }

    /**
     * kvm_riscv_vcpu_record_steal_time. The sequence is incremented before and after, whatever it was: one that the guest has made
     * odd is even while the host writes.
     */
    private void update(long runDelay) {
        if (!vm.memory().backed(structure, StealTimeStructure.SIZE)) {
            // No memslot any more: a warning in the host's log, and the registration is gone.
            forget();
            vm.observe(Observations.STEAL_FAULT, vcpu, 0, 0);
            return;
        } else if (memory.begin(vcpu) != StealMemory.OK) {
            // Nothing is written and nothing counted: the next update makes up for it.
            spend(memory.faultCost());
            vm.observe(Observations.STEAL_FAULT, vcpu, 0, 0);
            return;
        }
        int sequence = memory.load32(StealTimeStructure.SEQUENCE) + 1;
        memory.store32(StealTimeStructure.SEQUENCE, sequence);
        long before = memory.load64(StealTimeStructure.STEAL);
        long after = before + runDelay - lastSteal;
        lastSteal = runDelay;
        memory.store64(StealTimeStructure.STEAL, after);
        memory.store32(StealTimeStructure.SEQUENCE, sequence + 1);
        spend(memory.end());
        updates++;
        vm.observe(Observations.STEAL_UPDATE, vcpu, before, after);
    }

    /** The vCPU is reset: by its VMM, or by a hart that starts it (kvm_riscv_vcpu_sbi_sta_reset). */
    void reset() {
        forget();
        lastSteal = 0;
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
