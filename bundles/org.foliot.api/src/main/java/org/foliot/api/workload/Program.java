package org.foliot.api.workload;

import org.foliot.time.Duration;

/**
 * A program of a guest that wakes at the times of a fixed grid, uses some CPU time, and then reads something of its guest. What it
 * makes of that, its kind says; {@link Programs} has the kinds. Its components are options, which a scenario sets.
 *
 * <p>Like any other process it waits for its vCPU: what it reads late, it finds as it is then.
 */
public sealed interface Program permits Monitor, Discipline, Watchdog {
    /** Distance of the times at which it wakes; one that comes while it still runs is skipped. */
    Duration every();

    /** CPU time that it uses before each reading; more than 0, at most {@link #every}. */
    Duration takes();

    /**
     * Checks times of a program.
     *
     * @throws IllegalArgumentException if it takes nothing, or more than there is between two wake-ups
     */
    static void requireTimes(Duration every, Duration takes) {
        if (takes.picoseconds() <= 0) {
            throw new IllegalArgumentException("takes " + takes + " is not more than 0");
        }
        if (takes.compareTo(every) > 0) {
            throw new IllegalArgumentException("takes " + takes + " is more than every " + every);
        }
    }
}
