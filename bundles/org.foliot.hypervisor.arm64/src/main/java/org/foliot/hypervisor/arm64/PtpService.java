package org.foliot.hypervisor.arm64;

import org.foliot.api.hypervisor.Registers;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.time.Duration;

/**
 * The hypercall by which a guest asks for the host's real time and the counter of the same moment (linux-6.12
 * arch/arm64/kvm/hypercalls.c, kvm_ptp_get_time).
 *
 * <p>A choice of ours: the host's real time is right, and begins with the scenario.
 */
final class PtpService {
    private static final int VIRTUAL_COUNTER = 0;
    private static final int PHYSICAL_COUNTER = 1;

    private final boolean present;
    private final Counters counters;
    private final VmHost vm;

    PtpService(boolean present, Counters counters, VmHost vm) {
        this.present = present;
        this.counters = counters;
        this.vm = vm;
    }

    /** Whether it has answered the call in the registers. */
    boolean answer(int vcpu, int function, Registers registers) {
        if (function == Smccc.VENDOR_HYP_FEATURES && present) {
            registers.results(Smccc.VENDOR_HYP_PTP_BIT, 0, 0, 0);
            return true;
        } else if (function != Smccc.VENDOR_HYP_PTP || !present) {
            return false;
        }
        int which = (int) registers.x(1);
        if (which != VIRTUAL_COUNTER && which != PHYSICAL_COUNTER) {
            registers.results(Smccc.NOT_SUPPORTED, 0, 0, 0);
            return true;
        }
        long now = vm.now();
        long nanos = now / Duration.PS_PER_NANO;
        long counter =
                which == VIRTUAL_COUNTER ? counters.virtualCounter(vcpu, now) : counters.physicalCounter(vcpu, now);
        registers.results(
                nanos >>> Integer.SIZE,
                Integer.toUnsignedLong((int) nanos),
                counter >>> Integer.SIZE,
                Integer.toUnsignedLong((int) counter));
        return true;
    }
}
