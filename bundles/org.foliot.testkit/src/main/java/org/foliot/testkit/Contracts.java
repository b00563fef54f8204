package org.foliot.testkit;

import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.scheduler.HostScheduler;

/** The contracts that there are, one for each kind of extension. */
public final class Contracts {
    /** Placement, alignment and overlap, access and its price, what travels, and what happens when the guest changes hands. */
    public static final Contract<MemoryStrategy<?>> MEMORY_STRATEGY = new MemoryStrategyContract();

    /** Conservation, fairness between equals, affinity, quota, hotplug and determinism, whatever the policy. */
    public static final Contract<HostScheduler<?>> HOST_SCHEDULER = new HostSchedulerContract();

    private Contracts() {}

    /**
     * Discovery, stolen time, moves and refusals, counters, whatever the interface between hypervisor and guest.
     *
     * @param strategy provides the memory
     */
    public static Contract<Hypervisor<?>> hypervisor(Candidate<? extends MemoryStrategy<?>> strategy) {
        return new HypervisorContract(strategy, true);
    }

    /**
     * What is left of {@link #hypervisor} for one that has no stolen time: it refuses memory for it, and has counters.
     *
     * @param strategy provides memory that is to be refused
     */
    public static Contract<Hypervisor<?>> hypervisorWithoutStolenTime(Candidate<? extends MemoryStrategy<?>> strategy) {
        return new HypervisorContract(strategy, false);
    }
}
