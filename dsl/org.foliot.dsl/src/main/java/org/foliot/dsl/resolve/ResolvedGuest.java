package org.foliot.dsl.resolve;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.foliot.api.host.Implementation;
import org.foliot.api.host.ProcessorFeatures;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.workload.Behaviour;
import org.foliot.dsl.foliot.Guest;

/**
 * A guest with everything it has in the end.
 *
 * @param declaration where it is declared
 * @param host the host it starts on
 * @param vcpus one entry per vCPU that it can ever have
 * @param memory RAM and the declared regions
 * @param pvtime the memory strategy, absent for a guest without stolen time
 * @param features fields of identification registers that it is shown lower than its host has them
 * @param targets implementations that its VMM tells it, each once; empty where it tells none
 * @param firmware settings of the firmware, absent for none
 * @param kernel its kernel
 * @param processes processes, each instance of its own
 * @param stopped whether it waits for a start event
 */
public record ResolvedGuest(
        Guest declaration,
        ResolvedHost host,
        List<ResolvedVcpu> vcpus,
        List<MemoryRegion> memory,
        Optional<ExtensionChoice> pvtime,
        SortedMap<ProcessorFeatures.Field, Integer> features,
        List<Implementation> targets,
        Optional<SortedMap<String, String>> firmware,
        KernelChoice kernel,
        List<ResolvedProcess> processes,
        boolean stopped) {
    /** The guest's name. */
    public String name() {
        return declaration.getName();
    }

    /**
     * A vCPU.
     *
     * @param rules how its thread is scheduled
     * @param present whether it is there from the beginning
     */
    public record ResolvedVcpu(ThreadRules rules, boolean present) {}

    /**
     * A process.
     *
     * @param name its name, with index where it is one of several
     * @param kind the name without index
     * @param vcpus vCPUs it may use, ascending; empty for all
     * @param nice −20 to 19
     * @param behaviour what it does
     * @param irqsOff whether it computes with interrupts disabled
     * @param stopped whether it waits for a start event
     */
    public record ResolvedProcess(
            String name,
            String kind,
            List<Integer> vcpus,
            int nice,
            Behaviour behaviour,
            boolean irqsOff,
            boolean stopped) {}
}
