package @PACKAGE@;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.IncompatibleStateException;
import org.foliot.api.hypervisor.OffsetCounter;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.StealMemory;
import org.foliot.api.observation.Observations;
import org.foliot.api.timeline.Events.Corrupt;

/**
 * One VM on one host.
 *
 * <p>Before a vCPU enters the guest, what its thread has waited since the last update is added to its structure. All calls come
 * from one thread; those that are made for every event allocate nothing.
 */
final class @CLASS@Machine implements VirtualMachine {
    private static final int FORMAT = 1;
    private static final String FOUND = "found";
    private static final String COUNTER = "counter";
    private static final String FREQUENCY = "frequency";

    private final VmHost vm;
    private final HostFacts host;
    private final Optional<StealMemory> memory;
    private final long hypercallCost;
    private final OffsetCounter clock;
    private VcpuState[] vcpus = {};

    /** What the hypervisor knows of one vCPU. */
    private static final class VcpuState {
        /** Whether the guest has asked for the structure, and so whether it is kept current. */
        private boolean found;
        /** Whether the structure is to be updated before guest code runs. */
        private boolean requested;
        /** The thread's run_delay up to which everything is counted, in nanoseconds. */
        private long counted;

        private long updates;
        private long cost;
    }

    @CLASS@Machine(@CLASS@Options options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
        this.vm = vm;
        this.host = host;
        this.memory = options.stolenTime() && host.kernel().schedInfo() ? memory : Optional.empty();
        this.hypercallCost = options.hypercall().at(host.clock()).picoseconds();
        this.clock = new OffsetCounter(vm, host.counter(), host.oscillator());
        addVcpus();
    }

    private void addVcpus() {
        int known = vcpus.length;
        vcpus = Arrays.copyOf(vcpus, vm.vcpus());
        for (int vcpu = known; vcpu < vcpus.length; vcpu++) {
            vcpus[vcpu] = new VcpuState();
        }
    }

    /** The VMM tells the host where the structures are. */
    @Override
    public int configure() {
        for (int vcpu = 0; vcpu < vcpus.length; vcpu++) {
            int error = place(vcpu);
            if (error != Errno.OK) {
                return error;
            }
        }
        return Errno.OK;
    }

    private int place(int vcpu) {
        return memory.isEmpty() ? Errno.OK : memory.get().place(vcpu, memory.get().placement(vcpu));
    }

    @Override
    public void vcpuAdded(int vcpu) {
        addVcpus();
        place(vcpu);
    }

    @Override
    public void hypercall(int vcpu, Registers registers) {
        vm.spend(vcpu, hypercallCost);
        long result = registers.x(0) == @CLASS@Interface.FIND ? find(vcpu) : @CLASS@Interface.NOT_SUPPORTED;
        registers.results(result, 0, 0, 0);
    }

    private long find(int vcpu) {
        if (memory.isEmpty()) {
            return @CLASS@Interface.NOT_SUPPORTED;
        }
        VcpuState state = vcpus[vcpu];
        if (!state.found) {
            state.found = true;
            state.counted = vm.runDelay(vcpu);
        }
        return memory.get().placement(vcpu);
    }

    /** The vCPU's thread was put on a processor: it may have waited for it. */
    @Override
    public void vcpuLoad(int vcpu) {
        vcpus[vcpu].requested = true;
    }

    @Override
    public void enter(int vcpu, long preempted) {
        VcpuState state = vcpus[vcpu];
        if (state.requested && state.found) {
            update(vcpu, state);
        }
        state.requested = false;
    }

    private void update(int vcpu, VcpuState state) {
        StealMemory structures = memory.orElseThrow();
        if (structures.begin(vcpu) != StealMemory.OK) {
            // Nothing is written and nothing counted: the next update makes up for it.
            spend(vcpu, state, structures.faultCost());
            vm.observe(Observations.STEAL_FAULT, vcpu, 0, 0);
            return;
        }
        long runDelay = vm.runDelay(vcpu);
        long before = structures.load64(@CLASS@Interface.STOLEN);
        long after = before + runDelay - state.counted;
        structures.store64(@CLASS@Interface.STOLEN, after);
        state.counted = runDelay;
        state.updates++;
        spend(vcpu, state, structures.end());
        vm.observe(Observations.STEAL_UPDATE, vcpu, before, after);
    }

    private void spend(int vcpu, VcpuState state, long picoseconds) {
        state.cost += picoseconds;
        vm.spend(vcpu, picoseconds);
    }

    /** Nothing: the guest is not told that a vCPU does not run. */
    @Override
    public void vcpuPut(int vcpu, boolean preempted) {}

    /** Nothing: time does not stop while the VM is stopped, and nobody waits for a processor then. */
    @Override
    public void stopped() {}

    @Override
    public void resumed() {}

    @Override
    public long structureAddress(int vcpu) {
        return memory.isPresent() && vcpus[vcpu].found ? memory.get().placement(vcpu) : StealMemory.NO_ADDRESS;
    }

    @Override
    public long stolenTime(int vcpu) {
        long address = structureAddress(vcpu);
        return address == StealMemory.NO_ADDRESS ? 0 : vm.memory().load64(address + @CLASS@Interface.STOLEN);
    }

    @Override
    public long stealUpdates(int vcpu) {
        return vcpus[vcpu].updates;
    }

    @Override
    public long updateCost(int vcpu) {
        return vcpus[vcpu].cost;
    }

    /** The structure has stolen time and nothing else. */
    @Override
    public boolean overwrite(int vcpu, Corrupt.Field field, long value) {
        long address = structureAddress(vcpu);
        return field == Corrupt.Field.STOLEN_TIME
                && address != StealMemory.NO_ADDRESS
                && vm.memory().guestStore64(address + @CLASS@Interface.STOLEN, value);
    }

    @Override
    public VirtualClock clock() {
        return clock;
    }

    /** The guest kernel's side of the interface; each kernel gets one of its own. */
    @Override
    public PvTimeDriver driver(GuestPlatform platform, PvTimeDriver.Setup setup) {
        return new @CLASS@Driver(platform, setup);
    }

    /** What travels beside the guest's memory; the structures themselves are the memory strategy's concern. */
    @Override
    public SavedState save() {
        long[] found = new long[vcpus.length];
        for (int vcpu = 0; vcpu < found.length; vcpu++) {
            found[vcpu] = vcpus[vcpu].found ? 1 : 0;
        }
        SortedMap<String, long[]> values = new TreeMap<>();
        values.put(FOUND, found);
        values.put(COUNTER, new long[] {clock.value()});
        values.put(FREQUENCY, new long[] {clock.frequency().hertz()});
        return new SavedState(@CLASS@Hypervisor.ID, FORMAT, values);
    }

    @Override
    public void restore(SavedState saved) {
        if (!saved.hypervisor().equals(@CLASS@Hypervisor.ID) || saved.version() != FORMAT) {
            throw new IncompatibleStateException(
                    IncompatibleStateException.SAVED_STATE,
                    "the guest was saved by " + saved.hypervisor() + " in format " + saved.version() + ", but "
                            + host.name() + " reads format " + FORMAT + " of " + @CLASS@Hypervisor.ID);
        }
        if (saved.value(FREQUENCY) != clock.frequency().hertz()) {
            throw new IncompatibleStateException(
                    IncompatibleStateException.COUNTER_FREQUENCY,
                    "the guest's counter runs at " + saved.value(FREQUENCY) + " Hz, that of " + host.name() + " at "
                            + clock.frequency());
        }
        long[] found = saved.vector(FOUND);
        if (found.length > vcpus.length) {
            throw new IncompatibleStateException(
                    IncompatibleStateException.SAVED_STATE,
                    "the guest was saved with " + found.length + " vCPUs, but has " + vcpus.length + " on "
                            + host.name());
        }
        for (int vcpu = 0; vcpu < found.length; vcpu++) {
            restore(vcpu, found[vcpu] != 0);
        }
        clock.write(saved.value(COUNTER));
    }

    /** The thread is a new one here, and so is its run_delay. */
    private void restore(int vcpu, boolean found) {
        if (found && memory.isEmpty()) {
            throw new IncompatibleStateException(
                    IncompatibleStateException.PV_TIME,
                    "the guest has stolen time on vCPU " + vcpu + ", but " + host.name() + " offers none");
        }
        vcpus[vcpu].found = found;
        vcpus[vcpu].counted = vm.runDelay(vcpu);
    }

    /** The next kernel has to ask anew. */
    @Override
    public void reset() {
        for (VcpuState state : vcpus) {
            state.found = false;
        }
    }
}
