package org.foliot.machine;

import java.util.List;
import org.foliot.api.host.HostFacts;
import org.foliot.time.Duration;

/**
 * A host to be made.
 *
 * @param facts its kernel, processors and counter
 * @param groups its groups, parents first
 * @param timerSlack how late the timers of ordinary threads expire; real-time threads have none (kernel/time/hrtimer.c,
 *     hrtimer_nanosleep and timer_slack_ns)
 */
public record HostSpec(HostFacts facts, List<GroupSpec> groups, Duration timerSlack) {
    /** timer_slack_ns of init, which all threads inherit (init/init_task.c). */
    public static final Duration DEFAULT_TIMER_SLACK = Duration.ofMicros(50);

    /** Processors that a host can have at most. */
    public static final int MAX_CPUS = 4096;

    public HostSpec {
        groups = List.copyOf(groups);
        if (facts.cpus() < 1 || facts.cpus() > MAX_CPUS) {
            throw new IllegalArgumentException(
                    facts.name() + ": " + facts.cpus() + " CPUs are not between 1 and " + MAX_CPUS);
        }
        if (timerSlack.isNegative()) {
            throw new IllegalArgumentException(facts.name() + ": a timer slack of " + timerSlack + " is negative");
        }
    }

    /** A host with the kernel's timer slack. */
    public HostSpec(HostFacts facts, List<GroupSpec> groups) {
        this(facts, groups, DEFAULT_TIMER_SLACK);
    }
}
