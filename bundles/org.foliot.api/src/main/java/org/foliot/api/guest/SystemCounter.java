package org.foliot.api.guest;

import java.util.List;
import java.util.Optional;
import org.foliot.time.Frequency;
import org.foliot.time.counter.EventStream;

/**
 * The virtual counter as it is, which a kernel uses where nothing better is offered: {@code arch_sys_counter} on Arm, with
 * the name and rating of another architecture's counter elsewhere.
 */
public final class SystemCounter implements ClockDriver, Clocksource {
    /** Name of the Arm generic timer as a clocksource (drivers/clocksource/arm_arch_timer.c). */
    public static final String ARCH_NAME = "arch_sys_counter";

    /** Rating of arch_sys_counter (drivers/clocksource/arm_arch_timer.c). */
    public static final int ARCH_RATING = 400;

    private final GuestPlatform platform;
    private final String name;
    private final int rating;
    private final Frequency frequency;

    private final Optional<EventStream> eventStream;

    /** The counter of the Arm generic timer, for a kernel that reads CNTFRQ_EL0 now. */
    public SystemCounter(GuestPlatform platform) {
        this(
                platform,
                ARCH_NAME,
                ARCH_RATING,
                platform.clock().frequency(),
                Optional.of(EventStream.of(
                        platform.clock().frequency(), platform.clock().enhancedCounter())));
    }

    /**
     * The counter under another name.
     *
     * @param frequency what the kernel takes its frequency for
     */
    public SystemCounter(GuestPlatform platform, String name, int rating, Frequency frequency) {
        this(platform, name, rating, frequency, Optional.empty());
    }

    private SystemCounter(
            GuestPlatform platform, String name, int rating, Frequency frequency, Optional<EventStream> eventStream) {
        this.platform = platform;
        this.eventStream = eventStream;
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

    /** That of the generic timer, near 100 µs at the frequency that it had at the kernel's entry; other counters have none. */
    @Override
    public Optional<EventStream> eventStream() {
        return eventStream;
    }

    @Override
    public Clocksource schedClock() {
        return this;
    }
}
