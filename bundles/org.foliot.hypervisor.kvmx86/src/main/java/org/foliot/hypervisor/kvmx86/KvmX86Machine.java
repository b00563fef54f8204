package org.foliot.hypervisor.kvmx86;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.AttributeValue;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.StealMemory;
import org.foliot.api.timeline.Events.Corrupt;
import org.foliot.time.Address;

/** One VM under KVM on x86 and the VMM that runs it. */
final class KvmX86Machine implements VirtualMachine {
    /** KVM_VCPU_TSC_CTRL and KVM_VCPU_TSC_OFFSET, the only attribute of a vCPU (Documentation/virt/kvm/devices/vcpu.rst). */
    static final int TSC_CTRL = 0;

    static final long TSC_OFFSET = 0;

    private static final long LOW_WORD = 0xffff_ffffL;

    private final KvmX86Options options;
    private final VmHost vm;
    private final Optional<StealMemory> memory;
    private final List<StealTime> stealTime = new ArrayList<>();
    private final GuestTsc tsc;
    private final KvmClock clock;
    private final Traps traps;
    private final KvmX86State state;

    KvmX86Machine(KvmX86Options options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
        this.options = options;
        this.vm = vm;
        this.memory = options.stealTime() && host.kernel().schedInfo() ? memory : Optional.empty();
        addStealTime(vm.vcpus());
        this.tsc = new GuestTsc(vm, host.counter(), host.oscillator());
        this.clock = new KvmClock(vm, tsc, options);
        long cost = options.trap().at(host.clock()).picoseconds();
        this.traps = new Traps(options, vm, stealTime, clock, tsc, cost);
        this.state = new KvmX86State(host, options, vm, stealTime, clock, tsc);
    }

    private void addStealTime(int vcpus) {
        memory.ifPresent(m -> {
            while (stealTime.size() < vcpus) {
                stealTime.add(new StealTime(stealTime.size(), vm, m, options.preemptedFlag()));
            }
        });
    }

    /** Nothing: what there is to set up the guest sets up. */
    @Override
    public int configure() {
        return Errno.OK;
    }

    /** The offset of the TSC, which all vCPUs share here; ENXIO for anything else. */
    @Override
    public int setVcpuAttribute(int vcpu, int group, long attribute, long value) {
        int known = hasVcpuAttribute(vcpu, group, attribute);
        if (known == Errno.OK) {
            long shown = clock.value();
            tsc.offset(value);
            state.tscChanged(shown);
        }
        return known;
    }

    @Override
    public AttributeValue getVcpuAttribute(int vcpu, int group, long attribute) {
        int known = hasVcpuAttribute(vcpu, group, attribute);
        return known == Errno.OK ? AttributeValue.of(tsc.offset()) : AttributeValue.refused(known);
    }

    @Override
    public int hasVcpuAttribute(int vcpu, int group, long attribute) {
        return group == TSC_CTRL && attribute == TSC_OFFSET ? Errno.OK : Errno.ENXIO;
    }

    /** KVM_SET_ONE_REG, which no kernel has on x86 that is modelled here: EINVAL, as for every unknown ioctl. */
    @Override
    public int setFirmwareRegister(long register, long value) {
        return Errno.EINVAL;
    }

    @Override
    public AttributeValue getFirmwareRegister(long register) {
        return AttributeValue.refused(Errno.EINVAL);
    }

    /** A new vCPU's TSC is that of the others (kvm_synchronize_tsc, with 0 as the value). */
    @Override
    public void vcpuAdded(int vcpu) {
        addStealTime(vcpu + 1);
        clock.grow(vcpu + 1);
    }

    /** INIT resets the vCPU, and with it the registers by which it named memory (kvm_vcpu_reset). The TSC runs on. */
    @Override
    public void vcpuReset(int vcpu) {
        if (!stealTime.isEmpty()) {
            stealTime.get(vcpu).reset();
        }
        clock.reset(vcpu);
    }

    @Override
    public void hypercall(int vcpu, Registers registers) {
        traps.execute(vcpu, registers);
    }

    @Override
    public void vcpuLoad(int vcpu) {
        if (!stealTime.isEmpty()) {
            stealTime.get(vcpu).load();
        }
    }

    @Override
    public void enter(int vcpu, long preempted) {
        if (!stealTime.isEmpty()) {
            stealTime.get(vcpu).enter(preempted);
        }
    }

    @Override
    public void vcpuPut(int vcpu, boolean preempted) {
        if (!stealTime.isEmpty()) {
            stealTime.get(vcpu).put(preempted);
        }
    }

    /** QEMU reads kvmclock when the VM stops (hw/i386/kvm/clock.c, kvmclock_vm_state_change). */
    @Override
    public void stopped() {
        state.stopped();
    }

    /** QEMU sets kvmclock when the VM goes on, and says that it had been stopped. */
    @Override
    public void resumed() {
        state.resumed();
    }

    @Override
    public long structureAddress(int vcpu) {
        return vcpu < stealTime.size() ? stealTime.get(vcpu).address() : StealMemory.NO_ADDRESS;
    }

    private boolean hasStructure(int vcpu) {
        long address = structureAddress(vcpu);
        return address != StealMemory.NO_ADDRESS && vm.memory().backed(new Address(address), StealTimeStructure.SIZE);
    }

    @Override
    public long stolenTime(int vcpu) {
        return hasStructure(vcpu) ? vm.memory().load64(structureAddress(vcpu) + StealTimeStructure.STEAL) : 0;
    }

    @Override
    public long stealUpdates(int vcpu) {
        return vcpu < stealTime.size() ? stealTime.get(vcpu).updates() : 0;
    }

    @Override
    public long updateCost(int vcpu) {
        return vcpu < stealTime.size() ? stealTime.get(vcpu).updateCost() : 0;
    }

    /** Stolen time, or the flags, which are what the structure has of attributes. It has no revision. */
    @Override
    public boolean overwrite(int vcpu, Corrupt.Field field, long value) {
        if (!hasStructure(vcpu)) {
            return false;
        }
        GuestMemory guest = vm.memory();
        long address = structureAddress(vcpu);
        long version = address + StealTimeStructure.VERSION;
        return switch (field) {
            case REVISION -> false;
            case ATTRIBUTES ->
                guest.guestStore64(version, (guest.load64(version) & LOW_WORD) | (value << Integer.SIZE));
            case STOLEN_TIME -> guest.guestStore64(address + StealTimeStructure.STEAL, value);
        };
    }

    @Override
    public VirtualClock clock() {
        return tsc;
    }

    @Override
    public PvTimeDriver driver(GuestPlatform platform, PvTimeDriver.Setup setup) {
        return new StealTimeDriver(platform, setup);
    }

    @Override
    public ClockDriver clocks(GuestPlatform platform, ClockDriver.Setup setup) {
        return new KvmClockDriver(platform, setup);
    }

    @Override
    public SavedState save() {
        return state.save();
    }

    @Override
    public void restore(SavedState saved) {
        state.restore(saved);
    }

    /** The registers of all vCPUs are as at power-on, and QEMU writes 0 to the TSC; kvmclock, which is the VM's, runs on. */
    @Override
    public void reset() {
        stealTime.forEach(StealTime::reset);
        clock.reset();
        long shown = clock.value();
        tsc.write(0);
        state.tscChanged(shown);
    }
}
