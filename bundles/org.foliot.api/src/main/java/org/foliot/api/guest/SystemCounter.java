package org.foliot.api.guest;

import java.util.List;
import org.foliot.time.Frequency;

/**
 * The virtual counter as it is, which a kernel uses where nothing better is offered: {@code arch_sys_counter} on Arm, with
 * the name and rating of another architecture's counter elsewhere.
 */
public final class SystemCounter implements ClockDriver, Clocksource {
    /** Rating of arch_sys_counter (drivers/clocksource/arm_arch_timer.c). */
    public static final int ARCH_RATING = 400;

    private final GuestPlatform platform;
    private final String name;
    private final int rating;
    private final Frequency frequency;

    /** The counter of the Arm generic timer, for a kernel that reads CNTFRQ_EL0 now. */
    public SystemCounter(GuestPlatform platform) {
        this(platform, "arch_sys_counter", ARCH_RATING, platform.clock().frequency());
    }

    /**
     * The counter under another name.
     *
     * @param frequency what the kernel takes its frequency for
     */
    public SystemCounter(GuestPlatform platform, String name, int rating, Frequency frequency) {
        this.platform = platform;
        this.name = name;
        this.rating = rating;
        this.frequency = frequency;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int rating() {
        return rating;
    }

    @Override
    public Frequency frequency() {
        return frequency;
    }

    @Override
    public long read(int cpu, long instant) {
        return platform.clock().virtualCounter(cpu, instant);
    }

    @Override
    public long instantOf(int cpu, long value) {
        return platform.clock().instantOfVirtual(cpu, value);
    }

    /** What the hypervisor takes for the virtual counter. */
    @Override
    public long readCost() {
        return platform.clock().virtualReadCost();
    }

    @Override
    public List<Clocksource> clocksources() {
        return List.of(this);
    }

    @Override
    public Clocksource schedClock() {
        return this;
    }
}
