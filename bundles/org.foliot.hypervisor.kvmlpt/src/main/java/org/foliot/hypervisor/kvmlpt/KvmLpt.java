package org.foliot.hypervisor.kvmlpt;

import java.util.Optional;
import java.util.Set;
import org.foliot.api.extension.Extension;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.hypervisor.HypervisorOffer;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.StealMemory;
import org.foliot.hypervisor.arm64.KvmOffer;
import org.foliot.hypervisor.arm64.StolenTimeStructure;
import org.osgi.service.component.annotations.Component;

/** KVM on arm64 with Live Physical Time, as the series of 2020 had it. */
@Component
@Extension(
        id = KvmLpt.ID,
        documentation =
                "KVM on arm64 with Live Physical Time, a draft of 2020 that was never merged: a counter of constant"
                        + " frequency for guests that move between hosts whose counters have others.")
public final class KvmLpt implements Hypervisor<LptOptions> {
    static final String ID = "kvm_lpt";

    @Override
    public Class<LptOptions> optionsType() {
        return LptOptions.class;
    }

    /** Not the released interface of stolen time, whose discovery the series broke. */
    @Override
    public Set<String> abis() {
        return Set.of(ABI_GENERIC_TIMER);
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
    public HypervisorOffer offer(LptOptions options, HostFacts host) {
        boolean fits = LptDevice.fits(options.pvFrequency()) && LptDevice.fits(host.counter());
        return KvmOffer.of(ID, options.kvm(), host)
                .withLivePhysicalTime(fits ? Optional.of(options.pvFrequency()) : Optional.empty());
    }

    @Override
    public VirtualMachine create(LptOptions options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
        return new KvmLptMachine(options, host, vm, memory);
    }
}
