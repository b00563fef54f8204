package org.foliot.dsl.resolve;

import java.util.List;
import java.util.Optional;
import org.foliot.api.scheduler.Policy;
import org.foliot.time.Duration;

/**
 * How a thread of a host is scheduled.
 *
 * @param cpus processors it may use, ascending; empty for all
 * @param group name of its group on the host, absent for none
 * @param nice −20 to 19
 * @param policy scheduling policy
 * @param priority real-time priority, 0 for other policies
 * @param slice slice that it asks for
 */
public record ThreadRules(
        List<Integer> cpus, Optional<String> group, int nice, Policy policy, int priority, Optional<Duration> slice) {
    /** Nothing said. */
    static final ThreadRules DEFAULT =
            new ThreadRules(List.of(), Optional.empty(), 0, Policy.OTHER, 0, Optional.empty());

    public ThreadRules {
        cpus = List.copyOf(cpus);
    }

    /** The same rules on other processors. */
    ThreadRules on(List<Integer> others) {
        return new ThreadRules(others, group, nice, policy, priority, slice);
    }
}
