package org.foliot.hypervisor.hyperv;

import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.StealMemory;
import org.foliot.api.observation.Observations;
import org.foliot.api.timeline.Events.Corrupt;

/** One partition under Hyper-V. */
final class HypervMachine implements VirtualMachine {
    private final HypervOptions options;
    private final VmHost vm;
    private final long cost;
    private final PartitionTime time;
    private final ReferenceTsc page;
    private final HypervState state;

    HypervMachine(HypervOptions options, HostFacts host, VmHost vm) {
        this.options = options;
        this.vm = vm;
        this.cost = options.hypercall().at(host.clock()).picoseconds();
        this.time = new PartitionTime(vm, host, cost);
        this.page = new ReferenceTsc(vm, time, options.referenceTsc() == HypervOptions.ReferenceTsc.VALID);
        this.state = new HypervState(host, options, vm, time, page);
    }

    /** Nothing: what there is to set up the guest sets up. */
    @Override
    public int configure() {
        return Errno.OK;
    }

    @Override
    public void vcpuAdded(int vcpu) {
        // Counter and page belong to the partition.
    }

    /** Reads or writes a register of the virtual processor. */
    @Override
    public void hypercall(int vcpu, Registers registers) {
        long code = registers.x(0);
        long register = registers.x(1);
        long status;
        if (code == Tlfs.GET_VP_REGISTERS) {
            status = get(register, registers);
        } else if (code == Tlfs.SET_VP_REGISTERS) {
            status = set(register, registers.x(2));
        } else {
            status = Tlfs.INVALID_HYPERCALL_CODE;
        }
        registers.x(0, status);
        vm.spend(vcpu, cost);
        vm.observe(Observations.HYPERCALL, vcpu, code, status);
    }

    private boolean hasPage() {
        return options.referenceTsc() != HypervOptions.ReferenceTsc.NONE;
    }

    private long get(long register, Registers registers) {
        if (register == Tlfs.FEATURES) {
            registers.x(
                    1,
                    Tlfs.TIME_REF_COUNT_AVAILABLE
                            | (hasPage() ? Tlfs.REFERENCE_TSC_AVAILABLE : 0)
                            | (options.invariantCounter() ? Tlfs.INVARIANT : 0));
        } else if (register == Tlfs.TIME_REF_COUNT) {
            registers.x(1, time.reference(vm.now()));
        } else if (register == Tlfs.REFERENCE_TSC && hasPage()) {
            registers.x(1, page.register());
        } else {
            return Tlfs.INVALID_PARAMETER;
        }
        return Tlfs.SUCCESS;
    }

    private long set(long register, long value) {
        if (register != Tlfs.REFERENCE_TSC || !hasPage()) {
            return Tlfs.INVALID_PARAMETER;
        }
        page.write(value);
        return Tlfs.SUCCESS;
    }

    @Override
    public void vcpuLoad(int vcpu) {
        // Nothing is told that changes.
    }

    @Override
    public void enter(int vcpu, long preempted) {
        // As above.
    }

    @Override
    public void vcpuPut(int vcpu, boolean preempted) {
        // As above.
    }

    @Override
    public void stopped() {
        if (options.clockStops()) {
            time.hold();
        }
    }

    @Override
    public void resumed() {
        time.goOn();
    }

    @Override
    public long structureAddress(int vcpu) {
        return StealMemory.NO_ADDRESS;
    }

    @Override
    public long stolenTime(int vcpu) {
        return 0;
    }

    @Override
    public long stealUpdates(int vcpu) {
        return 0;
    }

    @Override
    public long updateCost(int vcpu) {
        return 0;
    }

    @Override
    public boolean overwrite(int vcpu, Corrupt.Field field, long value) {
        return false;
    }

    @Override
    public VirtualClock clock() {
        return time;
    }

    @Override
    public PvTimeDriver driver(GuestPlatform platform, PvTimeDriver.Setup setup) {
        return new NoStolenTime();
    }

    @Override
    public ClockDriver clocks(GuestPlatform platform, ClockDriver.Setup setup) {
        return new HypervClockDriver(platform, setup, options);
    }

    @Override
    public SavedState save() {
        return state.save();
    }

    @Override
    public void restore(SavedState saved) {
        state.restore(saved);
        stopped();
    }

    /** The page is nobody's; time, which is the partition's, runs on. */
    @Override
    public void reset() {
        page.write(0);
    }
}
