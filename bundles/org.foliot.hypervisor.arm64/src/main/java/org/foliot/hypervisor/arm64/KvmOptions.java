package org.foliot.hypervisor.arm64;

import java.util.EnumSet;
import java.util.Set;
import org.foliot.api.extension.Option;
import org.foliot.api.extension.Option.ByRelease;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.host.ProcessorFeatures;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;
import org.foliot.time.Cycles;
import org.foliot.time.Duration;

/**
 * Settings of {@code hypervisor kvm}: what the host's kernel release implies, each of which can be named against it, and what
 * the VMM does.
 *
 * @param stolenTime whether the device is there
 * @param functions which function ids it answers to
 * @param stealUpdate where the running total lives
 * @param runDelayReads how often an update reads run_delay
 * @param pvtimeFeatures what discovery answers on a vCPU without a structure
 * @param schedInfoCheck whether the device hides on a host that keeps no run_delay
 * @param firmwareBitmap whether the VMM can switch hypercall services off
 * @param writableIdRegisters whether the VMM can lower feature registers
 * @param writableCtr whether the VMM can lower fields of CTR_EL0
 * @param writableImpIdRegs whether the VMM asks to be able to write MIDR_EL1, REVIDR_EL1 and AIDR_EL1
 * @param targetImplementations whether there is KVM_REG_ARM_VENDOR_HYP_BMAP_2
 * @param revision the structure revision that the kernel implements
 * @param revisionZero whether a kernel with a later revision also provides revision 0
 * @param askRevision whether the VMM asks for the kernel's revision
 * @param kvmStealTime what the VMM does on a host without the device
 * @param kvmNoAdjvtime whether the virtual counter runs on while the VM is stopped
 * @param hotAdd when the kernel's side of a hot-added vCPU is made
 * @param hotAddAddress whether the VMM sets the address of a hot-added vCPU
 * @param hypercall cost of a hypercall
 * @param counterOffsetIoctl whether the kernel has KVM_ARM_SET_COUNTER_OFFSET
 * @param counterOffset whether the VMM uses it
 * @param advanceCounter whether the VMM adds the time away to a counter that it restores by value
 * @param registerAccess what one vCPU's registers take to be read or written
 * @param clockRestore whether the counter is set before or after the vCPUs run
 * @param clockDelay how much later it is set, if after
 * @param counterTraps which reads of counters are emulated
 * @param counterTrap cost of such a read
 * @param ptp whether guests can ask for the host's real time
 * @param vmclock the VMM's vmclock device
 * @param vmclockAt where its page lies
 */
public record KvmOptions(
        @Option(
                doc = "Whether the kernel has the stolen-time device at all.",
                value = "off",
                byRelease = @ByRelease(from = "5.5", value = "on", commit = "8564d6372a7d"))
        boolean stolenTime,

        @Option(
                doc = "Function ids: released has PV_TIME_ST at 0xc5000021, as DEN0057A 1.0 and every Linux release;"
                        + " draft at 0xc5000022, as versions 1 to 5 of the series of 2019.",
                value = "released")
        PvTimeDriver.Abi functions,

        @Option(
                doc = "Where the running total lives: cached in the kernel, so that it begins again after a migration,"
                        + " or read back from guest memory and increased.",
                value = "cached",
                byRelease = @ByRelease(from = "5.10", value = "read_back", commit = "53f985584e3c"))
        StealUpdate stealUpdate,

        @Option(
                doc = "How often an update reads run_delay. Twice loses a wait that falls between the reads.",
                value = "twice",
                byRelease = @ByRelease(from = "5.10", value = "once", commit = "2dbd780e34ac"))
        RunDelayReads runDelayReads,

        @Option(
                doc = "What PV_TIME_FEATURES answers: success unconditionally, or only on a vCPU that is configured.",
                value = "unconditional",
                byRelease = @ByRelease(from = "5.10", value = "configured", commit = "kvmarm/b6d60a96"))
        FeaturesAnswer pvtimeFeatures,

        @Option(
                doc = "Whether the vCPU attribute is refused with ENXIO on a host that keeps no run_delay"
                        + " (CONFIG_SCHED_INFO); without the check the structure stays 0.",
                value = "off",
                byRelease = @ByRelease(from = "5.8", value = "on", commit = "kvmarm 20200629162519.825200-4"))
        boolean schedInfoCheck,

        @Option(
                doc = "Whether there is KVM_REG_ARM_STD_HYP_BMAP, by which a VMM switches the PV-time calls off.",
                value = "off",
                byRelease = @ByRelease(from = "5.19", value = "on", commit = "428fd6788d4d"))
        boolean firmwareBitmap,

        @Option(
                doc =
                        "Whether the VMM can lower fields of the feature registers, ID_AA64*, for a VM; SVE and MTE it can"
                                + " leave out without that (Documentation/virt/kvm/arm/vcpu-features.rst).",
                value = "off",
                byRelease =
                        @ByRelease(from = "6.7", value = "on", commit = "Documentation/virt/kvm/arm/vcpu-features.rst"))
        boolean writableIdRegisters,

        @Option(
                doc = "Whether the VMM can lower DIC, IDC, DminLine and IminLine of CTR_EL0 for a VM, which traps its"
                        + " reads.",
                value = "off",
                byRelease = @ByRelease(from = "6.12", value = "on", commit = "arch/arm64/kvm/sys_regs.c"))
        boolean writableCtr,

        @Option(
                doc = "Whether the VMM can write MIDR_EL1, REVIDR_EL1 and AIDR_EL1 of a VM: it has to ask for that"
                        + " (KVM_CAP_ARM_WRITABLE_IMP_ID_REGS), and kernels before 6.15 have nothing to grant. Otherwise"
                        + " they are the host's.",
                value = "off")
        boolean writableImpIdRegs,

        @Option(
                doc = "Whether there is KVM_REG_ARM_VENDOR_HYP_BMAP_2, by which a VMM lets a guest ask on which"
                        + " implementations it may come to run. The VMM itself answers, by the SMCCC filter.",
                value = "off",
                byRelease = @ByRelease(from = "6.15", value = "on", commit = "57e5cc9b8a39"))
        boolean targetImplementations,

        @Option(
                doc = "Structure revision that the kernel implements. All kernels implement 0; anything else is a"
                        + " kernel that does not exist yet, with the layout of revision 0.",
                value = "0",
                min = "0",
                max = "255")
        int revision,

        @Option(
                doc =
                        "Whether a kernel that implements a later revision provides revision 0 as well, to a VMM that asks"
                                + " for none. If not, it refuses to set a vCPU's address (kvmarm, 2019-09-04).",
                value = "off")
        boolean revisionZero,

        @Option(
                doc = "Whether the VMM asks for the kernel's revision by an attribute of its own, which the thread of"
                        + " 2019-09-04 thought of. No VMM does.",
                value = "off")
        boolean askRevision,

        @Option(
                doc =
                        "QEMU's kvm-steal-time where the kernel has no device: on refuses to start, auto goes without. QEMU"
                                + " defaults to auto; a scenario that gives a guest stolen time means it, so on is our choice.",
                value = "on")
        StealTime kvmStealTime,

        @Option(
                doc =
                        "QEMU's kvm-no-adjvtime: off stops the virtual counter while the VM is stopped, on lets it run, as"
                                + " machine types before 5.0 did.",
                value = "off")
        boolean kvmNoAdjvtime,

        @Option(
                doc = "When KVM's side of a hot-added vCPU is made: parked from the start, as QEMU does it, or created"
                        + " when it is added, which sets the virtual counter of the whole VM to zero"
                        + " (arch/arm64/kvm/arch_timer.c, kvm_timer_vcpu_init).",
                value = "parked")
        HotAdd hotAdd,

        @Option(
                doc = "Whether the VMM sets the address of a hot-added vCPU's structure. Off makes the CPU's online"
                        + " callback fail in a guest that has stolen time. A choice.",
                value = "on")
        boolean hotAddAddress,

        @Option(
                doc = "Hypercall and return. 752 cycles: Arm with VHE, Dall et al., USENIX ATC 2017, table 2 (as quoted"
                        + " by others); 6413 without VHE.",
                value = "752 cycles",
                max = "10000000 cycles")
        Cycles hypercall,

        @Option(
                doc =
                        "Whether the kernel has KVM_ARM_SET_COUNTER_OFFSET (KVM_CAP_COUNTER_OFFSET), and lets a VMM write the"
                                + " physical counter. The release is from memory.",
                value = "off",
                byRelease = @ByRelease(from = "6.4", value = "on", commit = "30ec7997d175"))
        boolean counterOffsetIoctl,

        @Option(
                doc =
                        "Whether the VMM gives all counters of the VM one offset where the kernel lets it: the physical counter then"
                                + " begins with the VM instead of with the host, counters travel by offset, and writes of theirs are"
                                + " ignored, so that they run on while the VM is stopped.",
                value = "off")
        boolean counterOffset,

        @Option(
                doc =
                        "Whether a VMM that restores the virtual counter by value adds the time for which the guest was away, and"
                                + " refuses a host of another counter frequency (cloud-hypervisor/cloud-hypervisor#8343).",
                value = "off")
        boolean advanceCounter,

        @Option(
                doc =
                        "What reading or writing the registers of one vCPU takes a VMM that saves or restores a counter which runs"
                                + " on while the VM is stopped. The counter is the VM's, so it is written once per vCPU, and the last"
                                + " write stays. An ideal VMM needs no time.",
                value = "0 s",
                max = "1 s")
        Duration registerAccess,

        @Option(
                doc =
                        "Whether the VMM sets the virtual counter of a VM that it restores before or after it lets the vCPUs run"
                                + " (cloud-hypervisor/cloud-hypervisor#7932). Until then the counter is a new VM's.",
                value = "before_vcpus")
        ClockRestore clockRestore,

        @Option(
                doc = "How long after the vCPUs run the virtual counter is set, where it is set after.",
                value = "1 ms",
                max = "1 min")
        Duration clockDelay,

        @Option(
                doc =
                        "Which counter reads of the guest are emulated: as_needed, those of a physical counter with an offset on"
                                + " hosts without CNTPOFF_EL2 (ID_AA64MMFR0_EL1.ECV below 2); all, those of the virtual counter as"
                                + " well; constant, all of them and the timers, at the frequency that the guest booted with, as a host"
                                + " of 2020 tried for migrations (kvmarm/ad0427f9). The event stream is hardware's in any case.",
                value = "as_needed")
        CounterTraps counterTraps,

        @Option(
                doc =
                        "Exit, emulation of a counter read, and return: hundreds of nanoseconds (kvmarm/ad0427f9); how many is a"
                                + " choice.",
                value = "300 ns",
                max = "1 ms")
        Duration counterTrap,

        @Option(
                doc =
                        "Whether guests can ask for the host's real time by a hypercall, for their PTP clock ptp_kvm; needs a host whose"
                                + " clocksource is the architected counter. The release is from memory.",
                value = "off",
                byRelease = @ByRelease(from = "5.13", value = "on", commit = "3bf725699bf6"))
        boolean ptp,

        @Option(
                doc =
                        "The VMM's vmclock device: off; marker, a disruption marker alone, which is what QEMU has; or time, which also"
                                + " says how the counter relates to real time.",
                value = "off")
        VmclockDevice vmclock,

        @Option(doc = "Where the page of the vmclock lies; a choice.", value = "0x90c0000")
        Address vmclockAt) {

    /** Its page has to be one. */
    public KvmOptions {
        if (!vmclockAt.isAlignedTo(VMCLOCK_PAGE)) {
            throw new IllegalArgumentException("vmclock_at " + vmclockAt + " is not a multiple of " + VMCLOCK_PAGE);
        }
    }

    private static final ByteSize VMCLOCK_PAGE = ByteSize.ofKibibytes(4);

    /** What a VMM's vmclock says. */
    public enum VmclockDevice {
        OFF,
        MARKER,
        TIME
    }

    /** When a VMM sets the virtual counter of a VM that it restores. */
    public enum ClockRestore {
        BEFORE_VCPUS,
        AFTER_VCPUS
    }

    /** Which reads of counters are emulated. */
    public enum CounterTraps {
        /** Those that the hardware cannot do. */
        AS_NEEDED,
        /** All of them, as the hardware would do them. */
        ALL,
        /** All of them, at a frequency that stays when the guest moves. */
        CONSTANT
    }

    /** Where the running total of a vCPU lives. */
    public enum StealUpdate {
        /** In the kernel, which overwrites the structure. */
        CACHED,
        /** In the structure, which is read, increased and written. */
        READ_BACK
    }

    /** How often one update reads run_delay. */
    public enum RunDelayReads {
        /** For the difference, and again for the value to compare with next time. */
        TWICE,
        ONCE
    }

    /** What discovery answers. */
    public enum FeaturesAnswer {
        UNCONDITIONAL,
        CONFIGURED
    }

    /** What the VMM does where the kernel has no stolen time. */
    public enum StealTime {
        /** Refuse to start. */
        ON,
        /** Go without. */
        AUTO
    }

    /** When the kernel's side of a hot-added vCPU is made. */
    public enum HotAdd {
        PARKED,
        CREATED
    }

    /** Fields that a VMM can set lower for a VM than the host has them. */
    Set<ProcessorFeatures.Field> lowerable() {
        Set<ProcessorFeatures.Field> lowerable = EnumSet.of(
                ProcessorFeatures.Field.SVE, ProcessorFeatures.Field.SVE_VERSION, ProcessorFeatures.Field.MTE);
        for (ProcessorFeatures.Field field : ProcessorFeatures.Field.all()) {
            if (field.isLowerSafe() && (field.isOfCtr() ? writableCtr : writableIdRegisters)) {
                lowerable.add(field);
            }
        }
        return lowerable;
    }

    /** Whether the kernel provides a structure revision. */
    boolean provides(long wanted) {
        return wanted == revision || (wanted == 0 && revisionZero);
    }
}
