package org.foliot.hypervisor.arm64;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.guest.ReferenceClock;
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
import org.foliot.hypervisor.arm64.KvmOptions.ClockRestore;
import org.foliot.hypervisor.arm64.KvmOptions.HotAdd;
import org.foliot.hypervisor.arm64.KvmOptions.VmclockDevice;

/** One VM under KVM and the VMM that runs it. */
public class KvmMachine implements VirtualMachine {
    /** The first release whose ptp_kvm knows arm64; from memory. */
    private static final KernelRelease PTP_KVM = new KernelRelease(5, 13);

    /** The first release with ptp_vmclock. */
    private static final KernelRelease PTP_VMCLOCK = new KernelRelease(6, 13);

    private static final long LOW_WORD = 0xffff_ffffL;

    private final KvmOptions options;
    private final VmHost vm;
    private final PvTimeDevice device;
    private final FirmwareBitmap services;
    private final Hypercalls hypercalls;
    private final Counters counter;
    private final TimerRegisters timers;
    private final KvmState state;
    private final Optional<Vmclock> vmclock;
    /** Offset of the virtual counter as it was when the VM was made. */
    private final long firstOffset;

    private boolean hasRun;
    /** Whether KVM_RUN may be going on for a vCPU. */
    private boolean busy;
    /** Whether the VM was restored and has not run since. */
    private boolean restored;

    /**
     * A new VM.
     *
     * @param hypervisor whose format its state is saved in
     */
    public KvmMachine(String hypervisor, KvmOptions options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
        this.options = options;
        this.vm = vm;
        this.counter = new Counters(options, host, vm);
        this.device = new PvTimeDevice(
                options, host.kernel().schedInfo(), vm, memory.orElseGet(() -> new NoStealMemory(vm, host.clock())));
        this.services = new FirmwareBitmap(options.firmwareBitmap(), options.targetImplementations());
        long callCost = options.hypercall().at(host.clock()).picoseconds();
        this.hypercalls = new Hypercalls(
                options, services, device, new PtpService(options.ptp(), counter, vm), vm, this::answer, callCost);
        this.vmclock = options.vmclock() == VmclockDevice.OFF
                ? Optional.empty()
                : Optional.of(new Vmclock(
                        vm, counter, host.oscillator(), options.vmclockAt(), options.vmclock() == VmclockDevice.TIME));
        this.firstOffset = counter.virtualOffset();
        this.timers = new TimerRegisters(counter, options.counterOffsetIoctl());
        counter.registers(timers);
        this.state = new KvmState(hypervisor, host, options, vm, device, services, counter, timers);
    }

    @Override
    public int configure() {
        if (options.counterOffset() && options.counterOffsetIoctl()) {
            setCounterOffset(counter.hostAt(vm.now()), 0);
        }
        if (!vm.targetImplementations().isEmpty()) {
            int error = services.set(FirmwareBitmap.VENDOR_HYP_2, FirmwareBitmap.DISCOVER_IMPL, hasRun);
            if (error != Errno.OK) {
                return error;
            }
        }
        for (int vcpu = 0; vcpu < device.vcpus(); vcpu++) {
            int error = device.configure(vcpu);
            if (error != Errno.OK) {
                return error;
            }
        }
        vmclock.ifPresent(Vmclock::create);
        return Errno.OK;
    }

    @Override
    public int setVcpuAttribute(int vcpu, int group, long attribute, long value) {
        return device.set(vcpu, group, attribute, value);
    }

    @Override
    public AttributeValue getVcpuAttribute(int vcpu, int group, long attribute) {
        return device.get(vcpu, group, attribute);
    }

    @Override
    public int hasVcpuAttribute(int vcpu, int group, long attribute) {
        return device.has(group, attribute);
    }

    @Override
    public int setFirmwareRegister(long register, long value) {
        return services.set(register, value, hasRun);
    }

    @Override
    public AttributeValue getFirmwareRegister(long register) {
        return services.get(register);
    }

    @Override
    public int setOneRegister(int vcpu, long register, long value) {
        return TimerRegisters.has(register) ? timers.set(vcpu, register, value) : setFirmwareRegister(register, value);
    }

    @Override
    public AttributeValue getOneRegister(int vcpu, long register) {
        return TimerRegisters.has(register) ? timers.get(vcpu, register, vm.now()) : getFirmwareRegister(register);
    }

    /** kvm_vm_ioctl_set_counter_offset: EINVAL for what is reserved, or for a kernel that has no such call; EBUSY for a vCPU that runs. */
    @Override
    public int setCounterOffset(long counterOffset, long reserved) {
        if (!options.counterOffsetIoctl() || reserved != 0) {
            return Errno.EINVAL;
        } else if (busy) {
            return Errno.EBUSY;
        }
        counter.fix(counterOffset);
        return Errno.OK;
    }

    /**
     * KVM refuses new vCPUs once the interrupt controller is initialised, so QEMU makes all of them at the start; created
     * shows what a VMM without that restriction would do to the virtual counter.
     */
    @Override
    public void vcpuAdded(int vcpu) {
        while (device.vcpus() <= vcpu) {
            device.add();
        }
        if (options.hotAdd() == HotAdd.CREATED) {
            vm.clockChanges();
            counter.show(0);
            vm.clockChanged();
        }
        if (options.hotAddAddress()) {
            // QEMU aborts on an error here; but a vCPU is refused for no other reason than the ones before it were.
            device.configure(vcpu);
        }
    }

    /**
     * What else than KVM's own hypercalls is answered: the result in x0; empty for a call that KVM answers, or refuses, itself.
     *
     * @param function the function id
     * @param argument the low half of x1
     */
    protected OptionalLong answer(int vcpu, int function, int argument) {
        return OptionalLong.empty();
    }

    /** The counters of the VM. */
    protected final Counters counters() {
        return counter;
    }

    /** Rewrites the compare value of every virtual timer that is armed. */
    protected final void rewriteTimers(LongUnaryOperator compareValues) {
        timers.rewrite(compareValues);
    }

    @Override
    public void hypercall(int vcpu, Registers registers) {
        hypercalls.call(vcpu, registers);
    }

    @Override
    public void vcpuLoad(int vcpu) {
        counter.load(vcpu);
        device.vcpu(vcpu).load();
    }

    @Override
    public void enter(int vcpu, long preempted) {
        hasRun = true;
        busy = true;
        device.vcpu(vcpu).enter(preempted);
    }

    /** Nothing: stolen time is recorded when a vCPU goes on, not when it is preempted. */
    @Override
    public void vcpuPut(int vcpu, boolean preempted) {}

    /** QEMU reads the virtual counter when the VM stops, once (target/arm/kvm.c, kvm_arm_get_virtual_time). */
    @Override
    public void stopped() {
        busy = false;
        if (!options.kvmNoAdjvtime()) {
            counter.freeze();
        }
    }

    /** QEMU writes the virtual counter back when the VM runs again (target/arm/kvm.c, kvm_arm_put_virtual_time). */
    @Override
    public void resumed() {
        counter.thaw();
        if (restored && options.clockRestore() == ClockRestore.AFTER_VCPUS) {
            counter.late(firstOffset, vm.now() + options.clockDelay().picoseconds());
        }
        restored = false;
        vmclock.ifPresent(Vmclock::describe);
    }

    @Override
    public long structureAddress(int vcpu) {
        return device.vcpu(vcpu).address();
    }

    @Override
    public long stolenTime(int vcpu) {
        StolenTime stolenTime = device.vcpu(vcpu);
        return stolenTime.configured() ? vm.memory().load64(stolenTime.address() + StolenTimeStructure.STOLEN_TIME) : 0;
    }

    @Override
    public long stealUpdates(int vcpu) {
        return device.vcpu(vcpu).updates();
    }

    @Override
    public long updateCost(int vcpu) {
        return device.vcpu(vcpu).updateCost();
    }

    @Override
    public boolean overwrite(int vcpu, Corrupt.Field field, long value) {
        StolenTime stolenTime = device.vcpu(vcpu);
        if (!stolenTime.configured()) {
            return false;
        }
        GuestMemory memory = vm.memory();
        long header = stolenTime.address() + StolenTimeStructure.REVISION;
        return switch (field) {
            case REVISION -> memory.guestStore64(header, (memory.load64(header) & ~LOW_WORD) | (value & LOW_WORD));
            case ATTRIBUTES ->
                memory.guestStore64(header, (memory.load64(header) & LOW_WORD) | (value << Integer.SIZE));
            case STOLEN_TIME -> memory.guestStore64(stolenTime.address() + StolenTimeStructure.STOLEN_TIME, value);
        };
    }

    @Override
    public VirtualClock clock() {
        return counter;
    }

    @Override
    public PvTimeDriver driver(GuestPlatform platform, PvTimeDriver.Setup setup) {
        return new StolenTimeDriver(platform, setup, device.donated());
    }

    @Override
    public ClockDriver clocks(GuestPlatform platform, ClockDriver.Setup setup) {
        return new ArchClockDriver(platform, references(platform, setup));
    }

    /** The outside clocks that a guest's kernel finds, which are those that it has drivers for. */
    protected final List<ReferenceClock> references(GuestPlatform platform, ClockDriver.Setup setup) {
        List<ReferenceClock> found = new ArrayList<>();
        if (setup.release().isAtLeast(PTP_KVM)) {
            found.add(new PtpKvm(platform));
        }
        if (vmclock.isPresent() && setup.release().isAtLeast(PTP_VMCLOCK)) {
            found.add(new VmclockReader(platform, vmclock.get().address()));
        }
        return found;
    }

    @Override
    public SavedState save() {
        return state.save();
    }

    @Override
    public void restore(SavedState saved) {
        state.restore(saved);
        vmclock.ifPresent(Vmclock::disrupted);
        restored = true;
        stopped();
    }

    @Override
    public void reset() {
        device.reset();
    }
}
