package org.foliot.validation;

import java.util.List;
import java.util.Optional;
import org.foliot.program.GroupDescription;
import org.foliot.program.TaskDescription;
import org.foliot.time.Duration;

/**
 * What ran in a case.
 *
 * @param groups groups of the host, parents first
 * @param tasks threads of the host
 * @param phases when each of the tasks starts, in the same order
 * @param guest the VM, if there was one
 * @param interruption what happened to the VM on the way, if anything did
 */
public record Setup(
        List<GroupDescription> groups,
        List<TaskDescription> tasks,
        List<Duration> phases,
        Optional<GuestSetup> guest,
        Optional<Interruption> interruption) {
    /** Name of the host in every scenario. */
    public static final String HOST = "server";

    /** Name of the guest in every scenario that has one. */
    public static final String GUEST = "vm";

    /** Name of the group that is around everything but real-time threads. */
    public static final String COMMON = "common";

    public Setup {
        groups = List.copyOf(groups);
        tasks = List.copyOf(tasks);
        phases = List.copyOf(phases);
        if (tasks.size() != phases.size()) {
            throw new IllegalArgumentException(tasks.size() + " tasks have " + phases.size() + " phases");
        }
    }
}
