package org.foliot.machine;

import org.foliot.time.Duration;

/**
 * A limit of a group's CPU time, as cpu.max and cpu.max.burst say it. The limits are those of tg_set_cfs_bandwidth
 * (kernel/sched/core.c).
 *
 * @param time CPU time of all the group's threads together in one period, at least 1 ms
 * @param period the period, 1 ms to 1 s
 * @param burst unused quota that may be carried over, 0 to {@code time}
 */
public record Quota(Duration time, Duration period, Duration burst) {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST_PERIOD = Duration.ofSeconds(1);

    public Quota {
        if (time.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("a quota of " + time + " is below " + SHORTEST);
        }
        if (period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST_PERIOD) > 0) {
            throw new IllegalArgumentException(
                    "a quota period of " + period + " is not between " + SHORTEST + " and " + LONGEST_PERIOD);
        }
        if (burst.isNegative() || burst.compareTo(time) > 0) {
            throw new IllegalArgumentException("a burst of " + burst + " is not between 0 s and the quota of " + time);
        }
    }

    /** A limit without burst. */
    public Quota(Duration time, Duration period) {
        this(time, period, Duration.ZERO);
    }
}
