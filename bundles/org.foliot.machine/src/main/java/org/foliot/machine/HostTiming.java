package org.foliot.machine;

import org.foliot.time.Duration;

/**
 * How exact a host's clockwork is. Only the slack has a value by default: the others depend on hardware and chance, and an
 * ideal host has none of them.
 *
 * @param slack how late the timers of ordinary threads may expire; real-time threads and vCPUs have none
 *     (kernel/time/hrtimer.c, hrtimer_nanosleep)
 * @param latency from the expiry of any timer until its thread is woken
 * @param jobOverhead CPU time that a task spends between two jobs, for the system calls that it makes there
 * @param tickPhase instant of the first scheduler tick
 */
public record HostTiming(Duration slack, Duration latency, Duration jobOverhead, Duration tickPhase) {
    /** timer_slack_ns of init, which all threads inherit (init/init_task.c), on an otherwise ideal host. */
    public static final HostTiming DEFAULT =
            new HostTiming(Duration.ofMicros(50), Duration.ZERO, Duration.ZERO, Duration.ZERO);

    public HostTiming {
        if (slack.isNegative() || latency.isNegative() || jobOverhead.isNegative() || tickPhase.isNegative()) {
            throw new IllegalArgumentException("a host cannot be early: slack " + slack + ", latency " + latency
                    + ", job overhead " + jobOverhead + ", tick phase " + tickPhase);
        }
    }
}
