package org.foliot.api.memory;

import org.foliot.api.extension.Configurable;
import org.foliot.api.host.HostFacts;

/**
 * A way of getting stolen-time structures into guest memory, as a bundle offers it; the component has no state.
 *
 * @param <O> its options
 */
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
     * What a hypervisor needs placed.
     *
     * @param vcpus vCPUs that the VM can ever have, hot-added ones included
     * @param structureSize bytes per vCPU
     * @param alignment alignment of one structure in bytes, a power of two
     * @param restored whether the memory arrives with contents, from a migration or a snapshot
     */
    record Demand(int vcpus, int structureSize, int alignment, boolean restored) {}
}
