package org.foliot.guest;

import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.Clocksource;
import org.foliot.api.guest.GuestKernelOptions;
import org.foliot.api.guest.GuestKernelOptions.Vdso;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.SystemCounter;
import org.foliot.api.hypervisor.VirtualClock;

/**
 * What reads the counter of one kernel beside its clocksource, each with what it took for the counter's frequency when the kernel was
 * entered: processes by the vDSO, delay loops, profiling. None of them runs here; they are asked what they would show or take now.
 */
final class CounterConsumers {
    /** ⌈2³² / 10⁶⌉, by which a delay loop divides by a million (arch/arm64/lib/delay.c). */
    private static final long PER_MICROSECOND = 0x10C7;

    private final GuestPlatform platform;
    private final GuestKernelOptions options;
    private final Clocksource source;
    private final Clocksource cycles;
    private final KernelClock byCycles;
    private final KernelClock profile;
    /** loops_per_jiffy · HZ, which is the counter's rate but for what the division by HZ lost. */
    private final long loopsPerSecond;

    /**
     * Those of a kernel that is entered now on a CPU.
     *
     * @param source the clocksource that it has chosen
     */
    CounterConsumers(
            GuestPlatform platform,
            GuestKernelOptions options,
            ClockDriver driver,
            Clocksource source,
            int bootCpu,
            long now) {
        this.platform = platform;
        this.options = options;
        this.source = source;
        this.cycles = driver.cycles();
        this.byCycles = new KernelClock(cycles, bootCpu, now);
        this.profile = new KernelClock(hardware(), bootCpu, now);
        long ticksPerSecond = options.tick().hertz();
        this.loopsPerSecond = cycles.frequency().hertz() / ticksPerSecond * ticksPerSecond;
    }

    /** The same, by a driver of the same kind. */
    CounterConsumers(CounterConsumers other, ClockDriver driver, Clocksource source) {
        this.platform = other.platform;
        this.options = other.options;
        this.source = source;
        this.cycles = driver.cycles();
        this.byCycles = new KernelClock(other.byCycles, cycles);
        this.profile = new KernelClock(other.profile, hardware());
        this.loopsPerSecond = other.loopsPerSecond;
    }

    /** The counter as hardware puts it into a trace: nothing lies over it. */
    private Clocksource hardware() {
        return new SystemCounter(platform, "hardware", 0, cycles.frequency());
    }

    private boolean bypasses() {
        return options.vdso() == Vdso.COUNTER;
    }

    /** What one clock_gettime of a process takes, in picoseconds: the vDSO, if that knows the clocksource, or a system call. */
    long clockGettime() {
        if (bypasses()) {
            return options.vdsoCall().picoseconds() + cycles.userReadCost();
        } else if (source.vdso()) {
            return options.vdsoCall().picoseconds() + source.userReadCost();
        }
        return options.systemCall().picoseconds() + source.readCost();
    }

    /**
     * CLOCK_MONOTONIC in nanoseconds as clock_gettime gives it to a process.
     *
     * @param kernel as the kernel has it
     */
    long vdsoClock(int cpu, long now, long kernel) {
        return bypasses() ? byCycles.nanos(cpu, now) : kernel;
    }

    /**
     * How long udelay really takes from now on, in picoseconds; 0 while the counter stands. It waits until get_cycles has advanced by
     * <i>(microseconds · 4295 · loops_per_jiffy · HZ) ≫ 32</i>, loops_per_jiffy being the counter's rate by HZ, once and for all
     * (arch/arm64/lib/delay.c; drivers/clocksource/arm_arch_timer.c, arch_timer_delay_timer).
     *
     * @param microseconds at most 2000, as everywhere in the kernel
     */
    long udelay(int cpu, int microseconds, long now) {
        long wanted = (microseconds * PER_MICROSECOND * loopsPerSecond) >>> Integer.SIZE;
        long end = cycles.instantOf(cpu, cycles.read(cpu, now) + wanted);
        if (end == VirtualClock.NEVER) {
            return 0;
        }
        long read = cycles.readCost();
        long passed = end - now;
        // Reads that trap follow one another without a pause; the first that finds enough ends the loop.
        return read == 0 ? passed : Math.floorDiv(passed + read - 1, read) * read;
    }

    /** When what a profile samples now seems to have happened, in nanoseconds since the kernel was entered. */
    long profileClock(int cpu, long now) {
        return profile.nanos(cpu, now);
    }
}
