package org.foliot.machine;

import java.util.Optional;

/**
 * A group of host threads to be made, as a control group of the cpu controller.
 *
 * @param name its name on the host
 * @param parent name of its parent, which comes before it; absent for a top-level group
 * @param weight cpu.weight, 1 to 10000
 * @param quota its limit, absent for none
 * @param idle whether cpu.idle is set
 */
public record GroupSpec(String name, Optional<String> parent, long weight, Optional<Quota> quota, boolean idle) {
    /** cpu.weight of a group that says nothing about it. */
    public static final long DEFAULT_WEIGHT = 100;

    public GroupSpec {
        requireWeight(weight);
    }

    /** A top-level group of default weight without a limit. */
    public GroupSpec(String name) {
        this(name, Optional.empty(), DEFAULT_WEIGHT, Optional.empty(), false);
    }

    static void requireWeight(long weight) {
        if (weight < 1 || weight > 10_000) {
            throw new IllegalArgumentException("a cpu.weight of " + weight + " is not between 1 and 10000");
        }
    }
}
