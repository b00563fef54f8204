package com.example.timekeeping;

import org.foliot.api.hypervisor.Errno;
import org.foliot.api.memory.AccessPrice;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.memory.MemoryStrategy.Demand;
import org.foliot.api.memory.Paging;
import org.foliot.api.memory.PlacedStructures;

/**
 * The structures of one VM, one after the other in a region. Sessions, their price, page faults and saving are those of {@link
 * PlacedStructures}; a strategy that works otherwise implements {@code StealMemory} itself.
 */
final class LedgerRegion extends PlacedStructures {
    private final MemoryRegion region;

    LedgerRegion(MemoryRegion region, GuestMemory memory, Demand demand, AccessPrice price, Paging paging) {
        super(memory, demand, price, paging);
        this.region = region;
    }

    /** Where the VMM is to put the structure of a vCPU. */
    @Override
    public long placement(int vcpu) {
        return region.start().value() + (long) vcpu * demand().structureSize();
    }

    /** Whether the guest names the addresses; here the VMM does. */
    @Override
    public boolean donated() {
        return false;
    }

    /** An address that is aligned and lies in guest memory: is it good? */
    @Override
    protected int accept(int vcpu, long address) {
        return region.contains(address, demand().structureSize()) ? Errno.OK : Errno.EINVAL;
    }

    @Override
    public long hostFootprint() {
        return region.size().bytes();
    }

    /** Whether a migration carries the content with the guest's memory; otherwise it is saved and restored. */
    @Override
    public boolean travelsWithMemory() {
        return true;
    }
}
