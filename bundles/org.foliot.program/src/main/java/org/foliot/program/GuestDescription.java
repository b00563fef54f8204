package org.foliot.program;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.guest.FirmwareOptions;
import org.foliot.api.guest.GuestKernelOptions;
import org.foliot.api.host.Implementation;
import org.foliot.api.host.ProcessorFeatures;
import org.foliot.api.memory.MemoryRegion;

/**
 * One guest.
 *
 * @param name its name
 * @param host name of the host it starts on
 * @param vcpus one entry per vCPU that it can ever have
 * @param memory RAM and whatever else the VMM puts into the address space
 * @param pvtime the memory strategy, absent for a guest without stolen time
 * @param features fields of identification registers that it is shown lower than its host has them
 * @param targets implementations that its VMM tells it; empty where it tells none
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
        SortedMap<ProcessorFeatures.Field, Integer> features,
        List<Implementation> targets,
        Optional<FirmwareOptions> firmware,
        KernelRelease release,
        GuestKernelOptions kernel,
        List<ProcessDescription> processes,
        boolean started,
        Source source) {
    public GuestDescription {
        vcpus = List.copyOf(vcpus);
        memory = List.copyOf(memory);
        features = Collections.unmodifiableSortedMap(new TreeMap<>(features));
        targets = List.copyOf(targets);
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
