package org.foliot.machine;

import org.foliot.time.Duration;

/**
 * What running guest code costs the host beside what the hypervisor itself spends. All are 0 by default, a choice: published
 * figures are of whole operations, which a hypervisor bundle prices.
 *
 * @param entry host time before guest code runs, at every entry
 * @param exit host time after a hypercall, WFI or power-off
 * @param haltPoll how long the thread polls for an interrupt after WFI before it blocks, as long as it is alone on its
 *     processor (virt/kvm/kvm_main.c, kvm_vcpu_halt); KVM grows and shrinks this window, here it is fixed
 */
public record VmCosts(Duration entry, Duration exit, Duration haltPoll) {
    /** No costs, no halt polling. */
    public static final VmCosts NONE = new VmCosts(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    public VmCosts {
        if (entry.isNegative() || exit.isNegative() || haltPoll.isNegative()) {
            throw new IllegalArgumentException(
                    "a VM cannot have negative costs: " + entry + ", " + exit + ", " + haltPoll);
        }
    }
}
