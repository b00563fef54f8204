package org.foliot.hypervisor.arm64;

import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.time.Frequency;
import org.foliot.time.counter.CounterView;

/**
 * The counters of one VM: the host's physical counter as it is, and the virtual one less an offset that all vCPUs share
 * (arch/arm64/kvm/arch_timer.c; CNTVCT = CNTPCT − CNTVOFF). KVM knows no frequency but the host's.
 */
final class Counters implements VirtualClock {
    private final VmHost vm;
    private final Frequency frequency;
    private final Frequency oscillator;
    private final CounterView physical;
    private CounterView virtual;
    private boolean frozen;
    private long frozenAt;

    /**
     * Counters of a new VM: the virtual one starts at zero now, the physical one shows the host's.
     *
     * @param frequency of the host's counter as its register says it
     * @param oscillator as it really is
     */
    Counters(VmHost vm, Frequency frequency, Frequency oscillator) {
        this.vm = vm;
        this.frequency = frequency;
        this.oscillator = oscillator;
        this.physical = CounterView.of(oscillator);
        show(0);
    }

    /** Makes the virtual counter show a value now, as a write of KVM_REG_ARM_TIMER_CNT does; it runs on from there. */
    void show(long value) {
        virtual = CounterView.showing(oscillator, vm.now(), value);
        frozen = false;
    }

    /** Holds the virtual counter at what it shows, until {@link #thaw}; once held it stays as it was. */
    void freeze() {
        if (!frozen) {
            frozenAt = virtual.at(vm.now());
            frozen = true;
        }
    }

    /** Lets a held virtual counter run on from where it was held. */
    void thaw() {
        if (frozen) {
            show(frozenAt);
        }
    }

    /** What the virtual counter shows now. */
    long value() {
        return frozen ? frozenAt : virtual.at(vm.now());
    }

    @Override
    public Frequency frequency() {
        return frequency;
    }

    @Override
    public long virtualCounter(int vcpu, long instant) {
        return frozen ? frozenAt : virtual.at(instant);
    }

    @Override
    public long physicalCounter(int vcpu, long instant) {
        return physical.at(instant);
    }

    /** While the counter is held it is not known when it will run again, so what it has not reached it never will. */
    @Override
    public long instantOfVirtual(int vcpu, long value) {
        if (frozen) {
            return Long.compareUnsigned(value, frozenAt) <= 0 ? vm.now() : NEVER;
        }
        return virtual.instantOf(value, vm.now());
    }

    @Override
    public long instantOfPhysical(int vcpu, long value) {
        return physical.instantOf(value, vm.now());
    }
}
