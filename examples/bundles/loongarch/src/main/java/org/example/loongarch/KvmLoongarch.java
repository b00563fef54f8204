package org.example.loongarch;

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

/** KVM on LoongArch, with QEMU's habits for what a VMM decides. */
@Component
@Extension(
        id = KvmLoongarch.ID,
        documentation =
                "KVM on LoongArch: stolen time in memory that the guest donates and may donate anew at any time, read under an"
                        + " odd and even version.")
public final class KvmLoongarch implements Hypervisor<KvmLoongarchOptions> {
    static final String ID = "kvm_loongarch";

    @Override
    public Class<KvmLoongarchOptions> optionsType() {
        return KvmLoongarchOptions.class;
    }

    /** A name of our own: nobody else claims it, and the test kit has no checks for it. */
    @Override
    public Set<String> abis() {
        return Set.of("LoongArch-KVM-steal-time");
    }

    @Override
    public int structureSize() {
        return StealTimeStructure.SIZE;
    }

    @Override
    public int structureAlignment() {
        return StealTimeStructure.ALIGNMENT;
    }

    /** What a host can take: guests with stolen time, where its kernel has that and counts run_delay. */
    @Override
    public HypervisorOffer offer(KvmLoongarchOptions options, HostFacts host) {
        boolean stolenTime = isOffered(options, host);
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
                Optional.empty());
    }

    /**
     * Makes one VM.
     *
     * @throws PlacementException for memory that the guest does not donate: it would look for nothing there
     */
    @Override
    public VirtualMachine create(KvmLoongarchOptions options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
        if (memory.isPresent() && !memory.get().donated()) {
            throw new PlacementException("the stolen-time structures of guest " + vm.name()
                    + " would not be its own memory, but KVM on LoongArch has no other: a guest names the address itself"
                    + " (KVM_HCALL_FUNC_NOTIFY); give it a strategy with donated memory, such as guest_donated");
        }
        return new LoongarchMachine(options, host, vm, isOffered(options, host) ? memory : Optional.empty());
    }

    private static boolean isOffered(KvmLoongarchOptions options, HostFacts host) {
        return options.stealTime() && host.kernel().schedInfo();
    }
}
