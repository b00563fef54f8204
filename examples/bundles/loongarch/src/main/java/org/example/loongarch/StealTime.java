package org.example.loongarch;

import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.memory.StealMemory;
import org.foliot.api.observation.Observations;
import org.foliot.time.Address;

/**
 * Stolen time of one vCPU, {@code vcpu->arch.st} in the kernel: where the structure is, what was counted last, and how the
 * structure is kept current (arch/loongarch/kvm/vcpu.c and exit.c; from memory, where the reference says nothing else).
 */
final class StealTime {
    private final int vcpu;
    private final VmHost vm;
    private final StealMemory memory;
    private final boolean hint;

    /** What the guest has named: an address, and in bit 0 whether it is valid. */
    private long guestAddress;

    private boolean requested;
    /** run_delay up to which everything is counted, in nanoseconds; 0 on a new thread, as after a migration. */
    private long lastSteal;
    /** Whether the structure says that the vCPU is preempted, as far as the host knows. */
    private boolean flagged;

    private long updates;
    private long updateCost;

    /**
     * Stolen time of a vCPU whose guest has named nothing yet.
     *
     * @param hint whether the structure says that the vCPU is preempted
     */
    StealTime(int vcpu, VmHost vm, StealMemory memory, boolean hint) {
        this.vcpu = vcpu;
        this.vm = vm;
        this.memory = memory;
        this.hint = hint;
    }

    /** What KVM_LOONGARCH_VCPU_PVTIME_GPA reads as. */
    long guestAddress() {
        return guestAddress;
    }

    private boolean isValid() {
        return (guestAddress & KvmPara.KVM_STEAL_PHYS_VALID) != 0;
    }

    /** Address of the structure, all ones for none. */
    long address() {
        return isValid() ? guestAddress & KvmPara.KVM_STEAL_PHYS_MASK : StealMemory.NO_ADDRESS;
    }

    /**
     * KVM_HCALL_FUNC_NOTIFY of stolen time (kvm_save_notify). Whether there is memory is not looked at: if there is none, updates
     * do nothing. What was waited before is not counted, but what stands in the structure is: it is added to.
     *
     * @return the result of the hypercall, with which nothing has changed if it is an error
     */
    long notify(long data) {
        if (hasReservedBits(data)) {
            return KvmPara.KVM_HCALL_INVALID_PARAMETER;
        }
        set(data);
        if (isValid()) {
            latch();
        }
        return KvmPara.KVM_HCALL_SUCCESS;
    }

    /**
     * KVM_SET_DEVICE_ATTR of KVM_LOONGARCH_VCPU_PVTIME_GPA (kvm_loongarch_pvtime_set_attr), by which a VMM restores what the guest
     * has named, as often as it likes.
     *
     * @return {@link Errno#OK}; EINVAL for reserved bits (reference), or where no memory is
     */
    int write(long gpa) {
        if (hasReservedBits(gpa)) {
            return Errno.EINVAL;
        } else if ((gpa & KvmPara.KVM_STEAL_PHYS_VALID) != 0
                && !vm.memory().backed(new Address(gpa & KvmPara.KVM_STEAL_PHYS_MASK), 1)) {
            return Errno.EINVAL;
        }
        set(gpa);
        if (isValid()) {
            latch();
        }
        return Errno.OK;
    }

    private static boolean hasReservedBits(long data) {
        return (data & ~(KvmPara.KVM_STEAL_PHYS_MASK | KvmPara.KVM_STEAL_PHYS_VALID)) != 0;
    }

    private void set(long value) {
        guestAddress = value;
        if (!isValid() || !isWritable(address()) || memory.place(vcpu, address()) != Errno.OK) {
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

    private void latch() {
        lastSteal = vm.runDelay(vcpu);
        requested = true;
    }

    /** vcpu_load: asks for an update before guest code runs (kvm_arch_vcpu_load, KVM_REQ_STEAL_UPDATE). */
    void load() {
        requested = true;
    }

    /**
     * Handles the request, if there is one (kvm_check_requests).
     *
     * @param preempted nanoseconds that the thread waited while the structure was updated
     */
    void enter(long preempted) {
        if (!requested) {
            return;
        }
        requested = false;
        if (!isValid()) {
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

    /** kvm_update_stolen_time. A version that the guest left odd is made even first, as on x86. */
    private void update(long runDelay) {
        if (memory.begin(vcpu) != StealMemory.OK) {
            // Nothing is written and nothing counted: the next update makes up for it.
            spend(memory.faultCost());
            vm.observe(Observations.STEAL_FAULT, vcpu, 0, 0);
            return;
        }
        if (hint) {
            memory.store8(StealTimeStructure.PREEMPTED, (byte) 0);
            flagged = false;
        }
        int version = memory.load32(StealTimeStructure.VERSION);
        int even = version + (version & 1);
        memory.store32(StealTimeStructure.VERSION, even + 1);
        long before = memory.load64(StealTimeStructure.STEAL);
        long after = before + runDelay - lastSteal;
        lastSteal = runDelay;
        memory.store64(StealTimeStructure.STEAL, after);
        memory.store32(StealTimeStructure.VERSION, even + 2);
        spend(memory.end());
        updates++;
        vm.observe(Observations.STEAL_UPDATE, vcpu, before, after);
    }

    /**
     * vcpu_put: tells the other vCPUs that this one does not run. Where the page is swapped out nothing is written, since this must
     * not sleep.
     *
     * @param preempted whether the thread would go on
     */
    void put(boolean preempted) {
        boolean told = hint && preempted && !flagged && isValid();
        if (told && vm.memory().resident(address()) && memory.begin(vcpu) == StealMemory.OK) {
            memory.store8(StealTimeStructure.PREEMPTED, StealTimeStructure.KVM_VCPU_PREEMPTED);
            spend(memory.end());
            flagged = true;
        }
    }

    /** The vCPU is reset, and with it what the guest had named (KVM_REG_LOONGARCH_VCPU_RESET). */
    void reset() {
        set(0);
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
