package org.foliot.machine;

import java.util.List;
import java.util.Optional;
import org.foliot.api.scheduler.Policy;
import org.foliot.time.Duration;

/**
 * How a thread is scheduled on its host.
 *
 * @param cpus processors it may use; empty for all
 * @param group name of its group on the host, absent for none
 * @param nice −20 to 19
 * @param policy scheduling policy
 * @param priority real-time priority 1 to 99, 0 for other policies
 * @param slice slice it asks for with sched_setattr, absent for the scheduler's own
 */
public record ThreadSpec(
        List<Integer> cpus, Optional<String> group, int nice, Policy policy, int priority, Optional<Duration> slice) {
    /** An ordinary thread that may run anywhere. */
    public static final ThreadSpec DEFAULT =
            new ThreadSpec(List.of(), Optional.empty(), 0, Policy.OTHER, 0, Optional.empty());

    public ThreadSpec {
        cpus = List.copyOf(cpus);
        requireNice(nice);
        if (policy.isRealTime() ? priority < 1 || priority > 99 : priority != 0) {
            throw new IllegalArgumentException(
                    "priority " + priority + " is not one of policy " + policy + "; real-time policies have 1 to 99");
        }
    }

    /** The same thread on certain processors. */
    public ThreadSpec on(Integer... processors) {
        return new ThreadSpec(List.of(processors), group, nice, policy, priority, slice);
    }

    /** The same thread in a group. */
    public ThreadSpec in(String name) {
        return new ThreadSpec(cpus, Optional.of(name), nice, policy, priority, slice);
    }

    static void requireNice(int nice) {
        if (nice < -20 || nice > 19) {
            throw new IllegalArgumentException("nice " + nice + " is not between −20 and 19");
        }
    }
}
