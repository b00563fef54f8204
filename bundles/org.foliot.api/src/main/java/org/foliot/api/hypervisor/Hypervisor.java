package org.foliot.api.hypervisor;

import java.util.Optional;
import java.util.Set;
import org.foliot.api.extension.Configurable;
import org.foliot.api.host.HostFacts;
import org.foliot.api.memory.StealMemory;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A hypervisor as a bundle offers it; the component has no state of its own.
 *
 * @param <O> its options, whose defaults usually depend on the host kernel's release
 */
@ConsumerType
public interface Hypervisor<O extends Record> extends Configurable<O> {
    /** The released Arm stolen-time ABI: DEN0057A 1.0, function ids 0xC5000020 and 0xC5000021. */
    String ABI_DEN0057A = "DEN0057A-1.0";

    /** Stolen time of RISC-V's supervisor binary interface: extension STA of SBI 2.0. */
    String ABI_SBI_STA = "SBI-STA-2.0";

    /** The Arm generic timer as guests and VMMs find it: what the kernel's own tests of timers hold a hypervisor to. */
    String ABI_GENERIC_TIMER = "Arm-generic-timer";

    /** The ABIs that it claims; the contract tests of each claimed one must pass. */
    Set<String> abis();

    /** Bytes that one vCPU's structure takes. */
    int structureSize();

    /** Alignment of one structure in bytes, a power of two. */
    int structureAlignment();

    /**
     * What it can give VMs on a host, without making one. Asked for often, so it should cost little.
     *
     * @param options the settings of the scenario
     * @param host the host as it is now
     */
    default HypervisorOffer offer(O options, HostFacts host) {
        return HypervisorOffer.plain(getClass().getName());
    }

    /**
     * Makes one VM on one host.
     *
     * @param options the settings of the scenario
     * @param host the host it is made on
     * @param vm the VM's threads and memory
     * @param memory the placed stolen-time memory; empty when the scenario gives the VM none
     * @throws org.foliot.api.memory.PlacementException for memory of a kind that it has no use for
     */
    VirtualMachine create(O options, HostFacts host, VmHost vm, Optional<StealMemory> memory);
}
