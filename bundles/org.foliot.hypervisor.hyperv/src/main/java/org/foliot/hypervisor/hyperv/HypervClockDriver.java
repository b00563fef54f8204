package org.foliot.hypervisor.hyperv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.Clocksource;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.PvTimeDriver.Handover;
import org.foliot.api.guest.SystemCounter;
import org.foliot.hypervisor.hyperv.HypervOptions.GuestDriver;
import org.foliot.time.Address;
import org.foliot.time.counter.EventStream;

/**
 * The clocks of a kernel on Hyper-V (drivers/clocksource/hyperv_timer.c, hv_init_clocksource): the page and the hypercall where its
 * driver has them, and always the architected counter. sched_clock is the page, unless the counter is invariant.
 */
final class HypervClockDriver implements ClockDriver {
    /** Ratings of the page: better than any counter, or below the architected one where that is invariant. */
    static final int PAGE_RATING = 500;

    static final int PAGE_BELOW_COUNTER = 250;

    /** The same of the hypercall. */
    static final int HYPERCALL_RATING = 495;

    static final int HYPERCALL_BELOW_COUNTER = 245;

    private final GuestPlatform platform;
    private final Setup setup;
    private final HypervOptions options;
    private final Tlfs calls;
    private TscPageClocksource page;
    private HypercallClocksource hypercall;
    private SystemCounter counter;
    private boolean invariant;

    HypervClockDriver(GuestPlatform platform, Setup setup, HypervOptions options) {
        this.platform = platform;
        this.setup = setup;
        this.options = options;
        this.calls = new Tlfs(platform);
    }

    @Override
    public void probe() {
        counter = new SystemCounter(platform);
        if (options.guestDriver() == GuestDriver.MAINLINE) {
            return;
        }
        long features = calls.get(setup.bootCpu(), Tlfs.FEATURES);
        invariant = (features & Tlfs.INVARIANT) != 0;
        if ((features & Tlfs.REFERENCE_TSC_AVAILABLE) != 0) {
            enablePage();
        }
        if ((features & Tlfs.TIME_REF_COUNT_AVAILABLE) != 0) {
            hypercall = new HypercallClocksource(platform, invariant ? HYPERCALL_BELOW_COUNTER : HYPERCALL_RATING);
        }
    }

    /** hv_init_tsc_clocksource; the page is a variable of the kernel's, which is zero until the kernel first uses it. */
    private void enablePage() {
        Address at = setup.donation();
        for (int offset = 0; offset < ReferencePage.SIZE; offset += Long.BYTES) {
            platform.memory().guestStore64(at.value() + offset, 0);
        }
        platform.memory().expectHostWrites(at, ReferencePage.PAGE);
        calls.set(setup.bootCpu(), Tlfs.REFERENCE_TSC, at.value() | Tlfs.ENABLED);
        page = new TscPageClocksource(platform, at, invariant ? PAGE_BELOW_COUNTER : PAGE_RATING, options.vdso());
    }

    @Override
    public List<Clocksource> clocksources() {
        List<Clocksource> all = new ArrayList<>();
        if (page != null) {
            all.add(page);
        }
        if (hypercall != null) {
            all.add(hypercall);
        }
        all.add(counter);
        return all;
    }

    @Override
    public Clocksource schedClock() {
        return page == null || invariant ? counter : page;
    }

    /** The counter, whatever lies over it. */
    @Override
    public Clocksource cycles() {
        return counter;
    }

    @Override
    public Optional<EventStream> eventStream() {
        return counter.eventStream();
    }

    /** What hyperv_cleanup does on x86: the page is the kernel's no more. */
    @Override
    public void handOver(int cpu, Handover handover) {
        if (page != null) {
            calls.set(cpu, Tlfs.REFERENCE_TSC, 0);
        }
    }

    @Override
    public ClockDriver copy() {
        HypervClockDriver copy = new HypervClockDriver(platform, setup, options);
        copy.page = page == null ? null : page.copy();
        copy.hypercall = hypercall;
        copy.counter = counter;
        copy.invariant = invariant;
        return copy;
    }
}
