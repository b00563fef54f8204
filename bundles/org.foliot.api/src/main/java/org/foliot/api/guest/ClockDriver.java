package org.foliot.api.guest;

import java.util.List;
import java.util.Optional;
import org.foliot.api.extension.KernelRelease;
import org.foliot.time.Address;
import org.foliot.time.counter.EventStream;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What one guest kernel knows of clocks, bound to its hypervisor's ABI: the clocksources that its drivers register, and what
 * its sched_clock reads.
 *
 * <p>A kernel makes one at its entry and calls {@link #probe} on the boot CPU, then asks for the clocks. Everything else is
 * called on the vCPU that it concerns, while that executes.
 */
@ConsumerType
public interface ClockDriver {
    /**
     * What the driver has to know of its kernel.
     *
     * @param release the kernel's release
     * @param donation first address of guest RAM that the kernel set aside for clocks that it shares with the hypervisor: a
     *     page of 4 KiB, followed by 64 bytes per vCPU
     * @param bootCpu the vCPU that probes
     * @param livePhysicalTime when it takes up Live Physical Time where that is offered
     */
    record Setup(KernelRelease release, Address donation, int bootCpu, LivePhysicalTime livePhysicalTime) {
        /** A kernel that takes up Live Physical Time where it finds it. */
        public Setup(KernelRelease release, Address donation, int bootCpu) {
            this(release, donation, bootCpu, LivePhysicalTime.ON);
        }
    }

    /** When a kernel takes up Live Physical Time, Arm's draft of a counter that does not change over migrations. */
    enum LivePhysicalTime {
        /** Before anything reads the counter. */
        ON,
        /** When it reaches userspace; until then it reads the counter as it is. */
        LATE,
        /** Never: the kernel does not know it. */
        OFF
    }

    /** Discovery on the boot CPU, before any clock is read. */
    default void probe() {}

    /** What registers, at least one; the first of those with the best rating is what a kernel takes. */
    List<Clocksource> clocksources();

    /** What sched_clock reads, which need not be a clocksource. */
    Clocksource schedClock();

    /** Outside clocks that it can read; none where a hypervisor has none. */
    default List<ReferenceClock> references() {
        return List.of();
    }

    /**
     * The kernel reaches userspace.
     *
     * @return whether its clocks read something else from now on
     */
    default boolean userspace() {
        return false;
    }

    /**
     * How the event stream of a CPU that starts now is programmed, by what the kernel believes of the counter (CNTKCTL_EL1); empty
     * where there is none.
     */
    default Optional<EventStream> eventStream() {
        return Optional.empty();
    }

    /**
     * What get_cycles reads, whatever the clocksource: the counter that delay loops count by, and a vDSO that knows no clocksource. What
     * sched_clock reads, where that is a counter.
     */
    default Clocksource cycles() {
        return schedClock();
    }

    /**
     * Whether the VMM has said since the last call that it had stopped the VM, so that a watchdog should not wonder where the time
     * went (kvm_check_and_clear_guest_paused); false where nobody says.
     */
    default boolean checkAndClearPaused(int cpu) {
        return false;
    }

    /** A CPU starts. */
    default void cpuOnline(int cpu) {}

    /** A CPU is about to stop. */
    default void cpuOffline(int cpu) {}

    /** The guest suspends itself on the last CPU that is online; nothing reads its clocks until it goes on. */
    default void suspend(int cpu) {}

    /** The guest goes on after {@link #suspend}, on the same CPU, before anything reads its clocks. */
    default void resume(int cpu) {}

    /** Other software takes over from a kernel that shuts down in order. */
    default void handOver(int cpu, PvTimeDriver.Handover handover) {}

    /**
     * A driver that knows what this one knows now and has a life of its own, for software that is saved now and may go on from
     * here later; this driver, if it has no state. Its clocks have the same names.
     */
    default ClockDriver copy() {
        return this;
    }
}
