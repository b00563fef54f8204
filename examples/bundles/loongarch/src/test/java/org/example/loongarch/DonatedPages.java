package org.example.loongarch;

import org.foliot.api.extension.Extension;
import org.foliot.api.extension.OptionGroup;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.PlacedStructures;
import org.foliot.api.memory.StealMemory;
import org.foliot.api.memory.UserAccessOptions;

/** Memory that a guest donates, as much of it as the tests need: scenarios take Foliot's {@code guest_donated}. */
@Extension(id = "donated_pages", documentation = "Memory that the guest donates.")
final class DonatedPages implements MemoryStrategy<DonatedPages.Options> {
    /** What an access costs. */
    public record Options(@OptionGroup UserAccessOptions access) {}

    @Override
    public Class<Options> optionsType() {
        return Options.class;
    }

    @Override
    public StealMemory open(Options options, HostFacts host, GuestMemory memory, Demand demand) {
        return new PlacedStructures(
                memory,
                demand,
                options.access().price(host.clock()),
                options.access().paging()) {
            @Override
            public long placement(int vcpu) {
                return NO_ADDRESS;
            }

            @Override
            public boolean donated() {
                return true;
            }

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
        };
    }
}
