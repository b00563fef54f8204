package org.foliot.machine;

import java.util.Optional;

/**
 * A group of host threads to be made: a control group of the cpu controller, or the group that a kernel makes for a session.
 *
 * @param name its name on the host
 * @param parent name of its parent, which comes before it; absent for a top-level group
 * @param weight cpu.weight, 1 to 10000
 * @param quota its limit, absent for none
 * @param idle whether cpu.idle is set
 * @param session whether it is an autogroup, which exists as far as the scheduler is concerned if the kernel makes such
 */
public record GroupSpec(
        String name, Optional<String> parent, long weight, Optional<Quota> quota, boolean idle, boolean session) {
    /** cpu.weight of a group that says nothing about it. */
    public static final long DEFAULT_WEIGHT = 100;

    public GroupSpec {
        requireWeight(weight);
        if (session && (parent.isPresent() || weight != DEFAULT_WEIGHT || quota.isPresent() || idle)) {
            throw new IllegalArgumentException("the group of a session, " + name + ", has no settings");
        }
    }

    /** A control group. */
    public GroupSpec(String name, Optional<String> parent, long weight, Optional<Quota> quota, boolean idle) {
        this(name, parent, weight, quota, idle, false);
    }

    /** A top-level group of default weight without a limit. */
    public GroupSpec(String name) {
        this(name, Optional.empty(), DEFAULT_WEIGHT, Optional.empty(), false);
    }

    /** The group of a session: top-level, with the weight of nice 0 (kernel/sched/autogroup.c, autogroup_create). */
    public static GroupSpec session(String name) {
        return new GroupSpec(name, Optional.empty(), DEFAULT_WEIGHT, Optional.empty(), false, true);
    }

    static void requireWeight(long weight) {
        if (weight < 1 || weight > 10_000) {
            throw new IllegalArgumentException("a cpu.weight of " + weight + " is not between 1 and 10000");
        }
    }
}
