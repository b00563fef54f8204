package org.foliot.hypervisor.arm64;

import java.util.List;
import org.foliot.api.host.Implementation;
import org.foliot.api.hypervisor.Registers;

/**
 * What the VMM answers a guest that asks on which implementations it may come to run. KVM itself only says that there are such
 * calls; the VMM catches them with the SMCCC filter (Documentation/virt/kvm/arm/hypercalls.rst).
 */
final class TargetList {
    /** Version 1.0 of the interface: major in bits 31 to 16. */
    private static final long VERSION = 0x1_0000;

    private final FirmwareBitmap services;
    private final List<Implementation> targets;

    TargetList(FirmwareBitmap services, List<Implementation> targets) {
        this.services = services;
        this.targets = List.copyOf(targets);
    }

    /** Answers a call in the registers; false for one that is none of these, or that the guest was not given. */
    boolean answer(int function, Registers registers) {
        boolean ours = function == Smccc.DISCOVER_IMPL_VER || function == Smccc.DISCOVER_IMPL_CPUS;
        if (!ours || !services.discoverImplementations()) {
            return false;
        } else if (function == Smccc.DISCOVER_IMPL_VER) {
            registers.results(Smccc.SUCCESS, VERSION, targets.size(), 0);
            return true;
        }
        long index = registers.x(1);
        if (index < 0 || index >= targets.size()) {
            registers.results(Smccc.INVALID_PARAMETER, 0, 0, 0);
        } else {
            Implementation target = targets.get((int) index);
            registers.results(Smccc.SUCCESS, target.midr(), target.revidr(), target.aidr());
        }
        return true;
    }
}
