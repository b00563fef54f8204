package org.foliot.hypervisor.kvmlpt;

import java.util.Optional;
import java.util.OptionalLong;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.ClockDriver.LivePhysicalTime;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.IncompatibleStateException;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.memory.StealMemory;
import org.foliot.hypervisor.arm64.KvmMachine;
import org.foliot.hypervisor.arm64.Smccc;
import org.foliot.hypervisor.kvmlpt.LptOptions.Rounding;
import org.foliot.hypervisor.kvmlpt.LptOptions.StDiscovery;
import org.foliot.hypervisor.kvmlpt.LptOptions.TimerFixup;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;
import org.foliot.time.Frequency;
import org.foliot.time.counter.CounterView;
import org.foliot.time.counter.LptScale;

/** One VM under KVM with Live Physical Time, and the VMM that runs it. */
final class KvmLptMachine extends KvmMachine {
    /** Reason of a refusal: counts or frequencies that the arithmetic of the series has no room for. */
    static final String SCALE_OVERFLOW = "scale_overflow";

    private static final long PAGE = 4096;
    private static final long UNSIGNED_INT = 0xffff_ffffL;

    private final LptOptions options;
    private final HostFacts host;
    private final VmHost vm;
    private final LptDevice lpt;
    private boolean ran;

    KvmLptMachine(LptOptions options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
        super(KvmLpt.ID, options.kvm(), host, vm, memory);
        this.options = options;
        this.host = host;
        this.vm = vm;
        this.lpt = new LptDevice(vm, host.counter(), options.rounding());
    }

    /** The device, as the VMM sees it. */
    LptDevice lpt() {
        return lpt;
    }

    @Override
    public int configure() {
        int error = setUp();
        if (error != Errno.OK) {
            return error;
        }
        // The memory of a VM that begins anew is empty, also where a guest is made to go on that was refused.
        vm.memory().zero(options.lptIpa().value(), LptStructure.SIZE);
        return super.configure();
    }

    /** What the VMM does before the first run: registers the memory, and sets address and frequency. */
    private int setUp() {
        if (!LptDevice.fits(host.counter())) {
            return Errno.EINVAL;
        }
        long page = options.lptIpa().value() / PAGE * PAGE;
        vm.memory()
                .addUnlessPresent(new MemoryRegion(
                        "lpt", new Address(page), new ByteSize(PAGE), MemoryRegion.Kind.RESERVED, true));
        int error = lpt.set(LptDevice.GROUP, LptDevice.IPA, options.lptIpa().value());
        return error == Errno.OK
                ? lpt.set(LptDevice.GROUP, LptDevice.FREQ, options.pvFrequency().hertz())
                : error;
    }

    @Override
    public void enter(int vcpu, long preempted) {
        if (!ran) {
            firstRun();
        }
        super.enter(vcpu, preempted);
    }

    /**
     * A vCPU that was halted when it was saved runs at once as well, to find that it has nothing to do (KVM on arm64 keeps no state
     * of WFI), so that all of them have run for the first time before any of them does anything.
     */
    @Override
    public void resumed() {
        super.resumed();
        if (!ran) {
            firstRun();
        }
    }

    /** kvm_arch_vcpu_first_run_init, as far as the series changed it. */
    private void firstRun() {
        int error = lpt.check();
        if (error != Errno.OK) {
            throw new IllegalStateException("KVM_RUN of guest " + vm.name() + " fails with " + Errno.name(error));
        }
        ran = true;
        if (lpt.isConfigured() && lpt.hasHistory()) {
            goOn(lpt.formerHardware());
        }
        lpt.update();
    }

    /** Goes on from the native count of another host, and scales what is left of timers. */
    private void goOn(Frequency former) {
        long count = counters().value();
        long scaled = scaled(count, former);
        counters().show(scaled);
        rewriteTimers(compare -> {
            long left = compare - count;
            // One that has expired stays so; a choice, since the series does not say.
            return left <= 0 ? scaled : scaled + left(left, former);
        });
    }

    private long scaled(long count, Frequency former) {
        if (options.rounding() == Rounding.DOWN) {
            return CounterView.rescale(count, former, host.counter());
        }
        LptScale before = LptScale.roundedUp(lpt.promised(), former);
        return lpt.scale().firstNativeShowing(before.toParavirtualised(count));
    }

    private long left(long ticks, Frequency former) {
        if (options.timerFixup() == TimerFixup.U32) {
            return CounterView.rescale(ticks & UNSIGNED_INT, former, host.counter()) & UNSIGNED_INT;
        }
        long exact = CounterView.rescale(ticks, former, host.counter());
        return options.rounding() == Rounding.UP ? exact + 1 : exact;
    }

    @Override
    protected OptionalLong answer(int vcpu, int function, int argument) {
        if (function == LptStructure.PV_TIME_LPT) {
            return OptionalLong.of(lpt.isThere() ? lpt.address() : Smccc.NOT_SUPPORTED);
        }
        boolean asksForLpt = argument == LptStructure.PV_TIME_LPT;
        boolean asksForBoth = argument == Smccc.PV_TIME_ST || argument == Smccc.PV_TIME_FEATURES;
        if (function == Smccc.PV_TIME_FEATURES
                && (asksForLpt || asksForBoth && options.stDiscovery() == StDiscovery.LPT)) {
            return OptionalLong.of(lpt.isThere() ? Smccc.SUCCESS : Smccc.NOT_SUPPORTED);
        }
        return OptionalLong.empty();
    }

    @Override
    public ClockDriver clocks(GuestPlatform platform, ClockDriver.Setup setup) {
        return setup.livePhysicalTime() == LivePhysicalTime.OFF
                ? super.clocks(platform, setup)
                : new LptClockDriver(
                        platform,
                        setup,
                        references(platform, setup),
                        options.scaledRead().picoseconds(),
                        options.userRead().picoseconds());
    }

    /**
     * Takes a saved VM over, with what the first run would find wrong found now, since a VMM that migrates does not wait for it.
     *
     * @throws IncompatibleStateException also when the guest was promised another frequency, or its count is too large for this
     *     host's
     */
    @Override
    public void restore(SavedState saved) {
        super.restore(saved);
        int error = setUp();
        if (error != Errno.OK) {
            throw new IncompatibleStateException(
                    SCALE_OVERFLOW,
                    "Live Physical Time of guest " + vm.name() + " cannot be set up on " + host.name()
                            + ", whose counter has " + host.counter() + ": " + Errno.name(error));
        } else if (lpt.check() == Errno.EFAULT) {
            throw new IncompatibleStateException(
                    IncompatibleStateException.COUNTER_FREQUENCY,
                    "the guest was promised a counter of " + lpt.promised() + ", but that of guests on " + host.name()
                            + " has " + options.pvFrequency() + " (EFAULT at the first run)");
        }
        if (lpt.hasHistory()) {
            requireRoom();
        }
    }

    private void requireRoom() {
        try {
            scaled(counters().value(), lpt.formerHardware());
        } catch (ArithmeticException e) {
            throw new IncompatibleStateException(
                    SCALE_OVERFLOW,
                    "the guest's native count "
                            + Long.toUnsignedString(counters().value()) + " of "
                            + lpt.formerHardware() + " needs more than 64 bits at " + host.counter() + " on "
                            + host.name(),
                    e);
        }
    }
}
