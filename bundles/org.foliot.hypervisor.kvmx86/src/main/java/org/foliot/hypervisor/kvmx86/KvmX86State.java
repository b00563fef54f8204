package org.foliot.hypervisor.kvmx86;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.IncompatibleStateException;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.hypervisor.kvmx86.KvmX86Options.TscRestore;
import org.foliot.hypervisor.kvmx86.KvmX86Options.TscScaling;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.foliot.time.counter.TscRatio;
import org.foliot.time.counter.TscRatio.ScalingUnit;

/**
 * A VM that is stopped, saved, and goes on: its clock and its TSC, and what travels beside its memory.
 *
 * <p>The registers by which the guest named its memory, the TSC with the frequency that the guest was told, kvmclock, and the
 * real time at which both were read. Stolen time itself is in the guest's memory.
 */
final class KvmX86State {
    private static final int VERSION = 1;
    private static final String STEAL_TIME = "msr_kvm_steal_time";
    private static final String SYSTEM_TIME = "msr_kvm_system_time";
    private static final String WALL_CLOCK = "msr_kvm_wall_clock";
    private static final String TSC = "tsc";
    private static final String TSC_KHZ = "tsc_khz";
    private static final String CLOCK = "kvmclock";
    private static final String REALTIME = "realtime";
    private static final long GREATEST_KILOHERTZ = Frequency.MAX.hertz() / 1_000;
    private static final KernelRelease HAS_REALTIME = new KernelRelease(5, 16);

    private final HostFacts host;
    private final KvmX86Options options;
    private final VmHost vm;
    private final List<StealTime> stealTime;
    private final KvmClock clock;
    private final GuestTsc tsc;
    /** Nanoseconds of real time at which the clock of an arriving VM was read; −1 for a clock that does not go on from there. */
    private long readAt = -1;

    KvmX86State(
            HostFacts host, KvmX86Options options, VmHost vm, List<StealTime> stealTime, KvmClock clock, GuestTsc tsc) {
        this.host = host;
        this.options = options;
        this.vm = vm;
        this.stealTime = stealTime;
        this.clock = clock;
        this.tsc = tsc;
    }

    void stopped() {
        if (options.clockStops()) {
            clock.hold();
        }
    }

    void resumed() {
        if (clock.isHeld()) {
            long meanwhile = readAt < 0 ? 0 : realtime() - readAt;
            readAt = -1;
            clock.set(clock.value() + meanwhile);
        } else {
            clock.goOn();
        }
    }

    /**
     * The TSC has been set, which moves a clock that runs on to it (KVM_REQ_MASTERCLOCK_UPDATE).
     *
     * @param shown what the clock showed just before
     */
    void tscChanged(long shown) {
        if (!clock.isHeld()) {
            clock.tscChanged(shown);
        }
    }

    private long realtime() {
        return vm.now() / Duration.PS_PER_NANO;
    }

    SavedState save() {
        int vcpus = vm.vcpus();
        long[] steal = new long[vcpus];
        long[] system = new long[vcpus];
        for (int vcpu = 0; vcpu < vcpus; vcpu++) {
            steal[vcpu] = stealTime.isEmpty() ? 0 : stealTime.get(vcpu).register();
            system[vcpu] = clock.register(vcpu);
        }
        SortedMap<String, long[]> values = new TreeMap<>();
        values.put(STEAL_TIME, steal);
        values.put(SYSTEM_TIME, system);
        values.put(WALL_CLOCK, new long[] {clock.wallRegister()});
        values.put(TSC, new long[] {tsc.at(vm.now())});
        values.put(TSC_KHZ, new long[] {tsc.kilohertz()});
        values.put(CLOCK, new long[] {clock.value()});
        values.put(REALTIME, new long[] {realtime()});
        return new SavedState(KvmX86.ID, VERSION, values);
    }

    /**
     * Takes a saved VM over, which stays stopped.
     *
     * @throws IncompatibleStateException with the reason; the VM that refused is of no further use
     */
    void restore(SavedState saved) {
        if (!saved.hypervisor().equals(KvmX86.ID) || saved.version() != VERSION) {
            throw refused(
                    IncompatibleStateException.SAVED_STATE,
                    "the guest was saved by " + saved.hypervisor() + " in format " + saved.version() + ", but "
                            + host.name() + " reads format " + VERSION + " of " + KvmX86.ID);
        }
        long[] steal = saved.vector(STEAL_TIME);
        long[] system = saved.vector(SYSTEM_TIME);
        if (steal.length > vm.vcpus() || system.length != steal.length) {
            throw refused(
                    IncompatibleStateException.SAVED_STATE,
                    "the guest was saved with " + steal.length + " vCPUs, but has " + vm.vcpus() + " on "
                            + host.name());
        }
        checkServices(steal, system);
        setFrequency(saved.value(TSC_KHZ));
        long savedAt = saved.value(REALTIME);
        long away = options.tscRestore() == TscRestore.OFFSET
                ? tsc.frequency().ticksAt((realtime() - savedAt) * Duration.PS_PER_NANO)
                : 0;
        tsc.write(saved.value(TSC) + away);
        for (int vcpu = 0; vcpu < steal.length; vcpu++) {
            if (!stealTime.isEmpty()) {
                stealTime.get(vcpu).write(steal[vcpu]);
            }
        }
        clock.restore(system, saved.value(WALL_CLOCK));
        clock.stand(saved.value(CLOCK));
        readAt = options.clockRealtime() ? savedAt : -1;
    }

    private void checkServices(long[] steal, long[] system) {
        for (int vcpu = 0; vcpu < steal.length; vcpu++) {
            if ((steal[vcpu] & Msr.ENABLED) != 0 && stealTime.isEmpty()) {
                throw refused(
                        IncompatibleStateException.PV_TIME,
                        "the guest has stolen time, but Linux " + host.release() + " on " + host.name()
                                + " offers none: setting MSR_KVM_STEAL_TIME of vCPU " + vcpu + " fails");
            } else if ((system[vcpu] & Msr.ENABLED) != 0 && !options.kvmclock()) {
                throw refused(
                        IncompatibleStateException.PV_TIME,
                        "the guest has kvmclock, but Linux " + host.release() + " on " + host.name()
                                + " offers none: setting MSR_KVM_SYSTEM_TIME_NEW of vCPU " + vcpu + " fails");
            }
        }
        if (options.clockRealtime() && !host.release().isAtLeast(HAS_REALTIME)) {
            throw refused(
                    KvmX86.CLOCK_REALTIME,
                    "the clock is to go on from the real time at which it was read, but Linux " + host.release()
                            + " on " + host.name() + " does not know KVM_CLOCK_REALTIME (KVM_SET_CLOCK: EINVAL)");
        }
    }

    /** KVM_SET_TSC_KHZ (kvm_set_tsc_khz, set_tsc_khz). */
    private void setFrequency(long guest) {
        long real = tsc.hostKilohertz();
        if (guest < 1 || guest > GREATEST_KILOHERTZ) {
            throw refused(
                    IncompatibleStateException.SAVED_STATE,
                    "the guest was saved with a TSC of " + guest + " kHz, which is none");
        } else if (options.tscTolerance().of(real) >= Math.abs(guest - real)) {
            tsc.tell(guest);
        } else if (options.tscScaling() != TscScaling.OFF) {
            scale(guest);
        } else if (guest > real) {
            tsc.catchUp(guest);
        } else {
            throw refused(
                    IncompatibleStateException.COUNTER_FREQUENCY,
                    "the guest knows a TSC of " + frequency(guest) + ", below that of " + host.name() + ", which has "
                            + frequency(real) + " and cannot scale it (KVM_SET_TSC_KHZ: user requested TSC rate below"
                            + " hardware speed)");
        }
    }

    private void scale(long guest) {
        ScalingUnit unit = options.tscScaling() == TscScaling.VMX ? ScalingUnit.VMX : ScalingUnit.SVM;
        try {
            tsc.scale(guest, TscRatio.of(unit, frequency(guest), host.counter()));
        } catch (IllegalArgumentException e) {
            throw new IncompatibleStateException(
                    IncompatibleStateException.COUNTER_FREQUENCY,
                    "the guest knows a TSC of " + frequency(guest) + ", but that of " + host.name() + " has "
                            + host.counter() + ", which " + unit + " cannot scale to it (KVM_SET_TSC_KHZ: invalid TSC"
                            + " scaling ratio)",
                    e);
        }
    }

    private static Frequency frequency(long kilohertz) {
        return new Frequency(kilohertz * 1_000);
    }

    private static IncompatibleStateException refused(String reason, String message) {
        return new IncompatibleStateException(reason, message);
    }
}
