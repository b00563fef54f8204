package org.foliot.validation.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.foliot.api.scheduler.Policy;
import org.foliot.api.workload.Behaviour;
import org.foliot.program.GroupDescription;
import org.foliot.program.TaskDescription;
import org.foliot.program.ThreadTraits;
import org.foliot.time.Duration;
import org.foliot.validation.Machine;
import org.foliot.validation.Setup;

/** What stands around the VM in the cases that have one: groups, and busy threads of the host. */
final class VmSetups {
    /** The group of the VM. */
    static final String VM_GROUP = "vms";
    /** The group of what competes with it. */
    static final String RIVALS = "rivals";
    /** All of it is pinned to this processor. */
    static final int CPU = 1;

    private VmSetups() {}

    static GroupDescription common() {
        return new GroupDescription(
                Setup.COMMON, Optional.empty(), Machine.COMMON_WEIGHT, Optional.empty(), Duration.ZERO, false, false);
    }

    static GroupDescription group(String name, long shares, Optional<GroupDescription.Quota> quota) {
        return new GroupDescription(
                name, Optional.of(Setup.COMMON), Loads.weight(shares), quota, Duration.ZERO, false, false);
    }

    static ThreadTraits thread(String group, int nice, Policy policy) {
        return new ThreadTraits(List.of(CPU), Optional.of(group), nice, policy, 0, Optional.empty());
    }

    static List<TaskDescription> busy(int count, String group) {
        List<TaskDescription> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(new TaskDescription("busy_" + i, thread(group, 0, Policy.OTHER), new Behaviour.Busy(), true));
        }
        return tasks;
    }

    static List<Duration> atOnce(List<TaskDescription> tasks) {
        return tasks.stream().map(t -> Duration.ZERO).toList();
    }
}
