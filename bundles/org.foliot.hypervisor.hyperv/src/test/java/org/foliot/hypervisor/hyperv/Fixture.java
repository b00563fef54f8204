package org.foliot.hypervisor.hyperv;

import java.util.List;
import java.util.Optional;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.Clocksource;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.foliot.testkit.Candidate;
import org.foliot.time.Address;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;

/** Partitions under Hyper-V for tests. */
final class Fixture {
    static final Candidate<Hyperv> HYPERV = Candidate.of(Hyperv.ID, new Hyperv());
    static final Address CLOCKS = Bench.RAM.plus(1 << 20);
    static final Duration SECOND = Duration.ofMillis(1000);

    private Fixture() {}

    static Bench host(String counter) {
        return new Bench(Bench.Setup.DEFAULT.withCounter(Frequency.parse(counter)));
    }

    static BenchGuest guest(Bench host, Candidate<Hyperv> hyperv) {
        return host.create(hyperv, Optional.empty());
    }

    static BenchGuest guest(Candidate<Hyperv> hyperv) {
        return guest(host("100 MHz"), hyperv);
    }

    /** The clocks of a guest kernel, which has looked for them. */
    static ClockDriver clocks(BenchGuest guest) {
        ClockDriver clocks =
                guest.vm().clocks(guest.platform(), new ClockDriver.Setup(KernelRelease.DEFAULT, CLOCKS, 0));
        clocks.probe();
        return clocks;
    }

    /** The clocksource that a kernel chooses. */
    static Clocksource best(ClockDriver clocks) {
        List<Clocksource> all = clocks.clocksources();
        return all.stream()
                .max((a, b) -> Integer.compare(a.rating(), b.rating()))
                .orElseThrow();
    }

    static long read(BenchGuest guest, Clocksource clock) {
        return clock.read(0, guest.bench().now());
    }
}
