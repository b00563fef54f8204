package org.foliot.hypervisor.hyperv;

import org.foliot.api.guest.Clocksource;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.time.Frequency;

/** Reference time as a guest asks for it by hypercall, every time: {@code hyperv_clocksource_msr}. */
final class HypercallClocksource implements Clocksource {
    private final GuestPlatform platform;
    private final int rating;

    HypercallClocksource(GuestPlatform platform, int rating) {
        this.platform = platform;
        this.rating = rating;
    }

    @Override
    public String name() {
        return "hyperv_clocksource_msr";
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
        return PartitionTime.of(platform).reference(instant);
    }

    @Override
    public long instantOf(int cpu, long value) {
        return PartitionTime.of(platform).instantOfReference(value);
    }

    @Override
    public long readCost() {
        return PartitionTime.of(platform).hypercallCost();
    }

    @Override
    public boolean vdso() {
        return false;
    }
}
