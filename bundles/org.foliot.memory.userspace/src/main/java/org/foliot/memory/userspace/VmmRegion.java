package org.foliot.memory.userspace;

import org.foliot.api.hypervisor.Errno;
import org.foliot.api.memory.AccessPrice;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.Paging;
import org.foliot.api.memory.PlacedStructures;

/** The structures of one VM in a region that its VMM set aside, one after the other. */
final class VmmRegion extends PlacedStructures {
    private final MemoryRegion region;

    VmmRegion(MemoryRegion region, GuestMemory memory, MemoryStrategy.Demand demand, AccessPrice price, Paging paging) {
        super(memory, demand, price, paging);
        this.region = region;
    }

    @Override
    public long placement(int vcpu) {
        return region.start().value() + (long) vcpu * demand().structureSize();
    }

    @Override
    public boolean donated() {
        return false;
    }

    /**
     * Any address in a memory slot, even another vCPU's: KVM has no check beyond that (arch/arm64/kvm/pvtime.c,
     * kvm_arm_pvtime_set_attr), so a VMM that miscounts is not told.
     */
    @Override
    protected int accept(int vcpu, long address) {
        return Errno.OK;
    }

    @Override
    public long hostFootprint() {
        return region.size().bytes();
    }

    @Override
    public boolean travelsWithMemory() {
        return true;
    }
}
