package org.foliot.machine;

import java.util.List;
import org.foliot.api.host.Implementation;
import org.foliot.api.memory.MemoryRegion;

/**
 * A VM to be made.
 *
 * @param name name of the guest
 * @param vcpus every vCPU that it can ever have; present ones come first, and vCPU 0 is present
 * @param memory what the VMM puts into the address space, stolen-time memory not included
 * @param targets implementations that its VMM tells it; empty where it tells none
 * @param costs what running guest code costs
 */
public record VmSpec(
        String name, List<VcpuSpec> vcpus, List<MemoryRegion> memory, List<Implementation> targets, VmCosts costs) {
    /** A VM whose VMM tells it of no implementations. */
    public VmSpec(String name, List<VcpuSpec> vcpus, List<MemoryRegion> memory, VmCosts costs) {
        this(name, vcpus, memory, List.of(), costs);
    }

    public VmSpec {
        targets = List.copyOf(targets);
        vcpus = List.copyOf(vcpus);
        memory = List.copyOf(memory);
        if (vcpus.isEmpty() || !vcpus.get(0).present()) {
            throw new IllegalArgumentException("guest " + name + " has no vCPU to boot on");
        }
        for (int i = 1; i < vcpus.size(); i++) {
            if (vcpus.get(i).present() && !vcpus.get(i - 1).present()) {
                throw new IllegalArgumentException(
                        "guest " + name + ": vCPU " + i + " is present, but not the one before");
            }
        }
    }
}
