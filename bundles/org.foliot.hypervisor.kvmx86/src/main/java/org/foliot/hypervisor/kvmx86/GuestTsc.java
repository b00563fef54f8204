package org.foliot.hypervisor.kvmx86;

import java.util.Optional;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.time.Frequency;
import org.foliot.time.counter.CounterView;
import org.foliot.time.counter.PvclockScale;
import org.foliot.time.counter.TscRatio;

/**
 * The time-stamp counter as all vCPUs of one VM read it: the host's, scaled if the guest's frequency is another, and an offset
 * (arch/x86/kvm/x86.c, kvm_read_l1_tsc). It is both the virtual and the physical counter, since x86 has but one, and it runs as
 * long as the host does.
 */
final class GuestTsc implements VirtualClock {
    private static final long HERTZ_PER_KILOHERTZ = 1_000L;

    private final VmHost vm;
    private final Frequency host;
    private Frequency frequency;
    private Optional<TscRatio> ratio = Optional.empty();
    /** What the counter comes from, less the offset: the host's, or where it has to catch up the one that it should be. */
    private Frequency base;

    private boolean catchesUp;

    private long offset;
    /** Base and offset together, for a counter that is not scaled. */
    private CounterView view;

    /**
     * The counter of a new VM, which runs as fast as the host's and starts at zero now.
     *
     * @param host frequency of the host's counter as KVM knows it
     * @param oscillator as it really is
     */
    GuestTsc(VmHost vm, Frequency host, Frequency oscillator) {
        this.vm = vm;
        this.host = host;
        this.frequency = host;
        this.base = oscillator;
        write(0);
    }

    /** Whole kHz of the host's counter, as KVM knows it. */
    long hostKilohertz() {
        return host.hertz() / HERTZ_PER_KILOHERTZ;
    }

    /** Whole kHz of the guest's counter (KVM_GET_TSC_KHZ). */
    long kilohertz() {
        return frequency.hertz() / HERTZ_PER_KILOHERTZ;
    }

    /** The guest is told that its counter has a frequency; it goes on as fast as the host's. */
    void tell(long kilohertz) {
        frequency = kilohertz == hostKilohertz() ? host : new Frequency(kilohertz * HERTZ_PER_KILOHERTZ);
    }

    /** Hardware scales it to the frequency that the guest is told. */
    void scale(long kilohertz, TscRatio by) {
        tell(kilohertz);
        ratio = Optional.of(by);
    }

    /** Without hardware it catches up with the frequency that the guest is told (tsc_always_catchup). */
    void catchUp(long kilohertz) {
        tell(kilohertz);
        base = frequency;
        catchesUp = true;
        offset(offset);
    }

    /** Makes it show a value now; it runs on from there. */
    void write(long value) {
        offset(value - unshifted(vm.now()));
    }

    /** What is added to the host's counter (KVM_VCPU_TSC_OFFSET). */
    long offset() {
        return offset;
    }

    void offset(long value) {
        offset = value;
        view = new CounterView(base, -value);
    }

    /**
     * The pair by which it is turned into nanoseconds (kvm_guest_time_update; kvm_get_time_scale). KVM scales the whole kHz of
     * the host's counter and rounds down, so that a clock by a scaled counter is fast by up to 1 kHz of its frequency: 0.4 ppm
     * where 2.4 GHz are made of 2.1 GHz.
     */
    PvclockScale toNanos() {
        if (!catchesUp) {
            long kilohertz = hostKilohertz();
            long scaled = ratio.map(r -> r.scale(kilohertz)).orElse(kilohertz);
            return PvclockScale.of(new Frequency(scaled * HERTZ_PER_KILOHERTZ));
        }
        return PvclockScale.of(base);
    }

    private long unshifted(long instant) {
        long ticks = base.ticksAt(instant);
        return ratio.isPresent() ? ratio.get().scale(ticks) : ticks;
    }

    /** What it shows at an instant. */
    long at(long instant) {
        return unshifted(instant) + offset;
    }

    /** The first instant from now on at which it shows a value or more. */
    private long instantOf(long value) {
        long now = vm.now();
        if (ratio.isEmpty()) {
            return view.instantOf(value, now);
        }
        long shown = at(now);
        if (Long.compareUnsigned(value, shown) <= 0) {
            return now;
        }
        long missing = value - shown;
        long wanted = unshifted(now) + missing;
        if (missing < 0 || Long.compareUnsigned(wanted, ratio.get().scale(base.ticksAt(Long.MAX_VALUE))) > 0) {
            return NEVER;
        }
        return Math.max(now, base.picosecondsAt(ratio.get().leastCount(wanted)));
    }

    /** What the guest was told, which may be a little beside what it runs at. */
    @Override
    public Frequency frequency() {
        return frequency;
    }

    @Override
    public long virtualCounter(int vcpu, long instant) {
        return at(instant);
    }

    @Override
    public long physicalCounter(int vcpu, long instant) {
        return at(instant);
    }

    @Override
    public long instantOfVirtual(int vcpu, long value) {
        return instantOf(value);
    }

    @Override
    public long instantOfPhysical(int vcpu, long value) {
        return instantOf(value);
    }
}
