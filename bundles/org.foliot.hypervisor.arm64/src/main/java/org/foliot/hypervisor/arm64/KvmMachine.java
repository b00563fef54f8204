package org.foliot.hypervisor.arm64;

import java.util.Optional;
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
import org.foliot.hypervisor.arm64.KvmOptions.HotAdd;

/** One VM under KVM and the VMM that runs it. */
public class KvmMachine implements VirtualMachine {
    private static final long LOW_WORD = 0xffff_ffffL;

    private final KvmOptions options;
    private final VmHost vm;
    private final PvTimeDevice device;
    private final FirmwareBitmap services;
    private final Hypercalls hypercalls;
    private final Counters counter;
    private final KvmState state;
    private boolean hasRun;

    /**
     * A new VM.
     *
     * @param hypervisor whose format its state is saved in
     */
    public KvmMachine(String hypervisor, KvmOptions options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
        this.options = options;
        this.vm = vm;
        this.device = new PvTimeDevice(
                options, host.kernel().schedInfo(), vm, memory.orElseGet(() -> new NoStealMemory(vm, host.clock())));
        this.services = new FirmwareBitmap(options.firmwareBitmap(), options.targetImplementations());
        long callCost = options.hypercall().at(host.clock()).picoseconds();
        this.hypercalls = new Hypercalls(options, services, device, vm, callCost);
        this.counter = new Counters(vm, host.counter(), host.oscillator());
        this.state = new KvmState(hypervisor, host, options, device, services, counter);
    }

    @Override
    public int configure() {
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
            counter.show(0);
        }
        if (options.hotAddAddress()) {
            // QEMU aborts on an error here; but a vCPU is refused for no other reason than the ones before it were.
            device.configure(vcpu);
        }
    }

    @Override
    public void hypercall(int vcpu, Registers registers) {
        hypercalls.call(vcpu, registers);
    }

    @Override
    public void vcpuLoad(int vcpu) {
        device.vcpu(vcpu).load();
    }

    @Override
    public void enter(int vcpu, long preempted) {
        hasRun = true;
        device.vcpu(vcpu).enter(preempted);
    }

    /** Nothing: stolen time is recorded when a vCPU goes on, not when it is preempted. */
    @Override
    public void vcpuPut(int vcpu, boolean preempted) {}

    /** QEMU reads the virtual counter when the VM stops, once (target/arm/kvm.c, kvm_arm_get_virtual_time). */
    @Override
    public void stopped() {
        if (!options.kvmNoAdjvtime()) {
            counter.freeze();
        }
    }

    /** QEMU writes the virtual counter back when the VM runs again (target/arm/kvm.c, kvm_arm_put_virtual_time). */
    @Override
    public void resumed() {
        counter.thaw();
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
    public SavedState save() {
        return state.save();
    }

    @Override
    public void restore(SavedState saved) {
        state.restore(saved);
        stopped();
    }

    @Override
    public void reset() {
        device.reset();
    }
}
