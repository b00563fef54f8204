package org.foliot.hypervisor.kvmriscv;

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

/** KVM on RISC-V, with QEMU's habits for what a VMM decides. */
@Component
@Extension(
        id = KvmRiscv.ID,
        documentation =
                "KVM on RISC-V: stolen time by the STA extension of SBI, in memory that the guest donates and takes back, and"
                        + " a time counter with an offset that nothing scales.")
public final class KvmRiscv implements Hypervisor<KvmRiscvOptions> {
    static final String ID = "kvm_riscv";

    @Override
    public Class<KvmRiscvOptions> optionsType() {
        return KvmRiscvOptions.class;
    }

    @Override
    public Set<String> abis() {
        return Set.of(ABI_SBI_STA);
    }

    @Override
    public int structureSize() {
        return StealTimeStructure.SIZE;
    }

    @Override
    public int structureAlignment() {
        return StealTimeStructure.ALIGNMENT;
    }

    @Override
    public HypervisorOffer offer(KvmRiscvOptions options, HostFacts host) {
        boolean stolenTime = options.sta() && host.kernel().schedInfo();
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
     * @throws PlacementException for memory that somebody else than the guest places: a VMM can restore an address that a guest has
     *     named, but a guest looks for nothing that it has not named itself
     */
    @Override
    public VirtualMachine create(KvmRiscvOptions options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
        if (memory.isPresent() && !memory.get().donated()) {
            throw new PlacementException(
                    "the stolen-time structures of guest " + vm.name()
                            + " would not be its own memory, but KVM on RISC-V has no other: a guest names the address itself"
                            + " (SBI STA, steal_time_set_shmem); give it a strategy with donated memory, such as guest_donated");
        }
        return new KvmRiscvMachine(options, host, vm, memory);
    }
}
