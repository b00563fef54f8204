package org.foliot.hypervisor.arm64;

import java.util.List;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.AccessPrice;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.Paging;
import org.foliot.api.memory.PlacedStructures;
import org.foliot.time.Frequency;

/** The stolen-time memory of a VM that its VMM gives none: nothing can be placed in it. */
final class NoStealMemory extends PlacedStructures {
    NoStealMemory(VmHost vm, Frequency clock) {
        super(
                vm.memory(),
                new MemoryStrategy.Demand(0, StolenTimeStructure.SIZE, StolenTimeStructure.ALIGNMENT, false),
                new AccessPrice(List.of(), List.of(), List.of(), clock),
                Paging.PINNED);
    }

    @Override
    public long placement(int vcpu) {
        return NO_ADDRESS;
    }

    @Override
    public boolean donated() {
        return false;
    }

    @Override
    protected int accept(int vcpu, long address) {
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
