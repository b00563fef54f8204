package org.foliot.hypervisor.arm64;

import java.util.Arrays;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.hypervisor.arm64.KvmOptions.CounterTraps;
import org.foliot.time.Frequency;
import org.foliot.time.counter.CounterView;

/**
 * The counters of one VM: the host's physical counter less an offset, and the same less another for the virtual one; all vCPUs
 * share both offsets, as since Linux 6.4 (arch/arm64/kvm/arch_timer.c; CNTVCT = CNTPCT − CNTVOFF). KVM knows no frequency but the
 * host's; where every read is {@linkplain CounterTraps#CONSTANT emulated} the counter underneath is one of the frequency that the
 * guest came with.
 *
 * <p>A vCPU has the virtual offset in a register of its processor, which is written when the vCPU is loaded. So an offset that
 * changes while vCPUs run reaches each of them at its next load, and a timer of the host that was started for a sleeping vCPU goes
 * off when it was started for.
 */
public final class Counters implements VirtualClock {
    private final VmHost vm;
    private final HostFacts host;
    private Frequency frequency;
    private Frequency oscillator;
    private final boolean enhanced;
    private final boolean hasPhysicalOffset;
    private final CounterTraps traps;
    private final long trapCost;

    private CounterView physical;
    private CounterView virtual;
    private boolean fixed;
    private boolean frozen;
    private long frozenAt;

    /** Until when the VMM has not set the virtual counter of vCPUs that run already. */
    private long setAt;
    /** What vCPUs read that were loaded before that, and until they are loaded again; null as a rule. */
    private CounterView early;

    private TimerRegisters registers;
    private boolean[] behind = {};
    private int behindCount;

    /** Counters of a new VM: the virtual one starts at zero now, the physical one shows the host's. */
    Counters(KvmOptions options, HostFacts host, VmHost vm) {
        this.vm = vm;
        this.host = host;
        this.frequency = host.counter();
        this.oscillator = host.oscillator();
        this.enhanced = host.features().ecv() >= 1;
        this.hasPhysicalOffset = host.features().ecv() >= 2;
        this.traps = options.counterTraps();
        this.trapCost = options.counterTrap().picoseconds();
        this.physical = CounterView.of(oscillator);
        this.virtual = CounterView.showing(oscillator, vm.now(), 0);
    }

    /** Where the compare values are kept. */
    void registers(TimerRegisters timers) {
        registers = timers;
    }

    /**
     * The guest comes with a counter of this frequency, and keeps it if every read is emulated. What is emulated goes wrong as the
     * host's oscillator does.
     */
    void come(Frequency guests) {
        if (traps == CounterTraps.CONSTANT) {
            frequency = guests;
            oscillator = new Frequency(CounterView.rescale(guests.hertz(), host.counter(), host.oscillator()));
            physical = CounterView.of(oscillator);
        }
    }

    // ---- what the VMM does ----

    /**
     * Makes the virtual counter show a value now, as a write of KVM_REG_ARM_TIMER_CNT does; it runs on from there. Nothing happens
     * once the VM has {@linkplain #fix one offset for all}.
     */
    public void show(long value) {
        show(value, vm.now());
    }

    /** As {@link #show(long)}, of a write at an instant. */
    void show(long value, long instant) {
        if (!fixed) {
            virtual = CounterView.showing(oscillator, instant, value);
            frozen = false;
        }
    }

    /** KVM_REG_ARM_PTIMER_CNT. */
    void showPhysical(long value) {
        if (!fixed) {
            physical = CounterView.showing(oscillator, vm.now(), value);
        }
    }

    /** KVM_ARM_SET_COUNTER_OFFSET: both counters are the host's less this, and stay so. */
    void fix(long offset) {
        fixed = true;
        frozen = false;
        physical = new CounterView(oscillator, offset);
        virtual = physical;
    }

    /** Whether the VM has one offset for all counters. */
    boolean isFixed() {
        return fixed;
    }

    /** What is subtracted from the host's counter. */
    long virtualOffset() {
        return virtual.offset();
    }

    /** What is subtracted from the host's counter for the guest's physical one. */
    long physicalOffset() {
        return physical.offset();
    }

    /** What the counter underneath shows at an instant, which is the host's unless it is emulated. */
    long hostAt(long instant) {
        return oscillator.ticksAt(instant);
    }

    /** Ticks that the counter makes in a time, rounded down. */
    long ticksIn(long picoseconds) {
        return frequency.ticksAt(picoseconds);
    }

    /** Holds the virtual counter at what it shows, until {@link #thaw}; once held it stays as it was. */
    void freeze() {
        if (!frozen && !fixed) {
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

    /**
     * The VMM lets the vCPUs run before it has set the virtual counter, which shows something else until then.
     *
     * @param instead offset that the counter has until then
     * @param until when the VMM sets it
     */
    void late(long instead, long until) {
        early = new CounterView(oscillator, instead);
        setAt = until;
        behind = new boolean[vm.vcpus()];
        Arrays.fill(behind, true);
        behindCount = behind.length;
    }

    /** A vCPU is loaded: its processor is given the offset as it is now. */
    void load(int vcpu) {
        if (behindCount > 0 && vcpu < behind.length && behind[vcpu] && vm.now() >= setAt) {
            vm.clockChanges();
            behind[vcpu] = false;
            behindCount--;
            vm.clockChanged();
        }
    }

    /** What the virtual counter shows now. */
    public long value() {
        return frozen ? frozenAt : virtual.at(vm.now());
    }

    // ---- what guest code sees ----

    private CounterView virtual(int vcpu) {
        return behindCount > 0 && vcpu < behind.length && behind[vcpu] ? early : virtual;
    }

    @Override
    public Frequency frequency() {
        return frequency;
    }

    @Override
    public Frequency hardwareFrequency() {
        return host.counter();
    }

    @Override
    public long virtualCounter(int vcpu, long instant) {
        return frozen ? frozenAt : virtual(vcpu).at(instant);
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
        return virtual(vcpu).instantOf(value, vm.now());
    }

    @Override
    public long instantOfPhysical(int vcpu, long value) {
        return physical.instantOf(value, vm.now());
    }

    @Override
    public void armVirtualTimer(int vcpu, long compareValue) {
        registers.arm(vcpu, compareValue);
    }

    /** kvm_timer_should_fire: as soon as the compare value is not above the counter. */
    @Override
    public long virtualTimerInstant(int vcpu) {
        return registers.isArmed(vcpu) ? instantOfVirtual(vcpu, registers.compareValue(vcpu)) : NEVER;
    }

    @Override
    public boolean enhancedCounter() {
        return enhanced;
    }

    @Override
    public long virtualReadCost() {
        return traps == CounterTraps.AS_NEEDED ? 0 : trapCost;
    }

    /** Without CNTPOFF_EL2 (FEAT_ECV, 2) a physical counter with an offset has to be emulated. */
    @Override
    public long physicalReadCost() {
        boolean emulated = physical.offset() != 0 && !hasPhysicalOffset;
        return traps != CounterTraps.AS_NEEDED || emulated ? trapCost : 0;
    }
}
