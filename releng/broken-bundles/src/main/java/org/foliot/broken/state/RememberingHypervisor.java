package org.foliot.broken.state;

import java.util.Optional;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.StealMemory;
import org.foliot.broken.hypervisor.ForwardingHypervisor;
import org.foliot.hypervisor.hyperv.Hyperv;
import org.foliot.hypervisor.hyperv.HypervOptions;

/** A hypervisor that counts what it was asked for. */
public final class RememberingHypervisor extends ForwardingHypervisor<HypervOptions> {
    private int largest;

    public RememberingHypervisor() {
        super(new Hyperv());
    }

    @Override
    public VirtualMachine create(HypervOptions options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
        largest = Math.max(largest, vm.vcpus());
        return super.create(options, host, vm, memory);
    }
}
