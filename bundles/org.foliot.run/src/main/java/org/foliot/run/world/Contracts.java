package org.foliot.run.world;

import java.util.Optional;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.hypervisor.HypervisorOffer;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.StealMemory;
import org.foliot.api.scheduler.HostScheduler;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.SchedulerHost;

/**
 * Calls extensions with options of the type that they declared, and refuses what their contracts do not allow.
 *
 * <p>The types fit by construction: options are made from the schema of the very extension that gets them.
 */
final class Contracts {
    private Contracts() {}

    @SuppressWarnings("unchecked")
    static RunQueues runQueues(Chosen scheduler, SchedulerHost host) {
        HostScheduler<Record> service =
                (HostScheduler<Record>) scheduler.extension().service();
        RunQueues queues = made(service.create(scheduler.options(), host), scheduler, "HostScheduler.create");
        return new CheckedRunQueues(queues, host, scheduler.extension());
    }

    @SuppressWarnings("unchecked")
    static StealMemory stealMemory(Chosen strategy, HostFacts host, GuestMemory memory, MemoryStrategy.Demand demand) {
        MemoryStrategy<Record> service =
                (MemoryStrategy<Record>) strategy.extension().service();
        StealMemory steal =
                made(service.open(strategy.options(), host, memory, demand), strategy, "MemoryStrategy.open");
        return new CheckedStealMemory(steal, strategy.extension(), demand.alignment());
    }

    @SuppressWarnings("unchecked")
    static VirtualMachine virtualMachine(Chosen hypervisor, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
        Hypervisor<Record> service = (Hypervisor<Record>) hypervisor.extension().service();
        VirtualMachine machine = made(
                service.create(hypervisor.options(), host, new CheckedVmHost(vm, hypervisor.extension()), memory),
                hypervisor,
                "Hypervisor.create");
        return new CheckedVirtualMachine(machine, vm, hypervisor.extension());
    }

    @SuppressWarnings("unchecked")
    static HypervisorOffer offer(Chosen hypervisor, HostFacts host) {
        Hypervisor<Record> service = (Hypervisor<Record>) hypervisor.extension().service();
        return made(service.offer(hypervisor.options(), host), hypervisor, "Hypervisor.offer");
    }

    @SuppressWarnings("unchecked")
    static Optional<String> obstacle(Chosen strategy, HostFacts host, MemoryStrategy.Demand demand) {
        MemoryStrategy<Record> service =
                (MemoryStrategy<Record>) strategy.extension().service();
        return made(service.obstacle(strategy.options(), host, demand), strategy, "MemoryStrategy.obstacle");
    }

    /** What a hypervisor needs placed for a VM of so many vCPUs. */
    static MemoryStrategy.Demand demand(Chosen hypervisor, int vcpus, boolean restored) {
        Hypervisor<?> service = (Hypervisor<?>) hypervisor.extension().service();
        int alignment = service.structureAlignment();
        if (Integer.bitCount(alignment) != 1 || alignment < 0) {
            throw new ExtensionFault(
                    hypervisor.extension(),
                    "Hypervisor.structureAlignment",
                    "returned " + alignment + ", which is no power of two");
        }
        int size = service.structureSize();
        if (size <= 0 || size % alignment != 0) {
            throw new ExtensionFault(
                    hypervisor.extension(),
                    "Hypervisor.structureSize",
                    "returned " + size + ", which is no multiple of " + alignment + ", the alignment of a structure");
        }
        return new MemoryStrategy.Demand(vcpus, size, alignment, restored);
    }

    private static <T> T made(T result, Chosen by, String call) {
        return present(result, by.extension(), call);
    }

    static <T> T present(T result, InstalledExtension by, String call) {
        if (result == null) {
            throw new ExtensionFault(by, call, "returned nothing");
        }
        return result;
    }

    static long nonNegative(long time, InstalledExtension by, String call) {
        if (time < 0) {
            throw new ExtensionFault(by, call, "gave a negative time, " + time + " ps");
        }
        return time;
    }
}
