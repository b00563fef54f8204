package org.foliot.hypervisor.arm64;

import java.util.List;
import java.util.Optional;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.Clocksource;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.ReferenceClock;
import org.foliot.api.guest.SystemCounter;
import org.foliot.time.counter.EventStream;

/** The architected counter, and the outside clocks that a kernel of arm64 finds beside it. */
final class ArchClockDriver implements ClockDriver {
    private final SystemCounter counter;
    private final List<ReferenceClock> references;

    ArchClockDriver(GuestPlatform platform, List<ReferenceClock> references) {
        this.counter = new SystemCounter(platform);
        this.references = List.copyOf(references);
    }

    @Override
    public List<Clocksource> clocksources() {
        return counter.clocksources();
    }

    @Override
    public Clocksource schedClock() {
        return counter.schedClock();
    }

    @Override
    public List<ReferenceClock> references() {
        return references;
    }

    @Override
    public Optional<EventStream> eventStream() {
        return counter.eventStream();
    }
}
