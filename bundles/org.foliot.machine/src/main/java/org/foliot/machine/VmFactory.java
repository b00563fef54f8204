package org.foliot.machine;

import org.foliot.api.hypervisor.VmHost;

/**
 * Makes a VM on a host: opens the stolen-time memory under the guest's strategy, then asks the host's hypervisor for the
 * VM. Called at every start, arrival and restore, and also to find out whether one would succeed; so it keeps no state.
 */
@FunctionalInterface
public interface VmFactory {
    /**
     * Makes the VM.
     *
     * @param host where
     * @param port the machine as the hypervisor sees it; its memory has the VMM's regions, and contents if restored
     * @param restored whether the VM goes on from saved state
     * @throws IllegalArgumentException when it cannot be made there, for example a {@link
     *     org.foliot.api.memory.PlacementException}
     */
    VmDevice create(Host host, VmHost port, boolean restored);
}
