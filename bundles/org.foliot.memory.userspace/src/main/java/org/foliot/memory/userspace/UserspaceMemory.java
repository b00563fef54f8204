package org.foliot.memory.userspace;

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

/** The memory strategy in which the VMM sets a region of ordinary memory aside, as QEMU and kvmtool do. */
@Component
@Extension(
        id = "userspace",
        documentation =
                "The VMM sets a region of ordinary memory aside for the stolen-time structures, as in mainline since"
                        + " 5.5: reached by get_user and put_user, it travels with the guest's memory.")
public final class UserspaceMemory implements MemoryStrategy<UserspaceMemoryOptions> {
    @Override
    public Class<UserspaceMemoryOptions> optionsType() {
        return UserspaceMemoryOptions.class;
    }

    @Override
    public StealMemory open(UserspaceMemoryOptions options, HostFacts host, GuestMemory memory, Demand demand) {
        obstacle(options, host, demand).ifPresent(why -> {
            throw new PlacementException(why);
        });
        MemoryRegion region = region(options);
        memory.addUnlessPresent(region);
        return new VmmRegion(
                region,
                memory,
                demand,
                options.access().price(host.clock()),
                options.access().paging());
    }

    /** Pages first, then room as QEMU checks it before it makes the region (hw/arm/virt.c). */
    @Override
    public Optional<String> obstacle(UserspaceMemoryOptions options, HostFacts host, Demand demand) {
        if (!options.at().isAlignedTo(host.pageSize())) {
            return Optional.of("at " + options.at() + " is not a multiple of the host's page size of " + host.pageSize()
                    + ", as the address of a memory slot has to be");
        }
        if (options.size().bytes() % host.pageSize().bytes() != 0) {
            return Optional.of("size " + options.size() + " is not a multiple of the host's page size of "
                    + host.pageSize() + ", as the size of a memory slot has to be");
        }
        ByteSize needed =
                new ByteSize(demand.structureSize()).times(demand.vcpus()).roundedUpTo(host.pageSize());
        return needed.compareTo(options.size()) <= 0
                ? Optional.empty()
                : Optional.of("stolen time needs a region of " + needed.bytes() + " bytes for " + demand.vcpus()
                        + " vCPUs, but only " + options.size().bytes() + " bytes are reserved; raise size");
    }

    private static MemoryRegion region(UserspaceMemoryOptions options) {
        try {
            return new MemoryRegion("pvtime", options.at(), options.size(), MemoryRegion.Kind.RESERVED, true);
        } catch (IllegalArgumentException e) {
            throw new PlacementException("at " + options.at() + ": " + e.getMessage(), e);
        }
    }
}
