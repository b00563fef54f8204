package org.foliot.guest;

import org.foliot.api.guest.GuestKernelOptions;
import org.foliot.api.guest.GuestKernelOptions.StealBackwards;
import org.foliot.api.guest.GuestKernelOptions.StealUnit;
import org.foliot.api.guest.PvTimeDriver;

/**
 * What a kernel knows of stolen time: its driver, and the two static keys that say who may ask
 * (arch/arm64/kernel/paravirt.c).
 */
final class StolenTime {
    private static final long MICROSECOND = 1000;
    private static final long CLOCK_UNITS = 4096;

    private final PvTimeDriver driver;
    private boolean shown;
    private boolean charged;
    private final StealBackwards backwards;
    private final StealUnit unit;
    private final boolean[] setUp;
    private final long[] last;
    private final long[] before;
    private boolean found;

    /**
     * Stolen time of a kernel that is just entered, not enabled yet.
     *
     * @param driver null for a kernel without CONFIG_PARAVIRT
     * @param options what the kernel makes of the driver's numbers
     * @param cpus how many CPUs there can be
     */
    StolenTime(PvTimeDriver driver, GuestKernelOptions options, int cpus) {
        this.driver = driver;
        this.backwards = options.stealBackwards();
        this.unit = options.stealUnit();
        this.setUp = new boolean[cpus];
        this.last = new long[cpus];
        this.before = new long[cpus];
    }

    /** The same, with a driver of its own. */
    StolenTime(StolenTime other) {
        driver = other.driver == null ? null : other.driver.copy();
        backwards = other.backwards;
        unit = other.unit;
        setUp = other.setUp.clone();
        last = other.last.clone();
        before = other.before.clone();
        found = other.found;
        shown = other.shown;
        charged = other.charged;
    }

    /** Whether the kernel has a driver at all. */
    boolean hasDriver() {
        return driver != null;
    }

    PvTimeDriver driver() {
        return driver;
    }

    /** Discovery on the boot CPU. */
    boolean probe() {
        found = driver.probe();
        return found;
    }

    /** Whether discovery has found it. */
    boolean isFound() {
        return found;
    }

    /** Sets it up on the CPU that executes: 0 or a negative errno. */
    int online(int cpu) {
        int result = driver.cpuOnline(cpu);
        setUp[cpu] = result == 0;
        return result;
    }

    /** Tears it down on the CPU that executes, if it is set up there. */
    void offline(int cpu) {
        if (setUp[cpu]) {
            setUp[cpu] = false;
            driver.cpuOffline(cpu);
        }
    }

    /** The kernel suspends itself on a CPU. */
    void suspend(int cpu) {
        if (setUp[cpu]) {
            driver.suspend(cpu);
        }
    }

    /** The kernel goes on there. */
    void resume(int cpu) {
        if (setUp[cpu]) {
            driver.resume(cpu);
        }
    }

    /** Number of CPUs on which it is set up. */
    int cpus() {
        int count = 0;
        for (boolean cpu : setUp) {
            count += cpu ? 1 : 0;
        }
        return count;
    }

    /**
     * Enables it.
     *
     * @param reachesScheduler whether paravirt_steal_rq_enabled is set as well
     */
    void enable(boolean reachesScheduler) {
        shown = true;
        charged = reachesScheduler;
    }

    /** paravirt_steal_enabled: cpustat may ask. */
    boolean isShown() {
        return shown;
    }

    /** paravirt_steal_rq_enabled in a kernel with CONFIG_PARAVIRT_TIME_ACCOUNTING: the run-queue clock may ask. */
    boolean isCharged() {
        return charged;
    }

    /** vcpu_is_preempted, for a CPU of this kernel. */
    boolean isPreempted(int cpu) {
        return driver != null && driver.isPreempted(cpu);
    }

    /**
     * paravirt_steal_clock: nanoseconds, 0 for a CPU on which it is not set up.
     *
     * <p>A kernel that repairs a clock that goes backwards finds out by reading less than before. Linux on Xen, since
     * 5e25f5db6abb, saves what it has before it lets itself be suspended; that comes to the same, unless the new clock has overtaken the old one
     * before it is read for the first time.
     */
    long read(int cpu) {
        long shown = peek(cpu);
        if (backwards == StealBackwards.CLAMPED) {
            last[cpu] = shown;
        } else if (backwards == StealBackwards.ACCUMULATED) {
            long now = clock(cpu);
            before[cpu] = shown - now;
            last[cpu] = now;
        }
        return shown;
    }

    /** What {@link #read} would return, without the kernel's having read it. */
    long peek(int cpu) {
        long now = clock(cpu);
        return switch (backwards) {
            case SHOWN -> now;
            case CLAMPED -> Math.max(last[cpu], now);
            case ACCUMULATED -> now + before[cpu] + (now < last[cpu] ? last[cpu] : 0);
        };
    }

    /** The driver's number as this kernel understands it. */
    private long clock(int cpu) {
        long stolen = driver.stealClock(cpu);
        return unit == StealUnit.NANOSECONDS ? stolen : stolen * CLOCK_UNITS / MICROSECOND;
    }
}
