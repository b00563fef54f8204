package org.foliot.hypervisor.kvmlpt;

import java.util.List;
import java.util.Optional;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.Clocksource;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.ReferenceClock;
import org.foliot.api.hypervisor.Registers;
import org.foliot.hypervisor.arm64.Smccc;
import org.foliot.time.counter.EventStream;

/**
 * The generic timer of a kernel with the guest's side of the series (kvmarm/aff6a19d and after): the counter as it is until Live
 * Physical Time has been taken up, and the constant one from then on.
 */
final class LptClockDriver implements ClockDriver {
    private final GuestPlatform platform;
    private final Setup setup;
    private final List<ReferenceClock> references;
    private final LptClocksource counter;
    private final Registers registers = new Registers();

    /**
     * A driver.
     *
     * @param references outside clocks
     * @param scaledRead what one read takes the kernel, in picoseconds
     * @param userRead what the trap takes a process that reads, in picoseconds
     */
    LptClockDriver(
            GuestPlatform platform, Setup setup, List<ReferenceClock> references, long scaledRead, long userRead) {
        this(platform, setup, references, new LptClocksource(platform, scaledRead, userRead));
    }

    private LptClockDriver(
            GuestPlatform platform, Setup setup, List<ReferenceClock> references, LptClocksource counter) {
        this.platform = platform;
        this.setup = setup;
        this.references = references;
        this.counter = counter;
    }

    @Override
    public void probe() {
        if (setup.livePhysicalTime() == LivePhysicalTime.ON) {
            takeUp();
        }
    }

    @Override
    public boolean userspace() {
        boolean before = counter.isScaled();
        if (setup.livePhysicalTime() == LivePhysicalTime.LATE) {
            takeUp();
        }
        return !before && counter.isScaled();
    }

    /** Asks for the structure, and uses it if its revision is known. */
    private void takeUp() {
        boolean offered = call(Smccc.VERSION, 0) >= Smccc.VERSION_1_1
                && call(Smccc.ARCH_FEATURES, Smccc.register(Smccc.PV_TIME_FEATURES)) == Smccc.SUCCESS
                && call(Smccc.PV_TIME_FEATURES, Smccc.register(LptStructure.PV_TIME_LPT)) == Smccc.SUCCESS;
        long address = offered ? call(LptStructure.PV_TIME_LPT, 0) : Smccc.NOT_SUPPORTED;
        if (address >= 0 && platform.memory().load32(address + LptStructure.REVISION) == 0) {
            counter.scaleBy(address);
        }
    }

    private long call(int function, long argument) {
        platform.hypercall(setup.bootCpu(), registers.call(Smccc.register(function), argument, 0, 0));
        return registers.x(0);
    }

    @Override
    public List<Clocksource> clocksources() {
        return List.of(counter);
    }

    @Override
    public Clocksource schedClock() {
        return counter;
    }

    @Override
    public List<ReferenceClock> references() {
        return references;
    }

    /** For the frequency that the kernel believes in, with the trigger moved to where the host's counter has it. */
    @Override
    public Optional<EventStream> eventStream() {
        EventStream believed =
                EventStream.of(counter.frequency(), platform.clock().enhancedCounter());
        return Optional.of(
                counter.isScaled()
                        ? believed.movedTo(counter.frequency(), platform.clock().frequency())
                        : believed);
    }

    @Override
    public ClockDriver copy() {
        return new LptClockDriver(platform, setup, references, counter.copy());
    }
}
