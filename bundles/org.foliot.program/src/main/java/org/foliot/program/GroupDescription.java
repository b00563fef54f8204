package org.foliot.program;

import java.util.Optional;
import org.foliot.time.Duration;

/**
 * A group of host threads, as a control group of the cpu controller.
 *
 * @param name its name on the host
 * @param parent name of its parent, absent for a top-level group
 * @param weight cpu.weight, 1 to 10000, 100 by default
 * @param quota CPU time per period, absent for no limit
 * @param burst unused quota that may be carried over
 * @param idle whether cpu.idle is set
 * @param session whether it is one that a kernel with autogroups makes for a session
 */
public record GroupDescription(
        String name,
        Optional<String> parent,
        long weight,
        Optional<Quota> quota,
        Duration burst,
        boolean idle,
        boolean session) {
    /**
     * A limit of CPU time.
     *
     * @param time CPU time of all the group's threads together, per period
     * @param period the period, 1 ms to 1 s
     */
    public record Quota(Duration time, Duration period) {}
}
