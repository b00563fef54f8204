package org.foliot.hypervisor.kvmriscv;

import org.foliot.api.extension.Option;
import org.foliot.api.extension.Option.ByRelease;
import org.foliot.time.Cycles;

/**
 * Settings of {@code hypervisor kvm_riscv}: what the host's kernel release implies, each of which can be named against it, and what
 * the VMM does.
 *
 * @param sta whether the guest is offered stolen time
 * @param sbiVersion version of SBI that the guest is told
 * @param clockStops whether the VMM stops the counter with the VM
 * @param timebase what the VMM does about a timebase of another frequency
 * @param ecall cost of an SBI call
 */
public record KvmRiscvOptions(
        @Option(
                doc =
                        "Whether KVM has the STA extension and the guest is offered it (QEMU's sbi_sta, on by default). A guest"
                                + " without memory for it is not offered any.",
                value = "off",
                byRelease = @ByRelease(from = "6.8", value = "on", commit = "RISC-V: KVM: Implement SBI STA extension"))
        boolean sta,

        @Option(
                doc =
                        "Version of SBI that the guest is told. A kernel looks for stolen time from 2.0 on. That KVM went from"
                                + " 1.0 to 2.0 in the release that has STA is from memory.",
                value = "v1_0",
                byRelease = @ByRelease(from = "6.8", value = "v2_0"))
        SbiVersion sbiVersion,

        @Option(
                doc =
                        "Whether the VMM reads the counter when it stops the VM and writes it when the VM goes on, as QEMU does"
                                + " (target/riscv/kvm/kvm-cpu.c, kvm_riscv_vm_state_change). Off lets it run.",
                value = "on")
        boolean clockStops,

        @Option(
                doc =
                        "What the VMM does with a guest that comes from a timebase of another frequency, if it is told to take"
                                + " it: report, as QEMU does, which says so and goes on; or write the frequency that the guest"
                                + " knows, which KVM refuses (KVM_REG_RISCV_TIMER_REG(frequency): EINVAL).",
                value = "report")
        Timebase timebase,

        @Option(
                doc = "An SBI call, and the return. A choice: nothing is published that we know of.",
                value = "1000 cycles",
                max = "10000000 cycles")
        Cycles ecall) {

    /** Versions of SBI. */
    public enum SbiVersion {
        V1_0(1),
        V2_0(2),
        V3_0(3);

        private final int major;

        SbiVersion(int major) {
            this.major = major;
        }

        /** As the base extension tells it. */
        long specification() {
            return Sbi.version(major);
        }
    }

    /** What a VMM does about a timebase of another frequency. */
    public enum Timebase {
        REPORT,
        WRITE
    }
}
