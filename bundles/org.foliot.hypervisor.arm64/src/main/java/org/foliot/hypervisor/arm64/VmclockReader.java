package org.foliot.hypervisor.arm64;

import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.ReferenceClock;
import org.foliot.api.memory.GuestMemory;
import org.foliot.time.counter.Unsigned128;

/** A guest's driver of its vmclock (drivers/ptp/ptp_vmclock.c of linux-6.13). */
final class VmclockReader implements ReferenceClock {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final GuestPlatform platform;
    private final long address;

    VmclockReader(GuestPlatform platform, long address) {
        this.platform = platform;
        this.address = address;
    }

    @Override
    public String name() {
        return "vmclock";
    }

    /**
     * vmclock_get_crosststamp: the time of the page, and what the counter has counted since. While guest code runs here no VMM
     * writes, so that a second attempt would find what the first found.
     */
    @Override
    public long nanos(int cpu) {
        GuestMemory memory = platform.memory();
        boolean ours = memory.load32(address + VmclockStructure.MAGIC) == VmclockStructure.MAGIC_VALUE;
        boolean changing = (memory.load32(address + VmclockStructure.SEQUENCE) & 1) != 0;
        int kinds = memory.load32(address + VmclockStructure.KINDS);
        if (!ours
                || changing
                || VmclockStructure.version(kinds) != VmclockStructure.VERSION
                || VmclockStructure.counter(kinds) != VmclockStructure.COUNTER_ARM_VIRTUAL) {
            return UNAVAILABLE;
        }
        int shift = VmclockStructure.periodShift(memory.load64(address + VmclockStructure.STATUS));
        long period = memory.load64(address + VmclockStructure.PERIOD);
        long passed = platform.clock().virtualCounter(cpu, platform.now())
                - memory.load64(address + VmclockStructure.COUNTER_VALUE);
        long fraction = memory.load64(address + VmclockStructure.FRACTION);
        long more = Unsigned128.multiplyShiftRight(passed, period, shift);
        long seconds = memory.load64(address + VmclockStructure.SECONDS)
                + (Unsigned128.multiplyHigh(passed, period) >>> shift)
                + (Long.compareUnsigned(fraction + more, fraction) < 0 ? 1 : 0);
        return seconds * NANOS_PER_SECOND + Unsigned128.multiplyHigh(fraction + more, NANOS_PER_SECOND);
    }

    @Override
    public long disruptionMarker(int cpu) {
        return platform.memory().load64(address + VmclockStructure.DISRUPTION_MARKER);
    }
}
