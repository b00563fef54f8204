package org.foliot.testkit;

import java.util.List;
import org.foliot.api.extension.Option;
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

/**
 * The plainest memory strategy, for the tests of a hypervisor: a region that the VMM places, or memory that the guest donates. It
 * keeps the contract of strategies.
 */
public final class BenchMemory implements MemoryStrategy<BenchMemory.Options> {
    /** The VMM places the structures. */
    public static final Candidate<BenchMemory> PLACED = Candidate.of("bench", new BenchMemory());

    /** The guest names the addresses. */
    public static final Candidate<BenchMemory> DONATED = PLACED.with("donated", "on");

    private static final Address AT = new Address(0x90a_0000L);
    private static final ByteSize SIZE = ByteSize.ofKibibytes(64);

    /**
     * Its settings.
     *
     * @param donated whether the guest donates the memory
     */
    public record Options(
            @Option(doc = "Whether the guest donates the memory. A choice.", value = "off")
            boolean donated) {}

    @Override
    public Class<Options> optionsType() {
        return Options.class;
    }

    @Override
    public StealMemory open(Options options, HostFacts host, GuestMemory memory, Demand demand) {
        if (!options.donated()) {
            if ((long) demand.vcpus() * demand.structureSize() > SIZE.bytes()) {
                throw new PlacementException("no room for " + demand.vcpus() + " vCPUs");
            }
            memory.addUnlessPresent(new MemoryRegion("pvtime", AT, SIZE, MemoryRegion.Kind.RESERVED, true));
        }
        List<Part> parts = List.of(new Part("access", new Cycles(10), "choice"));
        Paging paging = new Paging(Paging.AbsentPage.FAILS, Duration.ofMicros(100));
        return new Structures(
                options.donated(), memory, demand, new AccessPrice(parts, parts, parts, host.clock()), paging);
    }

    private static final class Structures extends PlacedStructures {
        private final boolean donated;

        Structures(boolean donated, GuestMemory memory, Demand demand, AccessPrice price, Paging paging) {
            super(memory, demand, price, paging);
            this.donated = donated;
        }

        @Override
        public long placement(int vcpu) {
            return donated
                    ? NO_ADDRESS
                    : AT.plus((long) vcpu * demand().structureSize()).value();
        }

        @Override
        public boolean donated() {
            return donated;
        }

        @Override
        protected int accept(int vcpu, long address) {
            return Errno.OK;
        }

        @Override
        public long hostFootprint() {
            return donated ? 0 : SIZE.bytes();
        }

        @Override
        public boolean travelsWithMemory() {
            return true;
        }
    }
}
