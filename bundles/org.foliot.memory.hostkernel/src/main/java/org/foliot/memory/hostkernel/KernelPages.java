package org.foliot.memory.hostkernel;

import org.foliot.api.hypervisor.Errno;
import org.foliot.api.memory.AccessPrice;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.Paging;
import org.foliot.api.memory.PlacedStructures;

/** The structures of one VM in pages of the host kernel. */
final class KernelPages extends PlacedStructures {
    private final MemoryRegion region;

    KernelPages(MemoryRegion region, GuestMemory memory, MemoryStrategy.Demand demand, AccessPrice price) {
        super(memory, demand, price, Paging.PINNED);
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

    /** Only its own slot: the kernel writes into its own pages and nowhere else. */
    @Override
    protected int accept(int vcpu, long address) {
        return address == placement(vcpu) ? Errno.OK : Errno.EINVAL;
    }

    @Override
    public long hostFootprint() {
        return region.size().bytes();
    }

    @Override
    public boolean travelsWithMemory() {
        return false;
    }
}
