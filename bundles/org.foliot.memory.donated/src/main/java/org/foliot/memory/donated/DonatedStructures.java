package org.foliot.memory.donated;

import org.foliot.api.hypervisor.Errno;
import org.foliot.api.memory.AccessPrice;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.Paging;
import org.foliot.api.memory.PlacedStructures;

/** The structures of one VM, each wherever in its RAM the guest wants it. */
final class DonatedStructures extends PlacedStructures {
    DonatedStructures(GuestMemory memory, MemoryStrategy.Demand demand, AccessPrice price, Paging paging) {
        super(memory, demand, price, paging);
    }

    @Override
    public long placement(int vcpu) {
        return NO_ADDRESS;
    }

    @Override
    public boolean donated() {
        return true;
    }

    /** RAM only: a guest can give nothing but what it was given. */
    @Override
    protected int accept(int vcpu, long address) {
        for (MemoryRegion region : memory().regions()) {
            if (region.contains(address, demand().structureSize())) {
                return region.kind() == MemoryRegion.Kind.RAM ? Errno.OK : Errno.EINVAL;
            }
        }
        return Errno.EINVAL;
    }

    @Override
    public long hostFootprint() {
        return 0;
    }

    @Override
    public boolean travelsWithMemory() {
        return true;
    }
}
