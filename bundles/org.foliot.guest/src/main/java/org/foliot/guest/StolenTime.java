package org.foliot.guest;

import org.foliot.api.guest.PvTimeDriver;

/**
 * What a kernel knows of stolen time: its driver, and the two static keys that say who may ask
 * (arch/arm64/kernel/paravirt.c).
 */
final class StolenTime {
    private final PvTimeDriver driver;
    private boolean shown;
    private boolean charged;
    private final boolean[] setUp;

    /**
     * Stolen time of a kernel that is just entered, not enabled yet.
     *
     * @param driver null for a kernel without CONFIG_PARAVIRT
     * @param cpus how many CPUs there can be
     */
    StolenTime(PvTimeDriver driver, int cpus) {
        this.driver = driver;
        this.setUp = new boolean[cpus];
    }

    /** The same, with a driver of its own. */
    StolenTime(StolenTime other) {
        driver = other.driver == null ? null : other.driver.copy();
        setUp = other.setUp.clone();
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

    /** paravirt_steal_clock: nanoseconds, 0 for a CPU on which it is not set up. */
    long read(int cpu) {
        return driver.stealClock(cpu);
    }
}
