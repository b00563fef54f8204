package org.foliot.hypervisor.arm64;

import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.foliot.time.counter.Unsigned128;

/**
 * The vmclock device of one VM: a page in which the VMM describes how the guest's counter relates to real time, and says by a marker
 * when what the guest has learnt about that is worth nothing any more.
 *
 * <p>A choice of ours: the time is that since the true time 0, so that the type is TIME_MONOTONIC, and the host knows it and the rate
 * of its oscillator exactly.
 */
final class Vmclock {
    private static final ByteSize PAGE = ByteSize.ofKibibytes(4);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final String NAME = "vmclock";

    private final VmHost vm;
    private final Counters counters;
    private final long address;
    private final boolean tellsTime;
    private final int periodShift;
    private final long period;

    /**
     * The device of a VM that is made or restored; its page is not written yet.
     *
     * @param oscillator ticks that the guest's counter really makes in a second
     * @param tellsTime whether it describes time, or has a marker alone
     */
    Vmclock(VmHost vm, Counters counters, Frequency oscillator, Address address, boolean tellsTime) {
        this.vm = vm;
        this.counters = counters;
        this.address = address.value();
        this.tellsTime = tellsTime;
        long hertz = oscillator.hertz();
        // As large as a period of 64 bits can be made; that of 2^n Hz has one bit less than others.
        this.periodShift = Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(hertz - 1));
        this.period = Unsigned128.divide(1L << periodShift, 0, hertz);
    }

    /** Where the guest finds it. */
    long address() {
        return address;
    }

    /** The VM is new. */
    void create() {
        place();
        GuestMemory memory = vm.memory();
        memory.store32(address + VmclockStructure.MAGIC, VmclockStructure.MAGIC_VALUE);
        memory.store32(address + VmclockStructure.LENGTH, VmclockStructure.SIZE);
        describe();
    }

    /** The VM has come from elsewhere, or from disk: its page is there, and wrong. */
    void disrupted() {
        place();
        GuestMemory memory = vm.memory();
        long marker = memory.load64(address + VmclockStructure.DISRUPTION_MARKER);
        memory.store64(address + VmclockStructure.DISRUPTION_MARKER, marker + 1);
    }

    private void place() {
        vm.memory()
                .addUnlessPresent(
                        new MemoryRegion(NAME, new Address(address), PAGE, MemoryRegion.Kind.RESERVED, false));
    }

    /** Writes how the counter relates to time from now on. */
    void describe() {
        GuestMemory memory = vm.memory();
        int sequence = memory.load32(address + VmclockStructure.SEQUENCE);
        memory.store32(address + VmclockStructure.SEQUENCE, sequence | 1);
        int kind = tellsTime ? VmclockStructure.COUNTER_ARM_VIRTUAL : VmclockStructure.COUNTER_INVALID;
        memory.store32(address + VmclockStructure.KINDS, VmclockStructure.kinds(kind));
        if (tellsTime) {
            long now = vm.now();
            long nanos = now / Duration.PS_PER_NANO;
            memory.store64(
                    address + VmclockStructure.STATUS,
                    VmclockStructure.status(VmclockStructure.STATUS_SYNCHRONIZED, periodShift));
            memory.store64(address + VmclockStructure.COUNTER_VALUE, counters.virtualCounter(0, now));
            memory.store64(address + VmclockStructure.PERIOD, period);
            memory.store64(address + VmclockStructure.SECONDS, nanos / NANOS_PER_SECOND);
            memory.store64(
                    address + VmclockStructure.FRACTION,
                    Unsigned128.divide(nanos % NANOS_PER_SECOND, 0, NANOS_PER_SECOND));
        }
        memory.store32(address + VmclockStructure.SEQUENCE, (sequence | 1) + 1);
    }
}
