package org.foliot.hypervisor.kvm;

import java.util.Optional;
import java.util.Set;
import org.foliot.api.extension.Extension;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.hypervisor.HypervisorOffer;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.StealMemory;
import org.foliot.hypervisor.arm64.KvmMachine;
import org.foliot.hypervisor.arm64.KvmOffer;
import org.foliot.hypervisor.arm64.KvmOptions;
import org.foliot.hypervisor.arm64.StolenTimeStructure;
import org.osgi.service.component.annotations.Component;

/** KVM on arm64, with QEMU's habits for what a VMM decides. */
@Component
@Extension(
        id = Kvm.ID,
        documentation =
                "KVM on arm64: stolen time by the released Arm interface (DEN0057A 1.0), a virtual counter that stops with"
                        + " the VM, and what changed between Linux releases as options.")
public final class Kvm implements Hypervisor<KvmOptions> {
    static final String ID = "kvm";

    @Override
    public Class<KvmOptions> optionsType() {
        return KvmOptions.class;
    }

    @Override
    public Set<String> abis() {
        return Set.of(ABI_DEN0057A, ABI_GENERIC_TIMER);
    }

    @Override
    public int structureSize() {
        return StolenTimeStructure.SIZE;
    }

    @Override
    public int structureAlignment() {
        return StolenTimeStructure.ALIGNMENT;
    }

    @Override
    public HypervisorOffer offer(KvmOptions options, HostFacts host) {
        return KvmOffer.of(ID, options, host);
    }

    @Override
    public VirtualMachine create(KvmOptions options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
        return new KvmMachine(ID, options, host, vm, memory);
    }
}
