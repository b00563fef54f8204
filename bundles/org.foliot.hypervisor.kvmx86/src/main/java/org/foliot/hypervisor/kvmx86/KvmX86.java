package org.foliot.hypervisor.kvmx86;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.foliot.api.extension.Extension;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.hypervisor.HypervisorOffer;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.PlacementException;
import org.foliot.api.memory.StealMemory;
import org.osgi.service.component.annotations.Component;

/** KVM on x86, with QEMU's habits for what a VMM decides. */
@Component
@Extension(
        id = KvmX86.ID,
        documentation =
                "KVM on x86: stolen time and kvmclock in memory that the guest donates by writing model-specific registers, a"
                        + " TSC that hardware can scale, and what changed between Linux releases as options.")
public final class KvmX86 implements Hypervisor<KvmX86Options> {
    static final String ID = "kvm_x86";

    /** Reason of a refusal: the host's kernel cannot set a clock on by the real time that has passed. */
    static final String CLOCK_REALTIME = "clock_realtime";

    @Override
    public Class<KvmX86Options> optionsType() {
        return KvmX86Options.class;
    }

    /** None that the testkit has rules for: those of the Arm interface do not concern it. */
    @Override
    public Set<String> abis() {
        return Set.of();
    }

    @Override
    public int structureSize() {
        return StealTimeStructure.SIZE;
    }

    @Override
    public int structureAlignment() {
        return StealTimeStructure.ALIGNMENT;
    }

    /** A guest keeps the frequency of its TSC as far as KVM_SET_TSC_KHZ can see to it. */
    @Override
    public HypervisorOffer offer(KvmX86Options options, HostFacts host) {
        boolean stolenTime = options.stealTime() && host.kernel().schedInfo();
        SortedSet<Integer> revisions = new TreeSet<>();
        if (stolenTime) {
            revisions.add(0);
        }
        return new HypervisorOffer(
                ID,
                stolenTime ? OptionalInt.of(0) : OptionalInt.empty(),
                revisions,
                Set.of(),
                false,
                false,
                Optional.of(options.counters(host.counter())));
    }

    /**
     * Makes one VM.
     *
     * @throws PlacementException for memory that somebody else than the guest places: there is nothing by which a VMM could tell
     *     KVM on x86 where a structure is
     */
    @Override
    public VirtualMachine create(KvmX86Options options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
        if (memory.isPresent() && !memory.get().donated()) {
            throw new PlacementException("the stolen-time structures of guest " + vm.name()
                    + " would not be its own memory, but KVM on x86 has no other: a guest names the address itself"
                    + " (MSR_KVM_STEAL_TIME), and there is no attribute by which a VMM could (KVM_HAS_DEVICE_ATTR:"
                    + " ENXIO); give it a strategy with donated memory, such as guest_donated");
        }
        return new KvmX86Machine(options, host, vm, memory);
    }
}
