package com.example.timekeeping;

import java.util.Optional;
import org.foliot.api.extension.Extension;
import org.foliot.api.host.HostFacts;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.PlacementException;
import org.foliot.api.memory.StealMemory;
import org.foliot.time.ByteSize;
import org.osgi.service.component.annotations.Component;

/** Offers {@code pvtime ledger} to scenarios. It has no state of its own. */
@Component
@Extension(
        id = "ledger",
        documentation = "The VMM sets a region aside for the stolen-time structures, one after the other.")
public final class LedgerMemory implements MemoryStrategy<LedgerOptions> {
    @Override
    public Class<LedgerOptions> optionsType() {
        return LedgerOptions.class;
    }

    /** Called for each VM at its start and when it arrives; also on trial while a scenario is edited. */
    @Override
    public StealMemory open(LedgerOptions options, HostFacts host, GuestMemory memory, Demand demand) {
        obstacle(options, host, demand).ifPresent(why -> {
            throw new PlacementException(why);
        });
        MemoryRegion region = region(options);
        memory.addUnlessPresent(region);
        return new LedgerRegion(region, memory, demand, options.price(host.clock()), options.paging());
    }

    /** What can be told without a VM. A message names the numbers, so that the reader knows what to change. */
    @Override
    public Optional<String> obstacle(LedgerOptions options, HostFacts host, Demand demand) {
        if (!options.at().isAlignedTo(host.pageSize())) {
            return Optional.of("at " + options.at() + " is not a multiple of the host's page size of " + host.pageSize());
        }
        ByteSize needed = new ByteSize(demand.structureSize()).times(demand.vcpus());
        return needed.compareTo(options.size()) <= 0
                ? Optional.empty()
                : Optional.of("stolen time needs " + needed + " for " + demand.vcpus() + " vCPUs, but size is "
                        + options.size());
    }

    private static MemoryRegion region(LedgerOptions options) {
        try {
            return new MemoryRegion("pvtime", options.at(), options.size(), MemoryRegion.Kind.RESERVED, true);
        } catch (IllegalArgumentException e) {
            throw new PlacementException("at " + options.at() + ": " + e.getMessage(), e);
        }
    }
}
