package org.foliot.memory.donated;

import org.foliot.api.extension.Extension;
import org.foliot.api.host.HostFacts;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryStrategy;
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
        return new DonatedStructures(
                memory,
                demand,
                options.access().price(host.clock()),
                options.access().paging());
    }
}
