package org.foliot.hypervisor.kvmx86;

import org.foliot.api.extension.Option;
import org.foliot.api.extension.Option.ByRelease;
import org.foliot.api.hypervisor.HypervisorOffer.CounterRange;
import org.foliot.time.Cycles;
import org.foliot.time.Frequency;
import org.foliot.time.Ratio;

/**
 * Settings of {@code hypervisor kvm_x86}: what the host's kernel release and hardware imply, each of which can be named against
 * it, and what the VMM does.
 *
 * @param stealTime whether the guest is offered stolen time
 * @param preemptedFlag when the structure says that its vCPU is preempted
 * @param kvmclock whether the guest is offered kvmclock
 * @param tscStable whether kvmclock is flagged as the same on all vCPUs
 * @param invariantTsc whether the guest is told that its TSC is invariant
 * @param clockStops whether the VMM stops kvmclock with the VM
 * @param kvmclockCtrl whether the VMM tells the guest that it had been stopped
 * @param clockRealtime whether a restored clock has gone on meanwhile
 * @param tscRestore how a TSC is restored
 * @param tscScaling the hardware that scales a TSC
 * @param tscTolerance how far the host's TSC may be off without being scaled
 * @param trap cost of an instruction that traps
 */
public record KvmX86Options(
        @Option(
                doc =
                        "Whether the kernel has MSR_KVM_STEAL_TIME and the guest is told so (KVM_FEATURE_STEAL_TIME; QEMU's"
                                + " kvm-steal-time, on by default). A guest without memory for it is not told either.",
                value = "off",
                byRelease = @ByRelease(from = "3.1", value = "on", commit = "c9aaa8957f20"))
        boolean stealTime,

        @Option(
                doc =
                        "When the structure says that its vCPU does not run: never; whenever the vCPU is put, be it preempted"
                                + " or halted; or when it is preempted. The releases are from memory.",
                value = "never",
                byRelease = {
                    @ByRelease(from = "4.10", value = "every_put", commit = "0b9f6c4615c9"),
                    @ByRelease(from = "5.19", value = "preemption", commit = "6cd88243c7e0")
                })
        PreemptedFlag preemptedFlag,

        @Option(doc = "Whether the guest is offered kvmclock (QEMU's kvmclock, on by default).", value = "on")
        boolean kvmclock,

        @Option(
                doc =
                        "Whether kvmclock is flagged as the same on all vCPUs (PVCLOCK_TSC_STABLE_BIT), as it is on a host"
                                + " whose own clocksource is the TSC. Without the flag Linux reads it by system call and makes"
                                + " the greatest of all readings the least that it returns.",
                value = "on")
        boolean tscStable,

        @Option(
                doc =
                        "Whether the guest is told that its TSC is invariant (CPUID 0x80000007; QEMU's invtsc, off by default"
                                + " because such a guest could not be migrated). Linux then prefers tsc to kvm-clock from 5.1 on.",
                value = "off")
        boolean invariantTsc,

        @Option(
                doc =
                        "Whether the VMM reads kvmclock when it stops the VM and sets it when the VM goes on, as QEMU does"
                                + " (hw/i386/kvm/clock.c; measured on QEMU 7.2). Off lets it run. The TSC runs either way.",
                value = "on")
        boolean clockStops,

        @Option(
                doc =
                        "Whether the VMM says when the VM goes on that it had been stopped (KVM_KVMCLOCK_CTRL), which sets a"
                                + " flag in the clock's page by which watchdogs of the guest know.",
                value = "on")
        boolean kvmclockCtrl,

        @Option(
                doc = "Whether kvmclock of a VM that is restored or arrives is set on by the time that has passed"
                        + " (KVM_CLOCK_REALTIME, from Linux 5.16 on; clock_realtime of Firecracker, off by default)."
                        + " Otherwise it goes on where it was read.",
                value = "off")
        boolean clockRealtime,

        @Option(
                doc =
                        "How the TSC of a VM that is restored or arrives is set: by value, so that it goes on where it was, as"
                                + " QEMU and Firecracker do it; or by its offset, so that the time between is in it"
                                + " (KVM_VCPU_TSC_OFFSET, Documentation/virt/kvm/devices/vcpu.rst, from Linux 5.16 on).",
                value = "value")
        TscRestore tscRestore,

        @Option(
                doc =
                        "The hardware that scales the TSC of a guest: that of Intel, with a ratio of 48 fraction bits; of AMD,"
                                + " with 32; or none. A choice: what servers of the last ten years have.",
                value = "vmx")
        TscScaling tscScaling,

        @Option(
                doc =
                        "tsc_tolerance_ppm, a parameter of the module: how far the host's TSC may be from what the guest was"
                                + " told without being scaled. The default is KVM's.",
                value = "250 ppm",
                max = "10 %")
        Ratio tscTolerance,

        @Option(
                doc =
                        "An instruction that traps, and the return. 1437 cycles: a hypercall on x86, Dall et al., USENIX ATC"
                                + " 2017, table 2 (as quoted by others).",
                value = "1437 cycles",
                max = "10000000 cycles")
        Cycles trap) {

    private static final long HERTZ_PER_KILOHERTZ = 1_000L;

    /** When a structure says that its vCPU does not run. */
    public enum PreemptedFlag {
        NEVER,
        /** Whenever the vCPU's thread leaves its processor. */
        EVERY_PUT,
        /** When it would go on. */
        PREEMPTION
    }

    /** How a TSC is restored. */
    public enum TscRestore {
        VALUE,
        OFFSET
    }

    /** What scales a TSC. */
    public enum TscScaling {
        OFF,
        VMX,
        SVM
    }

    /**
     * Frequencies of a TSC that a guest can keep on a host: those that its hardware has a ratio for; without scaling those that are
     * not below the host's own, as far as KVM looks (set_tsc_khz).
     */
    CounterRange counters(Frequency host) {
        long real = host.hertz() / HERTZ_PER_KILOHERTZ;
        long tolerated = real - tscTolerance.of(real);
        long greatest = Frequency.MAX.hertz() / HERTZ_PER_KILOHERTZ;
        return switch (tscScaling) {
            case OFF -> range(tolerated, greatest);
            case VMX -> range(1, Math.min(greatest, (real << 16) - 1));
            case SVM -> range(1, Math.min(greatest, (real << 8) - 1));
        };
    }

    private static CounterRange range(long slowest, long fastest) {
        return new CounterRange(
                new Frequency(Math.max(1, slowest) * HERTZ_PER_KILOHERTZ),
                new Frequency(Math.max(1, fastest) * HERTZ_PER_KILOHERTZ));
    }
}
