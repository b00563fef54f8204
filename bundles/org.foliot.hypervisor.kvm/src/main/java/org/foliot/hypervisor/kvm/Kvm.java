package org.foliot.hypervisor.kvm;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.foliot.api.extension.Extension;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.hypervisor.HypervisorOffer;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.StealMemory;
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

    /** The first release with KVM_CAP_ARM_WRITABLE_IMP_ID_REGS. */
    private static final KernelRelease WRITABLE_IMP_ID_REGS = new KernelRelease(6, 15);

    @Override
    public Class<KvmOptions> optionsType() {
        return KvmOptions.class;
    }

    @Override
    public Set<String> abis() {
        return Set.of(ABI_DEN0057A);
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
        boolean stolenTime = options.stolenTime()
                && (!options.schedInfoCheck() || host.kernel().schedInfo());
        int given = options.askRevision() ? options.revision() : 0;
        SortedSet<Integer> revisions = new TreeSet<>();
        if (stolenTime) {
            revisions.add(options.revision());
            if (options.revisionZero()) {
                revisions.add(0);
            }
        }
        return new HypervisorOffer(
                ID,
                revisions.contains(given) ? OptionalInt.of(given) : OptionalInt.empty(),
                revisions,
                options.lowerable(),
                options.writableImpIdRegs() && host.release().compareTo(WRITABLE_IMP_ID_REGS) >= 0,
                options.targetImplementations(),
                Optional.empty());
    }

    @Override
    public VirtualMachine create(KvmOptions options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
        return new KvmMachine(options, host, vm, memory);
    }
}
