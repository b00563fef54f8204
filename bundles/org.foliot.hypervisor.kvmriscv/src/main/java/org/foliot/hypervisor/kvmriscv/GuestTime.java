package org.foliot.hypervisor.kvmriscv;

import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.time.Frequency;
import org.foliot.time.counter.CounterView;

/**
 * The {@code time} counter as all vCPUs of one VM read it: the host's plus {@code htimedelta} (arch/riscv/kvm/vcpu_timer.c,
 * kvm_riscv_current_cycles). It is both the virtual and the physical counter, since a guest has no other.
 */
final class GuestTime implements VirtualClock {
    private final VmHost vm;
    private final Frequency timebase;
    private final Frequency oscillator;
    private CounterView view;
    private boolean held;
    private long heldAt;

    /**
     * The counter of a new VM, which starts at zero now (kvm_riscv_guest_timer_init).
     *
     * @param timebase frequency of the host's counter as its device tree says it
     * @param oscillator as it really is
     */
    GuestTime(VmHost vm, Frequency timebase, Frequency oscillator) {
        this.vm = vm;
        this.timebase = timebase;
        this.oscillator = oscillator;
        write(0);
    }

    /** A write of KVM_REG_RISCV_TIMER_REG(time): it shows the value now and runs on from there. */
    void write(long value) {
        view = CounterView.showing(oscillator, vm.now(), value);
        held = false;
    }

    /** The VMM has read it, and will write it; once held it stays as it was. */
    void hold() {
        if (!held) {
            heldAt = view.at(vm.now());
            held = true;
        }
    }

    /** The VMM writes what it has read. */
    void goOn() {
        if (held) {
            write(heldAt);
        }
    }

    /** What it shows now. */
    long value() {
        return held ? heldAt : view.at(vm.now());
    }

    /** What is added to the host's counter. */
    long timeDelta() {
        return -view.offset();
    }

    /** {@code timebase-frequency}, as the guest reads it in its device tree when it starts. */
    @Override
    public Frequency frequency() {
        return timebase;
    }

    @Override
    public long virtualCounter(int vcpu, long instant) {
        return held ? heldAt : view.at(instant);
    }

    @Override
    public long physicalCounter(int vcpu, long instant) {
        return virtualCounter(vcpu, instant);
    }

    /** While the counter is held it is not known when it will run again, so what it has not reached it never will. */
    @Override
    public long instantOfVirtual(int vcpu, long value) {
        if (held) {
            return Long.compareUnsigned(value, heldAt) <= 0 ? vm.now() : NEVER;
        }
        return view.instantOf(value, vm.now());
    }

    @Override
    public long instantOfPhysical(int vcpu, long value) {
        return instantOfVirtual(vcpu, value);
    }
}
