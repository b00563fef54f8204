package org.foliot.guest;

import java.util.List;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.Clocksource;
import org.foliot.api.guest.GuestKernelOptions;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.PvTimeDriver.Handover;
import org.foliot.api.guest.ReferenceClock;
import org.foliot.time.counter.EventStream;

/**
 * The clocks of one kernel: CLOCK_MONOTONIC by the clocksource that it has chosen, and sched_clock.
 *
 * <p>A choice of ours: the clocksource is chosen once, at the kernel's entry, where Linux begins with jiffies and changes over
 * while it boots.
 */
final class Clocks {
    private final ClockDriver driver;
    private final String source;
    private final KernelClock monotonic;
    private final KernelClock sched;
    private final CounterConsumers consumers;

    /**
     * The clocks of a kernel that is entered now.
     *
     * <p>It takes the clocksource that it is told to use; if there is none of that name, the best.
     */
    Clocks(GuestPlatform platform, ClockDriver driver, GuestKernelOptions options, int bootCpu, long now) {
        this.driver = driver;
        driver.probe();
        Clocksource chosen = choose(driver.clocksources(), options.clocksource());
        this.source = chosen.name();
        this.monotonic = new KernelClock(chosen, bootCpu, now);
        this.sched = driver.schedClock() == chosen ? monotonic : new KernelClock(driver.schedClock(), bootCpu, now);
        this.consumers = new CounterConsumers(platform, options, driver, chosen, bootCpu, now);
    }

    /** The same clocks, with a driver of their own. */
    private Clocks(Clocks other, ClockDriver driver) {
        this.driver = driver;
        this.source = other.source;
        Clocksource chosen = choose(driver.clocksources(), source);
        this.monotonic = new KernelClock(other.monotonic, chosen);
        this.sched = other.isOne() ? monotonic : new KernelClock(other.sched, driver.schedClock());
        this.consumers = new CounterConsumers(other.consumers, driver, chosen);
    }

    /** clocksource_select. */
    private static Clocksource choose(List<Clocksource> offered, String wanted) {
        Clocksource best = null;
        for (Clocksource candidate : offered) {
            if (candidate.name().equals(wanted)) {
                return candidate;
            } else if (best == null || candidate.rating() > best.rating()) {
                best = candidate;
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("a kernel needs one clocksource at least");
        }
        return best;
    }

    /** What they are for a kernel that is saved now and may go on from here. */
    Clocks copy() {
        ClockDriver copy = driver.copy();
        return copy == driver ? this : new Clocks(this, copy);
    }

    /** Name of the clocksource in use. */
    String source() {
        return source;
    }

    /** CLOCK_MONOTONIC, which timers and ticks go by. */
    KernelClock monotonic() {
        return monotonic;
    }

    /** sched_clock, which CPU time goes by. */
    KernelClock sched() {
        return sched;
    }

    /** An outside clock by the name of its device; null if there is none. */
    ReferenceClock reference(String device) {
        for (ReferenceClock each : driver.references()) {
            if (each.name().equals(device)) {
                return each;
            }
        }
        return null;
    }

    /** What reads the counter beside both. */
    CounterConsumers consumers() {
        return consumers;
    }

    /** Whether both are one clock. */
    boolean isOne() {
        return sched == monotonic;
    }

    /** Whether the VMM has said since the last call that it had stopped the VM. */
    boolean checkAndClearPaused(int cpu) {
        return driver.checkAndClearPaused(cpu);
    }

    void cpuOnline(int cpu) {
        driver.cpuOnline(cpu);
    }

    /** How the event stream of a CPU that starts now is programmed, null where there is none. */
    EventStream eventStream() {
        return driver.eventStream().orElse(null);
    }

    /** Userspace is reached; whether the clocks read something else from now on. */
    boolean userspace() {
        return driver.userspace();
    }

    void cpuOffline(int cpu) {
        driver.cpuOffline(cpu);
    }

    /** The kernel suspends itself on its last CPU. */
    void suspend(int cpu, long now) {
        monotonic.suspend(cpu, now);
        if (!isOne()) {
            sched.suspend(cpu, now);
        }
        driver.suspend(cpu);
    }

    /** The kernel goes on; the nanoseconds that its clocksource has counted meanwhile. */
    long resume(int cpu, long now) {
        driver.resume(cpu);
        if (!isOne()) {
            sched.resume(cpu, now);
        }
        return monotonic.resume(cpu, now);
    }

    void handOver(int cpu, Handover handover) {
        driver.handOver(cpu, handover);
    }
}
