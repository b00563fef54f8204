package org.foliot.guest;

import org.foliot.api.workload.Watchdog;

/**
 * The soft-lockup detector as a process runs it (watchdog_timer_fn, kernel/watchdog.c): looks first, and lets the thread run after
 * that.
 */
final class WatchdogProgram implements RunningProgram {
    private final Watchdog options;
    private boolean touched;
    /** sched_clock when the thread ran last, in nanoseconds. */
    private long touchedAt;

    private long softLockups;

    WatchdogProgram(Watchdog options) {
        this.options = options;
    }

    private WatchdogProgram(WatchdogProgram other) {
        options = other.options;
        touched = other.touched;
        touchedAt = other.touchedAt;
        softLockups = other.softLockups;
    }

    @Override
    public void start() {
        touched = false;
        softLockups = 0;
    }

    @Override
    public long read(Kernel kernel, Cpu cpu, long nanos, long now) {
        long clock = kernel.clocks.sched().nanos(cpu.number, now);
        boolean late = touched && clock - touchedAt > 2 * options.threshold().toNanos();
        // It asks only when it is about to report, so that whoever else asks is told as well.
        if (late && !kernel.clocks.checkAndClearPaused(cpu.number)) {
            softLockups++;
        }
        touched = true;
        touchedAt = clock;
        return 0;
    }

    @Override
    public long softLockups() {
        return softLockups;
    }

    @Override
    public RunningProgram copy() {
        return new WatchdogProgram(this);
    }
}
