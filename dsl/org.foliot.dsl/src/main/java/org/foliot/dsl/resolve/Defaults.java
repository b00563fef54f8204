package org.foliot.dsl.resolve;

import java.util.Collections;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.host.Implementation;
import org.foliot.api.host.ProcessorFeatures;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;

/** What a scenario means where it says nothing. */
public final class Defaults {
    /** One processor, and one vCPU. */
    public static final int CPUS = 1;

    /** The counter of Armv8.6 and later (Arm ARM D12.1: the frequency is fixed at 1 GHz). */
    public static final Frequency COUNTER = Frequency.ofMegahertz(1000);

    /** Processor clock: 2.5 GHz, as a Neoverse N1 of the most deployed kind has; a choice. */
    public static final Frequency CLOCK = Frequency.ofMegahertz(2500);

    /** Main memory of a host: 64 GiB; a choice. */
    public static final ByteSize HOST_MEMORY = ByteSize.ofMebibytes(64 << 10);

    /** Page size of a host: 4 KiB, as arm64 defconfig has it. */
    public static final ByteSize PAGE = ByteSize.ofKibibytes(4);

    /** Memory of a guest: 1 GiB; a choice. */
    public static final ByteSize GUEST_MEMORY = ByteSize.ofMebibytes(1 << 10);

    /** Where guest RAM begins: as on QEMU's virt machine (hw/arm/virt.c, VIRT_MEM). */
    public static final Address GUEST_MEMORY_START = new Address(0x4000_0000L);

    /** The kernel of hosts and guests. */
    public static final KernelRelease KERNEL = KernelRelease.DEFAULT;

    /** A Neoverse N1 r3p1; a choice. */
    public static final CpuIdentity IDENTITY = new CpuIdentity(
            new Implementation(0x413fd0c1L, 0, 0), ProcessorFeatures.DEFAULT, Collections.emptySortedSet());

    /** cpu.weight of a group (Documentation/admin-guide/cgroup-v2.rst). */
    public static final long GROUP_WEIGHT = 100;

    /** How long a run goes on after its last event where the timeline has no end. */
    public static final Duration AFTER_LAST_EVENT = Duration.ofSeconds(1);

    /**
     * The hypervisor of a host. Its scheduler is the one that its kernel has built in; a guest without {@code pvtime} has no
     * stolen time, so there is no default strategy.
     */
    public static final String HYPERVISOR = "kvm";

    private Defaults() {}
}
