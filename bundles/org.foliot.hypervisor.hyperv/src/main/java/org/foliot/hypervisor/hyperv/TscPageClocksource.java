package org.foliot.hypervisor.hyperv;

import org.foliot.api.guest.Clocksource;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.memory.GuestMemory;
import org.foliot.time.Address;
import org.foliot.time.Frequency;
import org.foliot.time.counter.ReferenceTscScale;

/**
 * Reference time as a guest reads it out of the page: {@code hyperv_clocksource_tsc_page} (include/clocksource/hyperv_timer.h,
 * hv_read_tsc_page). Where the page means nothing every read is a hypercall.
 */
final class TscPageClocksource implements Clocksource {
    private final GuestPlatform platform;
    private final Address page;
    private final int rating;
    private final boolean vdso;
    /** What the page said when it had this sequence. */
    private int sequence;

    private ReferenceTscScale scale;

    /**
     * A clock by a page that is enabled.
     *
     * @param vdso whether processes read it themselves
     */
    TscPageClocksource(GuestPlatform platform, Address page, int rating, boolean vdso) {
        this.platform = platform;
        this.page = page;
        this.rating = rating;
        this.vdso = vdso;
    }

    /** The same clock; what was read belongs to a memory that may be another when the copy goes on. */
    TscPageClocksource copy() {
        return new TscPageClocksource(platform, page, rating, vdso);
    }

    /** Whether the page means something; read once per sequence, since a reading is nothing but what that says. */
    private boolean look() {
        GuestMemory memory = platform.memory();
        int found = memory.load32(page.value() + ReferencePage.SEQUENCE);
        if (found == ReferencePage.INVALID) {
            return false;
        } else if (scale == null || found != sequence) {
            sequence = found;
            scale = new ReferenceTscScale(
                    memory.load64(page.value() + ReferencePage.SCALE),
                    memory.load64(page.value() + ReferencePage.OFFSET));
        }
        return true;
    }

    @Override
    public String name() {
        return "hyperv_clocksource_tsc_page";
    }

    @Override
    public int rating() {
        return rating;
    }

    /** It counts units of 100 ns. */
    @Override
    public Frequency frequency() {
        return PartitionTime.UNITS;
    }

    @Override
    public long read(int cpu, long instant) {
        return look()
                ? scale.at(platform.clock().virtualCounter(cpu, instant))
                : PartitionTime.of(platform).reference(instant);
    }

    /** A STIMER has its deadline in reference time, whoever asks for it. */
    @Override
    public long instantOf(int cpu, long value) {
        return PartitionTime.of(platform).instantOfReference(value);
    }

    /** Nothing, or the hypercall. */
    @Override
    public long readCost() {
        return look()
                ? platform.clock().virtualReadCost()
                : PartitionTime.of(platform).hypercallCost();
    }

    /** A process cannot make the hypercall, so a vDSO that finds no page makes the system call. */
    @Override
    public boolean vdso() {
        return vdso && look();
    }
}
