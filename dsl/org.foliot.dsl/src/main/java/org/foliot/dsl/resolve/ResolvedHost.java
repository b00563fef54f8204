package org.foliot.dsl.resolve;

import java.util.List;
import java.util.Optional;
import org.foliot.api.workload.Behaviour;
import org.foliot.dsl.foliot.Host;
import org.foliot.time.ByteSize;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.foliot.time.Ratio;

/**
 * A host with everything it has in the end.
 *
 * @param declaration where it is declared
 * @param kernel its kernel
 * @param cpus number of processors
 * @param counter frequency of the system counter
 * @param counterError how much faster than that it really is
 * @param clock processor clock
 * @param memory main memory
 * @param page page size
 * @param identities identity of each processor
 * @param hypervisor what runs its guests
 * @param scheduler what schedules its threads; absent for what its kernel has built in
 * @param groups groups, parents first
 * @param tasks tasks, each instance of its own
 */
public record ResolvedHost(
        Host declaration,
        KernelChoice kernel,
        int cpus,
        Frequency counter,
        Ratio counterError,
        Frequency clock,
        ByteSize memory,
        ByteSize page,
        List<CpuIdentity> identities,
        ExtensionChoice hypervisor,
        Optional<ExtensionChoice> scheduler,
        List<ResolvedGroup> groups,
        List<ResolvedTask> tasks) {
    /** The host's name. */
    public String name() {
        return declaration.getName();
    }

    /** The group of a name. */
    public Optional<ResolvedGroup> group(String name) {
        return groups.stream().filter(g -> g.name().equals(name)).findFirst();
    }

    /**
     * A group of host threads.
     *
     * @param name its name
     * @param parent name of its parent
     * @param weight cpu.weight
     * @param quota CPU time per period; absent for no limit
     * @param period the period, absent without a quota
     * @param burst quota that may be carried over
     * @param idle whether cpu.idle is set
     * @param session whether it is one that the kernel makes for a session
     */
    public record ResolvedGroup(
            String name,
            Optional<String> parent,
            long weight,
            Optional<Duration> quota,
            Optional<Duration> period,
            Duration burst,
            boolean idle,
            boolean session) {}

    /**
     * A host task.
     *
     * @param name its name, with index where it is one of several
     * @param rules how it is scheduled
     * @param behaviour what it does
     * @param stopped whether it waits for a start event
     */
    public record ResolvedTask(String name, ThreadRules rules, Behaviour behaviour, boolean stopped) {}
}
