package org.foliot.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.host.HostFacts;
import org.foliot.api.host.HostKernelOptions;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.MemoryStrategy.Demand;
import org.foliot.api.memory.StealMemory;
import org.foliot.api.observation.ObservationKind;
import org.foliot.machine.memory.SparseGuestMemory;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;

/**
 * A host with room for one VM, on which nothing happens by itself: time passes and threads wait when the test says so.
 *
 * <p>The guest has {@link #RAM_SIZE} of RAM at {@link #RAM} and an emulated device below it.
 */
public final class Bench implements VmHost {
    /** Where the guest's RAM begins. */
    public static final Address RAM = new Address(0x4000_0000L);

    /** How much RAM the guest has. */
    public static final ByteSize RAM_SIZE = ByteSize.ofMebibytes(64);

    /** What every VM has: RAM, and one emulated device. */
    private static final List<MemoryRegion> REGIONS = List.of(
            new MemoryRegion("uart", new Address(0x900_0000L), ByteSize.ofKibibytes(4), MemoryRegion.Kind.DEVICE, true),
            new MemoryRegion("ram", RAM, RAM_SIZE, MemoryRegion.Kind.RAM, true));

    private final HostFacts facts;
    private final SparseGuestMemory memory;
    private final List<Observed> observed = new ArrayList<>();
    private boolean observing = true;
    private int vcpus;
    private long now;
    private long[] runDelay;
    private long[] spent;

    /**
     * Something that was reported.
     *
     * @param kind what
     * @param subject vCPU
     * @param a first number
     * @param b second number
     */
    public record Observed(ObservationKind kind, int subject, long a, long b) {}

    /**
     * What the host is like.
     *
     * @param release its kernel
     * @param schedInfo whether it keeps run_delay
     * @param counter its counter frequency
     * @param clock its processor clock
     * @param pageSize its page size
     * @param vcpus vCPUs of the VM
     */
    public record Setup(
            KernelRelease release,
            boolean schedInfo,
            Frequency counter,
            Frequency clock,
            ByteSize pageSize,
            int vcpus) {
        /** Linux of the default release on 2 GHz processors with a 100 MHz counter and 4 KiB pages; four vCPUs. */
        public static final Setup DEFAULT = new Setup(
                KernelRelease.DEFAULT,
                true,
                Frequency.ofMegahertz(100),
                Frequency.ofMegahertz(2_000),
                ByteSize.ofKibibytes(4),
                4);

        /** The same host with another kernel. */
        public Setup withRelease(String text) {
            return new Setup(KernelRelease.parse(text), schedInfo, counter, clock, pageSize, vcpus);
        }

        /** The same host without CONFIG_SCHED_INFO. */
        public Setup withoutSchedInfo() {
            return new Setup(release, false, counter, clock, pageSize, vcpus);
        }

        /** The same host with another counter. */
        public Setup withCounter(Frequency frequency) {
            return new Setup(release, schedInfo, frequency, clock, pageSize, vcpus);
        }

        /** The same host with other pages. */
        public Setup withPageSize(ByteSize size) {
            return new Setup(release, schedInfo, counter, clock, size, vcpus);
        }

        /** The same host with a VM of so many vCPUs. */
        public Setup withVcpus(int count) {
            return new Setup(release, schedInfo, counter, clock, pageSize, count);
        }
    }

    /** A host at the beginning of time, with the memory of a new VM. */
    public Bench(Setup setup) {
        this.facts = facts(setup, 4);
        this.memory = new SparseGuestMemory(setup.pageSize());
        this.vcpus = setup.vcpus();
        this.runDelay = new long[vcpus];
        this.spent = new long[vcpus];
        REGIONS.forEach(memory::add);
    }

    static HostFacts facts(Setup setup, int cpus) {
        HostKernelOptions kernel = OptionSchema.of(HostKernelOptions.class)
                .instantiate(Map.of("sched_info", setup.schedInfo() ? "on" : "off"), setup.release());
        return new HostFacts("bench", setup.release(), kernel, cpus, setup.counter(), setup.clock(), setup.pageSize());
    }

    /** What the host is. */
    public HostFacts facts() {
        return facts;
    }

    /** Time passes. */
    public void advance(Duration time) {
        now += time.picoseconds();
    }

    /** A vCPU's thread waits for a processor, and the wait ends: time passes and is booked in run_delay. */
    public void waits(int vcpu, long nanoseconds) {
        now += nanoseconds * Duration.PS_PER_NANO;
        if (facts.kernel().schedInfo()) {
            runDelay[vcpu] += nanoseconds;
        }
    }

    /** One more vCPU exists; its number. */
    public int addVcpu() {
        vcpus++;
        runDelay = Arrays.copyOf(runDelay, vcpus);
        spent = Arrays.copyOf(spent, vcpus);
        return vcpus - 1;
    }

    /** The memory becomes the arriving copy of another bench's. */
    void arrive(Bench source) {
        memory.arrive(source.memory.image(), facts.pageSize());
    }

    /** Opens a strategy for a hypervisor's demand on this host's VM. */
    public StealMemory open(Candidate<? extends MemoryStrategy<?>> strategy, Demand demand) {
        return open(strategy, strategy.service(), demand);
    }

    private <O extends Record> StealMemory open(Candidate<?> candidate, MemoryStrategy<O> strategy, Demand demand) {
        return strategy.open(candidate.options(strategy, facts.release()), facts, memory, demand);
    }

    /** Makes a VM that is neither configured nor restored, with stolen-time memory or without. */
    public BenchGuest create(
            Candidate<? extends Hypervisor<?>> hypervisor, Optional<Candidate<? extends MemoryStrategy<?>>> strategy) {
        return BenchGuest.create(this, hypervisor, strategy, false);
    }

    @Override
    public String name() {
        return "guest";
    }

    @Override
    public int vcpus() {
        return vcpus;
    }

    @Override
    public GuestMemory memory() {
        return memory;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public long runDelay(int vcpu) {
        return runDelay[vcpu];
    }

    @Override
    public void spend(int vcpu, long picoseconds) {
        if (picoseconds < 0) {
            throw new BrokenRule("host time of " + picoseconds + " ps is spent on vCPU " + vcpu);
        }
        spent[vcpu] += picoseconds;
    }

    /** Host time that was spent on a vCPU's thread so far, in picoseconds. */
    public long spent(int vcpu) {
        return spent[vcpu];
    }

    @Override
    public void observe(ObservationKind kind, int vcpu, long a, long b) {
        if (observing) {
            observed.add(new Observed(kind, vcpu, a, b));
        }
    }

    /** Nobody looks any more. */
    void stopObserving() {
        observing = false;
    }

    /** Everything that was reported so far. */
    public List<Observed> observed() {
        return List.copyOf(observed);
    }
}
