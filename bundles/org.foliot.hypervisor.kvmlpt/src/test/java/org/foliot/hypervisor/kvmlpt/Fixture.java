package org.foliot.hypervisor.kvmlpt;

import java.util.Optional;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.ClockDriver.LivePhysicalTime;
import org.foliot.api.guest.Clocksource;
import org.foliot.memory.userspace.UserspaceMemory;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.foliot.testkit.Candidate;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;

/** VMs with Live Physical Time for tests. */
final class Fixture {
    static final Candidate<KvmLpt> LPT = Candidate.of(KvmLpt.ID, new KvmLpt());
    static final Candidate<KvmLpt> UP = LPT.with("rounding", "up");

    static final long STRUCTURE = 0x1000_0000L;
    static final int PV_TIME_FEATURES = 0xc500_0020;
    static final int PV_TIME_LPT = 0xc500_0022;

    private Fixture() {}

    static Bench host(String counter) {
        return new Bench(Bench.Setup.DEFAULT.withCounter(Frequency.parse(counter)));
    }

    /** A VM that its VMM has set up and that has run. */
    static BenchGuest started(Candidate<KvmLpt> hypervisor, String counter) {
        BenchGuest guest = configured(hypervisor, counter);
        guest.run(0);
        return guest;
    }

    /** A VM that its VMM has set up. */
    static BenchGuest configured(Candidate<KvmLpt> hypervisor, String counter) {
        BenchGuest guest =
                host(counter).create(hypervisor, Optional.of(Candidate.of("userspace", new UserspaceMemory())));
        if (guest.vm().configure() != 0) {
            throw new IllegalStateException("the VMM gave up");
        }
        return guest;
    }

    /** The driver of a kernel that has looked for Live Physical Time. */
    static ClockDriver driver(BenchGuest guest, LivePhysicalTime when) {
        ClockDriver driver =
                guest.vm().clocks(guest.platform(), new ClockDriver.Setup(KernelRelease.DEFAULT, Bench.RAM, 0, when));
        driver.probe();
        return driver;
    }

    /** What a kernel of that guest reads, if it takes up what it finds. */
    static Clocksource clock(BenchGuest guest) {
        return driver(guest, LivePhysicalTime.ON).schedClock();
    }

    static long call(BenchGuest guest, int function, int argument) {
        return guest.call(0, Integer.toUnsignedLong(function), Integer.toUnsignedLong(argument));
    }

    static long read(BenchGuest guest, Clocksource clock) {
        return clock.read(0, guest.bench().now());
    }

    static void pass(BenchGuest guest, long picoseconds) {
        guest.bench().advance(new Duration(picoseconds));
    }
}
