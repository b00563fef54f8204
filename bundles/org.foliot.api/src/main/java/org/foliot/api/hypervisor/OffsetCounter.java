package org.foliot.api.hypervisor;

import org.foliot.time.Frequency;
import org.foliot.time.counter.CounterView;

/**
 * The plainest clock that a VM can have: the host's counter plus an offset, read alike by all vCPUs, which is both the virtual and
 * the physical counter. Nothing scales it and reading it costs nothing. It can be held, as a VMM does that reads the counter when it
 * stops a VM and writes it when the VM goes on.
 *
 * <p>RISC-V's {@code time} with {@code htimedelta} is one (arch/riscv/kvm/vcpu_timer.c, kvm_riscv_current_cycles), LoongArch's
 * stable counter with {@code CSR.CNTC} another. Values are unsigned ticks, modulo 2⁶⁴. Not for several threads: a VM has one.
 */
public final class OffsetCounter implements VirtualClock {
    private final VmHost vm;
    private final Frequency stated;
    private final Frequency oscillator;
    private CounterView view;
    private boolean held;
    private long heldAt;

    /**
     * The counter of a new VM, which starts at zero now.
     *
     * @param stated the frequency that guests are told, {@link org.foliot.api.host.HostFacts#counter}
     * @param oscillator the one that the host's counter really has, {@link org.foliot.api.host.HostFacts#oscillator}
     */
    public OffsetCounter(VmHost vm, Frequency stated, Frequency oscillator) {
        this.vm = vm;
        this.stated = stated;
        this.oscillator = oscillator;
        write(0);
    }

    /** Shows a value now and runs on from there, held or not before. */
    public void write(long value) {
        view = CounterView.showing(oscillator, vm.now(), value);
        held = false;
    }

    /** Stands still from now on; once held it stays as it was. */
    public void hold() {
        if (!held) {
            heldAt = view.at(vm.now());
            held = true;
        }
    }

    /** Runs on from where it was held; nothing, where it runs. */
    public void goOn() {
        if (held) {
            write(heldAt);
        }
    }

    /** What it shows now. */
    public long value() {
        return virtualCounter(0, vm.now());
    }

    /** What is added to the host's counter, in ticks modulo 2⁶⁴; while it is held, what was added before. */
    public long offset() {
        return -view.offset();
    }

    @Override
    public Frequency frequency() {
        return stated;
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
