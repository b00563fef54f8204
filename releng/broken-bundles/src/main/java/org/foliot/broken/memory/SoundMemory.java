package org.foliot.broken.memory;

import java.util.List;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.memory.AccessPrice;
import org.foliot.api.memory.CostModel.Part;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.Paging;
import org.foliot.api.memory.PlacedStructures;
import org.foliot.api.memory.PlacementException;
import org.foliot.api.memory.StealMemory;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;
import org.foliot.time.Cycles;
import org.foliot.time.Duration;

/** The smallest strategy that keeps the contract: a region of its own whose content has to be carried. */
public class SoundMemory implements MemoryStrategy<SoundMemory.NoOptions> {
    /** Where a bench has its RAM. */
    static final long RAM = 0x4000_0000L;

    static final Address AT = new Address(0x90a_0000L);

    /** Nothing to set. */
    public record NoOptions() {}

    @Override
    public Class<NoOptions> optionsType() {
        return NoOptions.class;
    }

    @Override
    public StealMemory open(NoOptions options, HostFacts host, GuestMemory memory, Demand demand) {
        ByteSize size = ByteSize.ofKibibytes(64);
        if ((long) demand.vcpus() * demand.structureSize() > size.bytes()) {
            throw new PlacementException("no room for " + demand.vcpus() + " vCPUs");
        }
        memory.addUnlessPresent(new MemoryRegion("pvtime", AT, size, MemoryRegion.Kind.RESERVED, true));
        memory.zero(AT.value(), size.bytes());
        List<Part> parts = List.of(new Part("access", new Cycles(10), "choice"));
        Paging paging = new Paging(Paging.AbsentPage.FAILS, Duration.ofMicros(100));
        return new Structures(memory, demand, new AccessPrice(parts, parts, parts, host.clock()), paging);
    }

    private static final class Structures extends PlacedStructures {
        Structures(GuestMemory memory, Demand demand, AccessPrice price, Paging paging) {
            super(memory, demand, price, paging);
        }

        @Override
        public long placement(int vcpu) {
            return AT.plus((long) vcpu * demand().structureSize()).value();
        }

        @Override
        public boolean donated() {
            return false;
        }

        @Override
        protected int accept(int vcpu, long address) {
            return Errno.OK;
        }

        @Override
        public long hostFootprint() {
            return ByteSize.ofKibibytes(64).bytes();
        }

        @Override
        public boolean travelsWithMemory() {
            return false;
        }
    }
}
