package org.foliot.hypervisor.kvmriscv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.guest.SystemCounter;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.AttributeValue;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.OffsetCounter;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.StealMemory;
import org.foliot.api.timeline.Events.Corrupt;
import org.foliot.time.Address;

/** One VM under KVM on RISC-V and the VMM that runs it. */
final class KvmRiscvMachine implements VirtualMachine {
    /** KVM_REG_RISCV_SBI_STATE with the subtype STA, as a group of attributes. */
    static final int SBI_STA = 0x0a00_0000;

    /** KVM_REG_RISCV_TIMER, as a group of attributes. */
    static final int TIMER = 0x0400_0000;

    static final long SHMEM_LO = 0;
    static final long SHMEM_HI = 1;
    static final long TIMER_FREQUENCY = 0;
    static final long TIMER_TIME = 1;

    /** Name and rating of the counter (drivers/clocksource/timer-riscv.c; 300 in older kernels, and it is the only one). */
    static final String CLOCKSOURCE = "riscv_clocksource";

    static final int RATING = 400;

    private static final long LOW_WORD = 0xffff_ffffL;

    private final KvmRiscvOptions options;
    private final VmHost vm;
    private final Optional<StealMemory> memory;
    private final List<StealTime> stealTime = new ArrayList<>();
    private final OffsetCounter time;
    private final SbiCalls calls;
    private final KvmRiscvState state;

    KvmRiscvMachine(KvmRiscvOptions options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
        this.options = options;
        this.vm = vm;
        this.memory = options.sta() && host.kernel().schedInfo() ? memory : Optional.empty();
        addStealTime(vm.vcpus());
        this.time = new OffsetCounter(vm, host.counter(), host.oscillator());
        this.calls = new SbiCalls(
                options, vm, stealTime, options.ecall().at(host.clock()).picoseconds());
        this.state = new KvmRiscvState(host, options, vm, stealTime, time);
    }

    private void addStealTime(int vcpus) {
        memory.ifPresent(m -> {
            while (stealTime.size() < vcpus) {
                stealTime.add(new StealTime(stealTime.size(), vm, m));
            }
        });
    }

    /** Nothing: what there is to set up the guest sets up. */
    @Override
    public int configure() {
        return Errno.OK;
    }

    /** KVM_SET_ONE_REG on a vCPU (kvm_riscv_vcpu_set_reg_sbi_sta, kvm_riscv_vcpu_set_reg_timer). */
    @Override
    public int setVcpuAttribute(int vcpu, int group, long attribute, long value) {
        int known = hasVcpuAttribute(vcpu, group, attribute);
        if (known != Errno.OK) {
            return known;
        } else if (group == SBI_STA) {
            return attribute == SHMEM_LO ? stealTime.get(vcpu).write(value) : zero(value);
        } else if (attribute == TIMER_FREQUENCY) {
            return zero(value - time.frequency().hertz());
        }
        time.write(value);
        return Errno.OK;
    }

    /** The upper half of an address, or the distance of a frequency from that of the host: nothing else is taken. */
    private static int zero(long value) {
        return value == 0 ? Errno.OK : Errno.EINVAL;
    }

    @Override
    public AttributeValue getVcpuAttribute(int vcpu, int group, long attribute) {
        int known = hasVcpuAttribute(vcpu, group, attribute);
        if (known != Errno.OK) {
            return AttributeValue.refused(known);
        } else if (group == SBI_STA) {
            return AttributeValue.of(attribute == SHMEM_LO ? stealTime.get(vcpu).shmem() : 0);
        }
        return AttributeValue.of(attribute == TIMER_FREQUENCY ? time.frequency().hertz() : time.value());
    }

    @Override
    public int hasVcpuAttribute(int vcpu, int group, long attribute) {
        boolean two = attribute == SHMEM_LO || attribute == SHMEM_HI;
        boolean known = (group == SBI_STA && !stealTime.isEmpty()) || group == TIMER;
        return known && two ? Errno.OK : Errno.ENOENT;
    }

    @Override
    public void vcpuAdded(int vcpu) {
        addStealTime(vcpu + 1);
    }

    /** hart_start resets the vCPU, and with it the registration (kvm_riscv_reset_vcpu). */
    @Override
    public void vcpuReset(int vcpu) {
        if (!stealTime.isEmpty()) {
            stealTime.get(vcpu).reset();
        }
    }

    @Override
    public void hypercall(int vcpu, Registers registers) {
        calls.execute(vcpu, registers);
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

    /** Nothing: the byte that could say that a vCPU is preempted is never written. */
    @Override
    public void vcpuPut(int vcpu, boolean preempted) {}

    /** QEMU reads the counter when the VM stops. */
    @Override
    public void stopped() {
        if (options.clockStops()) {
            time.hold();
        }
    }

    /** QEMU writes the counter when the VM goes on. */
    @Override
    public void resumed() {
        time.goOn();
    }

    @Override
    public long structureAddress(int vcpu) {
        return vcpu < stealTime.size() ? stealTime.get(vcpu).shmem() : StealMemory.NO_ADDRESS;
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
        return switch (field) {
            case REVISION -> false;
            case ATTRIBUTES ->
                guest.guestStore64(address, (guest.load64(address) & LOW_WORD) | (value << Integer.SIZE));
            case STOLEN_TIME -> guest.guestStore64(address + StealTimeStructure.STEAL, value);
        };
    }

    @Override
    public VirtualClock clock() {
        return time;
    }

    @Override
    public PvTimeDriver driver(GuestPlatform platform, PvTimeDriver.Setup setup) {
        return new StealTimeDriver(platform, setup);
    }

    @Override
    public ClockDriver clocks(GuestPlatform platform, ClockDriver.Setup setup) {
        return new SystemCounter(platform, CLOCKSOURCE, RATING, platform.clock().frequency());
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

    /** All vCPUs are reset. The counter, which is the VM's, runs on. */
    @Override
    public void reset() {
        stealTime.forEach(StealTime::reset);
    }
}
