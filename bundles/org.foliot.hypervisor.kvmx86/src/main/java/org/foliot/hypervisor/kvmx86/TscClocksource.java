package org.foliot.hypervisor.kvmx86;

import org.foliot.api.guest.Clocksource;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.time.Frequency;

/**
 * The TSC as a clocksource, with the frequency that the kernel was told at its start (arch/x86/kernel/tsc.c).
 *
 * @param frequency ticks in a second, as the kernel believes
 */
record TscClocksource(GuestPlatform platform, Frequency frequency) implements Clocksource {
    @Override
    public String name() {
        return "tsc";
    }

    @Override
    public int rating() {
        return KvmClockDriver.TSC_RATING;
    }

    @Override
    public long read(int cpu, long instant) {
        return platform.clock().virtualCounter(cpu, instant);
    }

    @Override
    public long instantOf(int cpu, long value) {
        return platform.clock().instantOfVirtual(cpu, value);
    }
}
