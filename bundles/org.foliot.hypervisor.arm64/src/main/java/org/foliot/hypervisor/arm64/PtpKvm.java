package org.foliot.hypervisor.arm64;

import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.ReferenceClock;
import org.foliot.api.hypervisor.Registers;

/** A guest's PTP clock that asks its host (drivers/ptp/ptp_kvm_arm.c, drivers/clocksource/arm_arch_timer.c). */
final class PtpKvm implements ReferenceClock {
    private final GuestPlatform platform;
    private final Registers registers = new Registers();
    private boolean probed;
    private boolean there;

    PtpKvm(GuestPlatform platform) {
        this.platform = platform;
    }

    /** kvm_arch_ptp_init, when the first program opens the device: whether the hypervisor has the service. */
    private boolean isThere(int cpu) {
        if (!probed) {
            probed = true;
            there = probe(cpu);
        }
        return there;
    }

    private boolean probe(int cpu) {
        platform.hypercall(cpu, registers.call(Smccc.register(Smccc.VENDOR_HYP_FEATURES), 0, 0, 0));
        return registers.x(0) != Smccc.NOT_SUPPORTED && (registers.x(0) & Smccc.VENDOR_HYP_PTP_BIT) != 0;
    }

    @Override
    public String name() {
        return "ptp_kvm";
    }

    @Override
    public long nanos(int cpu) {
        if (!isThere(cpu)) {
            return UNAVAILABLE;
        }
        platform.hypercall(cpu, registers.call(Smccc.register(Smccc.VENDOR_HYP_PTP), 0, 0, 0));
        boolean refused = (int) registers.x(0) < 0;
        return refused ? UNAVAILABLE : (registers.x(0) << Integer.SIZE) | registers.x(1);
    }
}
