package org.foliot.program;

import java.util.List;
import java.util.Optional;
import org.foliot.api.host.HostFacts;
import org.foliot.time.ByteSize;

/**
 * One host.
 *
 * @param facts name, kernel, processors and counter
 * @param memory main memory
 * @param processors identity of each processor, by number
 * @param hypervisor what runs its guests
 * @param scheduler what schedules its threads; absent for what its kernel has built in
 * @param groups the groups in an order in which parents come first
 * @param tasks host tasks; one declared as {@code hog[3]} is three
 * @param source where it is declared
 */
public record HostDescription(
        HostFacts facts,
        ByteSize memory,
        List<ProcessorIdentity> processors,
        ExtensionUse hypervisor,
        Optional<ExtensionUse> scheduler,
        List<GroupDescription> groups,
        List<TaskDescription> tasks,
        Source source) {
    public HostDescription {
        processors = List.copyOf(processors);
        groups = List.copyOf(groups);
        tasks = List.copyOf(tasks);
    }

    /** The host's name. */
    public String name() {
        return facts.name();
    }
}
