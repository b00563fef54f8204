package org.foliot.hypervisor.arm64;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.HypervisorOffer;
import org.foliot.api.hypervisor.HypervisorOffer.CounterRange;
import org.foliot.hypervisor.arm64.KvmOptions.CounterTraps;
import org.foliot.time.Frequency;

/** What KVM on arm64 can give VMs on a host, as its options and the host's kernel say. */
public final class KvmOffer {
    /** The first release with KVM_CAP_ARM_WRITABLE_IMP_ID_REGS. */
    private static final KernelRelease WRITABLE_IMP_ID_REGS = new KernelRelease(6, 15);

    /** What CNTFRQ_EL0 can say of a counter that is emulated: anything of 32 bits. */
    private static final CounterRange ANY_COUNTER = new CounterRange(new Frequency(1), new Frequency(0xffff_ffffL));

    private KvmOffer() {}

    /**
     * The offer.
     *
     * @param hypervisor whose saved state is read
     */
    public static HypervisorOffer of(String hypervisor, KvmOptions options, HostFacts host) {
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
                hypervisor,
                revisions.contains(given) ? OptionalInt.of(given) : OptionalInt.empty(),
                revisions,
                options.lowerable(),
                options.writableImpIdRegs() && host.release().compareTo(WRITABLE_IMP_ID_REGS) >= 0,
                options.targetImplementations(),
                options.counterTraps() == CounterTraps.CONSTANT ? Optional.of(ANY_COUNTER) : Optional.empty());
    }
}
