package org.foliot.api.guest;

import org.foliot.api.extension.KernelRelease;
import org.foliot.time.Address;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The stolen-time driver of one guest software stage, bound to its hypervisor's ABI.
 *
 * <p>Called on the vCPU that it concerns, while that executes.
 */
@ConsumerType
public interface PvTimeDriver {
    /**
     * What the driver has to know of its kernel.
     *
     * @param release the guest kernel's release
     * @param abi which draft of the interface it was written to
     * @param donation first address of guest RAM that the stage set aside for structures it donates, one per vCPU
     * @param bootCpu the vCPU that probes
     */
    record Setup(KernelRelease release, Abi abi, Address donation, int bootCpu) {}

    /** Drafts of the Arm interface; other architectures have one and ignore it. */
    enum Abi {
        /** As released and merged: PV_TIME_ST is 0xC5000021. */
        RELEASED,
        /** As in the patches v1 to v5 of 2019: PV_TIME_ST is 0xC5000022. */
        DRAFT
    }

    /** How software hands the machine over to other software. */
    enum Handover {
        /** kexec of a new kernel by a working one. */
        KEXEC,
        /** kexec of a crash kernel after a panic. */
        CRASH,
        /** Orderly reboot. */
        REBOOT,
        /** Firmware starts the kernel. */
        BOOT
    }

    /** Discovery on the boot CPU; whether there is PV time. */
    boolean probe();

    /**
     * Sets stolen time up on the CPU that calls.
     *
     * @return 0, or the negative errno with which the CPU's online callback fails
     */
    int cpuOnline(int cpu);

    /** Tears it down on the CPU that calls. */
    void cpuOffline(int cpu);

    /**
     * paravirt_steal_clock: stolen nanoseconds of any CPU; 0 where it never was set up, and on a CPU that went down either 0 or,
     * where the memory stays the driver's, what it read last.
     */
    long stealClock(int cpu);

    /** The guest suspends itself on the last CPU that is online; does nothing where nothing has to be done. */
    default void suspend(int cpu) {}

    /** The guest goes on after {@link #suspend}, on the same CPU. */
    default void resume(int cpu) {}

    /**
     * vcpu_is_preempted: whether a CPU's vCPU would go on executing if its host let it, as far as the host tells; false where it
     * tells nothing.
     */
    default boolean isPreempted(int cpu) {
        return false;
    }

    /** What the driver does before other software takes over; a disabling ABI disables here, if asked to. */
    void handOver(int cpu, Handover handover);

    /**
     * A driver that knows what this one knows now and has a life of its own, for software that is saved now and may go on from
     * here later; this driver, if it has no state.
     */
    default PvTimeDriver copy() {
        return this;
    }
}
