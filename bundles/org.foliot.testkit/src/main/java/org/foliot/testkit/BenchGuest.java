package org.foliot.testkit;

import java.util.Optional;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.MemoryStrategy.Demand;
import org.foliot.api.memory.SavedSteal;
import org.foliot.api.memory.StealMemory;
import org.foliot.api.observation.ObservationKind;

/** One VM on a {@link Bench}, with everything that the machine and the guest's software can do to it. */
public final class BenchGuest {
    private final Bench bench;
    private final Candidate<? extends Hypervisor<?>> hypervisor;
    private final Optional<Candidate<? extends MemoryStrategy<?>>> strategy;
    private final Optional<StealMemory> memory;
    private final VirtualMachine vm;
    private final Registers registers = new Registers();

    private BenchGuest(
            Bench bench,
            Candidate<? extends Hypervisor<?>> hypervisor,
            Optional<Candidate<? extends MemoryStrategy<?>>> strategy,
            Optional<StealMemory> memory,
            VirtualMachine vm) {
        this.bench = bench;
        this.hypervisor = hypervisor;
        this.strategy = strategy;
        this.memory = memory;
        this.vm = vm;
    }

    static BenchGuest create(
            Bench bench,
            Candidate<? extends Hypervisor<?>> hypervisor,
            Optional<Candidate<? extends MemoryStrategy<?>>> strategy,
            boolean restored) {
        Hypervisor<?> service = hypervisor.service();
        // One vCPU more than there are, so that one can be hot-added.
        Demand demand = new Demand(bench.vcpus() + 1, service.structureSize(), service.structureAlignment(), restored);
        Optional<StealMemory> memory = strategy.map(s -> bench.open(s, demand));
        return new BenchGuest(bench, hypervisor, strategy, memory, create(bench, hypervisor, service, memory));
    }

    private static <O extends Record> VirtualMachine create(
            Bench bench, Candidate<?> candidate, Hypervisor<O> service, Optional<StealMemory> memory) {
        return service.create(candidate.options(service, bench.facts().release()), bench.facts(), bench, memory);
    }

    /** The host it is on. */
    public Bench bench() {
        return bench;
    }

    /** The VM as its hypervisor runs it. */
    public VirtualMachine vm() {
        return vm;
    }

    /** Its stolen-time memory. */
    public StealMemory stealMemory() {
        return memory.orElseThrow();
    }

    /** Its memory. */
    public GuestMemory memory() {
        return bench.memory();
    }

    /** Whether its software has to donate the memory for stolen time. */
    public boolean donates() {
        return memory.isPresent() && stealMemory().donated();
    }

    /** Where the structure of a vCPU is to be: where the host places it, or a place in RAM of the guest's choice. */
    public long slot(int vcpu) {
        return donates()
                ? Bench.RAM.value() + (long) vcpu * hypervisor.service().structureSize()
                : stealMemory().placement(vcpu);
    }

    /** The vCPU's thread is put on a processor and guest code begins to run. */
    public void enter(int vcpu) {
        vm.vcpuLoad(vcpu);
        vm.enter(vcpu, 0);
    }

    /** The vCPU runs for an instant: it is loaded, entered, and leaves. */
    public void run(int vcpu) {
        enter(vcpu);
        vm.vcpuPut(vcpu, false);
    }

    /** The running vCPU is preempted, waits, and runs again. */
    public void preempt(int vcpu, long nanoseconds) {
        vm.vcpuPut(vcpu, true);
        bench.waits(vcpu, nanoseconds);
        enter(vcpu);
    }

    /** The guest executes a hypercall with one argument; what comes back in x0. */
    public long call(int vcpu, long function, long argument) {
        vm.hypercall(vcpu, registers.call(function, argument, 0, 0));
        return registers.x(0);
    }

    /** The registers as the last hypercall left them. */
    public Registers registers() {
        return registers;
    }

    /** The virtual hardware as the guest's software sees it. */
    public GuestPlatform platform() {
        return new Platform();
    }

    /** The driver of a guest kernel of the default release, which keeps donated structures at the start of RAM. */
    public PvTimeDriver driver() {
        return driver(PvTimeDriver.Abi.RELEASED);
    }

    /** The driver of a guest kernel that was written to a draft, or not. */
    public PvTimeDriver driver(PvTimeDriver.Abi abi) {
        return vm.driver(platform(), new PvTimeDriver.Setup(KernelRelease.DEFAULT, abi, Bench.RAM, 0));
    }

    /**
     * Moves the VM, which the VMM stops for it, to another host: everything that travels is taken there, and the VM goes on
     * unless it is refused. This VM stays stopped and can be resumed.
     */
    public BenchGuest moveTo(Bench destination) {
        vm.stopped();
        SavedState state = vm.save();
        Optional<SavedSteal> steal = memory.map(StealMemory::save);
        destination.arrive(bench);
        BenchGuest arrived = create(destination, hypervisor, strategy, true);
        steal.ifPresent(s -> arrived.stealMemory().restore(s));
        arrived.vm.restore(state);
        arrived.vm.resumed();
        return arrived;
    }

    private final class Platform implements GuestPlatform {
        @Override
        public int vcpus() {
            return bench.vcpus();
        }

        @Override
        public GuestMemory memory() {
            return bench.memory();
        }

        @Override
        public VirtualClock clock() {
            return vm.clock();
        }

        @Override
        public long now() {
            return bench.now();
        }

        @Override
        public void hypercall(int vcpu, Registers call) {
            vm.hypercall(vcpu, call);
        }

        @Override
        public void kick(int vcpu) {
            throw new UnsupportedOperationException("nothing on the bench runs by itself");
        }

        @Override
        public void powerOn(int vcpu) {
            throw new UnsupportedOperationException("nothing on the bench runs by itself");
        }

        @Override
        public void observe(ObservationKind kind, int vcpu, long a, long b) {
            bench.observe(kind, vcpu, a, b);
        }
    }
}
