package org.example.loongarch;

import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.time.Frequency;
import org.foliot.time.counter.CounterView;

/**
 * The stable counter as all vCPUs of one VM read it by {@code rdtime.d}: the host's plus an offset (CSR.CNTC), which nothing
 * scales. It is both the virtual and the physical counter, since a guest has no other.
 */
final class StableCounter implements VirtualClock {
    private final VmHost vm;
    private final Frequency frequency;
    private final Frequency oscillator;
    private CounterView view;
    private boolean held;
    private long heldAt;

    /**
     * The counter of a new VM, which starts at zero now.
     *
     * @param frequency of the host's counter as {@code cpucfg} says it
     * @param oscillator as it really is
     */
    StableCounter(VmHost vm, Frequency frequency, Frequency oscillator) {
        this.vm = vm;
        this.frequency = frequency;
        this.oscillator = oscillator;
        write(0);
    }

    /** A write of KVM_REG_LOONGARCH_COUNTER: it shows the value now and runs on from there. */
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

    @Override
    public Frequency frequency() {
        return frequency;
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
