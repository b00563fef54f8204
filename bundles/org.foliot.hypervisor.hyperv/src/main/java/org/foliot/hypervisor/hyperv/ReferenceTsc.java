package org.foliot.hypervisor.hyperv;

import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryRegion;

/** The host's side of the reference TSC page: where the guest wants it, and what it says there. */
final class ReferenceTsc {
    private final VmHost vm;
    private final PartitionTime time;
    private final boolean valid;
    private long register;
    private int sequence = 1;

    /**
     * No page yet.
     *
     * @param valid whether the page is to mean something, where it can
     */
    ReferenceTsc(VmHost vm, PartitionTime time, boolean valid) {
        this.vm = vm;
        this.time = time;
        this.valid = valid;
    }

    /** HV_REGISTER_REFERENCE_TSC. */
    long register() {
        return register;
    }

    /** A write of HV_REGISTER_REFERENCE_TSC. */
    void write(long value) {
        register = value;
        publish();
    }

    /** Number that the page has when it means something. */
    int sequence() {
        return sequence;
    }

    /** A partition that arrives, with what it had; the page travelled with memory and has to say something else now. */
    void arrive(long saved, int savedSequence) {
        sequence = ReferencePage.next(savedSequence);
        write(saved);
    }

    private void publish() {
        long page = register & ~Tlfs.PAGE_OFFSET;
        if ((register & Tlfs.ENABLED) == 0 || !usable(page)) {
            return;
        }
        GuestMemory memory = vm.memory();
        memory.store32(page + ReferencePage.SEQUENCE, ReferencePage.INVALID);
        memory.store64(page + ReferencePage.SCALE, time.scale().scale());
        memory.store64(page + ReferencePage.OFFSET, time.scale().offset());
        memory.store32(page + ReferencePage.SEQUENCE, valid && time.isScaled() ? sequence : ReferencePage.INVALID);
    }

    private boolean usable(long page) {
        for (MemoryRegion region : vm.memory().regions()) {
            if (region.contains(page, ReferencePage.PAGE)) {
                return region.kind() == MemoryRegion.Kind.RAM;
            }
        }
        return false;
    }
}
