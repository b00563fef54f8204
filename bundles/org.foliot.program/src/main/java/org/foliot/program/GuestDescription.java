package org.foliot.program;

import java.util.List;
import java.util.Optional;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.guest.FirmwareOptions;
import org.foliot.api.guest.GuestKernelOptions;
import org.foliot.api.memory.MemoryRegion;

/**
 * One guest.
 *
 * @param name its name
 * @param host name of the host it starts on
 * @param vcpus one entry per vCPU that it can ever have
 * @param memory RAM and whatever else the VMM puts into the address space
 * @param pvtime the memory strategy, absent for a guest without stolen time
 * @param firmware firmware settings, absent where the VMM starts the kernel itself
 * @param release the guest kernel's release
 * @param kernel the guest kernel's settings
 * @param processes what runs in it
 * @param started whether it starts at 0 s without an event
 * @param source where it is declared
 */
public record GuestDescription(
        String name,
        String host,
        List<Vcpu> vcpus,
        List<MemoryRegion> memory,
        Optional<ExtensionUse> pvtime,
        Optional<FirmwareOptions> firmware,
        KernelRelease release,
        GuestKernelOptions kernel,
        List<ProcessDescription> processes,
        boolean started,
        Source source) {
    public GuestDescription {
        vcpus = List.copyOf(vcpus);
        memory = List.copyOf(memory);
        processes = List.copyOf(processes);
    }

    /**
     * One vCPU.
     *
     * @param traits how its thread is scheduled on the host
     * @param present whether it is there from the beginning, or waits to be hot-added
     */
    public record Vcpu(ThreadTraits traits, boolean present) {}
}
