package org.foliot.program;

import java.util.List;
import java.util.Optional;
import org.foliot.api.scheduler.Policy;
import org.foliot.time.Duration;

/**
 * What a host scheduler knows of a thread.
 *
 * @param cpus processors it may use, ascending; empty for all
 * @param group name of its group, absent for none
 * @param nice −20 to 19
 * @param policy scheduling policy
 * @param priority real-time priority 1 to 99, 0 for other policies
 * @param slice slice it asks for, absent for the scheduler's own
 */
public record ThreadTraits(
        List<Integer> cpus, Optional<String> group, int nice, Policy policy, int priority, Optional<Duration> slice) {
    public ThreadTraits {
        cpus = List.copyOf(cpus);
    }
}
