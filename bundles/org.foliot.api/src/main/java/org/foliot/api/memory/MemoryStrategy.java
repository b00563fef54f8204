package org.foliot.api.memory;

import java.util.Optional;
import org.foliot.api.extension.Configurable;
import org.foliot.api.host.HostFacts;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way of getting stolen-time structures into guest memory, as a bundle offers it; the component has no state.
 *
 * @param <O> its options
 */
@ConsumerType
public interface MemoryStrategy<O extends Record> extends Configurable<O> {
    /**
     * Prepares one VM on one host, before any vCPU exists. Regions are added to the memory here, so an overlap shows
     * before the VM starts. Where memory arrives with contents, a region that travelled is there already and is taken over.
     *
     * @param options the settings of the scenario
     * @param host where the VM is built
     * @param memory the VM's memory; after a migration the arriving copy
     * @param demand how much is asked for
     * @throws PlacementException when the structures cannot be placed as the options say
     * @throws OverlapException when the region is in the way of another
     */
    StealMemory open(O options, HostFacts host, GuestMemory memory, Demand demand);

    /**
     * Why structures cannot be placed like this on a host, whatever else is in the VM's memory; without a VM, and so for
     * whoever plans where VMs may go. What {@link #open} would refuse because of the host, this names.
     *
     * @return a sentence without a subject, such as {@code at 0x1000 is not a multiple of …}; empty if they can
     */
    default Optional<String> obstacle(O options, HostFacts host, Demand demand) {
        return Optional.empty();
    }

    /**
     * What a hypervisor needs placed.
     *
     * @param vcpus vCPUs that the VM can ever have, hot-added ones included
     * @param structureSize bytes per vCPU
     * @param alignment alignment of one structure in bytes, a power of two
     * @param restored whether the memory arrives with contents, from a migration or a snapshot
     */
    record Demand(int vcpus, int structureSize, int alignment, boolean restored) {}
}
