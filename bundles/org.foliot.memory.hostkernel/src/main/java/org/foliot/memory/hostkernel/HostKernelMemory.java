package org.foliot.memory.hostkernel;

import java.util.List;
import java.util.Optional;
import org.foliot.api.extension.Extension;
import org.foliot.api.host.HostFacts;
import org.foliot.api.memory.AccessPrice;
import org.foliot.api.memory.CostModel.Part;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.PlacementException;
import org.foliot.api.memory.StealMemory;
import org.foliot.time.ByteSize;
import org.osgi.service.component.annotations.Component;

/** The memory strategy in which the host kernel allocates the structures and maps them read-only into the guest. */
@Component
@Extension(
        id = "host_kernel",
        documentation =
                "The host kernel allocates the stolen-time structures and maps them read-only into the guest, as in"
                        + " version 1 of the series of 2019: plain stores, host memory for every VM, and content that has to be"
                        + " saved and restored on its own.")
public final class HostKernelMemory implements MemoryStrategy<HostKernelMemoryOptions> {
    @Override
    public Class<HostKernelMemoryOptions> optionsType() {
        return HostKernelMemoryOptions.class;
    }

    @Override
    public StealMemory open(HostKernelMemoryOptions options, HostFacts host, GuestMemory memory, Demand demand) {
        obstacle(options, host, demand).ifPresent(why -> {
            throw new PlacementException(why);
        });
        MemoryRegion region = region(options, host, demand);
        memory.addUnlessPresent(region);
        // The pages are this kernel's own and new, whatever lay there on another host.
        memory.zero(region.start().value(), region.size().bytes());
        return new KernelPages(region, memory, demand, price(options, host));
    }

    @Override
    public Optional<String> obstacle(HostKernelMemoryOptions options, HostFacts host, Demand demand) {
        if (demand.vcpus() > options.maxVcpus()) {
            return Optional.of("the host kernel allocates stolen time for " + options.maxVcpus()
                    + " vCPUs, but the guest can have " + demand.vcpus() + "; max_vcpus is too small");
        }
        return options.at().isAlignedTo(host.pageSize())
                ? Optional.empty()
                : Optional.of("at " + options.at() + " is not a multiple of the host's page size of " + host.pageSize()
                        + ", so that no page can be mapped there");
    }

    private static MemoryRegion region(HostKernelMemoryOptions options, HostFacts host, Demand demand) {
        ByteSize size =
                new ByteSize(demand.structureSize()).times(options.maxVcpus()).roundedUpTo(host.pageSize());
        try {
            return new MemoryRegion("pvtime", options.at(), size, MemoryRegion.Kind.RESERVED, false);
        } catch (IllegalArgumentException e) {
            throw new PlacementException("at " + options.at() + ": " + e.getMessage(), e);
        }
    }

    private static AccessPrice price(HostKernelMemoryOptions options, HostFacts host) {
        return new AccessPrice(
                List.of(),
                List.of(new Part("load", options.plainLoad(), HostKernelMemoryOptions.SOURCE)),
                List.of(new Part("store", options.plainStore(), HostKernelMemoryOptions.SOURCE)),
                host.clock());
    }
}
