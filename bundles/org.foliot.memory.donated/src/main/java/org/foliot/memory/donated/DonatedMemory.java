package org.foliot.memory.donated;

import java.util.List;
import org.foliot.api.extension.Extension;
import org.foliot.api.host.HostFacts;
import org.foliot.api.memory.AccessPrice;
import org.foliot.api.memory.CostModel.Part;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.Paging;
import org.foliot.api.memory.StealMemory;
import org.osgi.service.component.annotations.Component;

/** The memory strategy in which the guest donates memory of its own, as on x86 and RISC-V. */
@Component
@Extension(
        id = "guest_donated",
        documentation =
                "The guest donates memory of its own for the stolen-time structures, as on x86 and RISC-V: no work for"
                        + " the VMM and no memory of the host, but the guest has to take it back before other software runs.")
public final class DonatedMemory implements MemoryStrategy<DonatedMemoryOptions> {
    @Override
    public Class<DonatedMemoryOptions> optionsType() {
        return DonatedMemoryOptions.class;
    }

    @Override
    public StealMemory open(DonatedMemoryOptions options, HostFacts host, GuestMemory memory, Demand demand) {
        Paging paging = new Paging(options.swappedOut(), options.majorFault());
        return new DonatedStructures(memory, demand, price(options, host), paging);
    }

    private static AccessPrice price(DonatedMemoryOptions options, HostFacts host) {
        String source = DonatedMemoryOptions.SOURCE;
        Part lookup = new Part("memslot look-up", options.memslotLookup(), source);
        return new AccessPrice(
                List.of(new Part("SRCU lock and unlock", options.srcu(), source)),
                List.of(lookup, new Part("get_user", options.getUser(), source)),
                List.of(
                        lookup,
                        new Part("put_user", options.putUser(), source),
                        new Part("dirty mark", options.markDirty(), source)),
                host.clock());
    }
}
