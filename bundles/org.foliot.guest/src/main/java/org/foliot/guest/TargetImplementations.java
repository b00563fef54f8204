package org.foliot.guest;

import java.util.ArrayList;
import java.util.List;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.host.Implementation;
import org.foliot.api.hypervisor.Registers;

/**
 * Asks on which implementations the kernel may come to run (drivers/firmware/smccc/kvm_guest.c,
 * kvm_arm_target_impl_cpu_init): once, early, on the boot CPU. One answer that is not as it should be discards them all, and
 * then the kernel goes by its own MIDR_EL1 as ever.
 */
final class TargetImplementations {
    /** ARM_SMCCC_VENDOR_HYP_KVM_DISCOVER_IMPL_VER_FUNC_ID. */
    static final long DISCOVER_IMPL_VER = 0xC600_0040L;

    /** ARM_SMCCC_VENDOR_HYP_KVM_DISCOVER_IMPL_CPUS_FUNC_ID. */
    static final long DISCOVER_IMPL_CPUS = 0xC600_0041L;

    private static final long SUCCESS = 0;
    private static final int MAJOR_VERSION = 1;

    private TargetImplementations() {}

    /** The implementations in the order in which they are told; empty if there are none to be believed. */
    static List<Implementation> discover(GuestPlatform platform, int cpu) {
        Registers registers = new Registers();
        platform.hypercall(cpu, registers.call(DISCOVER_IMPL_VER, 0, 0, 0));
        long count = registers.x(2);
        int version = (int) registers.x(1);
        if (registers.x(0) != SUCCESS || version >>> Short.SIZE != MAJOR_VERSION || count <= 0) {
            return List.of();
        }
        List<Implementation> targets = new ArrayList<>();
        for (long index = 0; index < count; index++) {
            platform.hypercall(cpu, registers.call(DISCOVER_IMPL_CPUS, index, 0, 0));
            if (registers.x(0) != SUCCESS) {
                return List.of();
            }
            targets.add(new Implementation(registers.x(1), registers.x(2), registers.x(3)));
        }
        return List.copyOf(targets);
    }
}
