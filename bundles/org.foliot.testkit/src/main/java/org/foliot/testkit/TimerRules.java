package org.foliot.testkit;

import java.util.List;
import java.util.Optional;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.Clocksource;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.time.Duration;

/**
 * What the Arm generic timer has to do under any hypervisor, after tools/testing/selftests/kvm/arm64/arch_timer.c and
 * arch_timer_edge_cases.c: timers as a guest's kernel sets and finds them, and the registers as a VMM does.
 */
final class TimerRules {
    private static final String RULE = "tools/testing/selftests/kvm/arm64/arch_timer.c";
    private static final String EDGES = "tools/testing/selftests/kvm/arm64/arch_timer_edge_cases.c";
    private static final String REGISTERS = "arch/arm64/include/uapi/asm/kvm.h";

    private static final int ITERATIONS = 5;
    private static final Duration PERIOD = Duration.ofMillis(10);
    private static final Duration MARGIN = Duration.ofMicros(100);

    /** KVM_REG_ARM_TIMER_CTL, and CNT and CVAL with each other's encoding. */
    private static final long TIMER_CTL = 0x6030_0000_0013_df19L;

    private static final long TIMER_CNT = 0x6030_0000_0013_df1aL;
    private static final long TIMER_CVAL = 0x6030_0000_0013_df02L;

    private static final long ENABLE = 1;
    private static final long STATUS = 4;

    private final Candidate<? extends Hypervisor<?>> hypervisor;
    private final Candidate<? extends MemoryStrategy<?>> strategy;

    TimerRules(Candidate<? extends Hypervisor<?>> hypervisor, Candidate<? extends MemoryStrategy<?>> strategy) {
        this.hypervisor = hypervisor;
        this.strategy = strategy;
    }

    List<Check> checks() {
        return List.of(
                new Check("the handler finds the counter at the compare value, once per period", RULE, this::periods),
                new Check("timers at every distance go off when they should", EDGES, this::distances),
                new Check("a timer in the past goes off at once", EDGES, this::past),
                new Check("a timer for the greatest value never goes off", EDGES, this::greatest),
                new Check("a timer waits for the rest of its time while the VM is stopped", RULE, this::stop),
                new Check("a timer is in time after a move", RULE, this::move),
                new Check("a counter set beyond a deadline makes its timer go off", EDGES, this::ahead),
                new Check("a counter set back makes a timer wait", EDGES, this::behind),
                new Check("ISTATUS is set as soon as the counter is there", RULE, this::status),
                new Check("counter and compare value have each other's encoding", REGISTERS, this::encodings));
    }

    /** A guest whose host has been up for a while and that has run. */
    private BenchGuest guest() {
        Bench bench = new Bench(Bench.Setup.DEFAULT);
        bench.advance(new Duration(12_345_678_901_234L));
        BenchGuest guest = bench.create(hypervisor, Optional.of(strategy));
        guest.vm().configure();
        guest.run(0);
        bench.advance(Duration.ofMillis(1_234));
        return guest;
    }

    private static Clocksource clock(BenchGuest guest) {
        ClockDriver driver =
                guest.vm().clocks(guest.platform(), new ClockDriver.Setup(KernelRelease.DEFAULT, Bench.RAM, 0));
        driver.probe();
        return driver.schedClock();
    }

    private static long shown(BenchGuest guest, Clocksource clock) {
        return clock.read(0, guest.bench().now());
    }

    private static void expectInTime(BenchGuest guest, Clocksource clock, long value) {
        long at = clock.timerInstant(0, value);
        Expect.that(at >= guest.bench().now(), "a timer goes off before it was set");
        long count = clock.read(0, at);
        Expect.that(count - value >= 0, "the handler of a timer for " + value + " reads " + count);
        Expect.that(
                at == guest.bench().now() || clock.read(0, at - 1) - value < 0,
                "a timer for " + value + " goes off later than it could");
    }

    private void periods() {
        BenchGuest guest = guest();
        Clocksource clock = clock(guest);
        long ticks = clock.frequency().ticksAt(PERIOD.picoseconds());
        for (int i = 0; i < ITERATIONS; i++) {
            long before = guest.bench().now();
            long value = shown(guest, clock) + ticks;
            expectInTime(guest, clock, value);
            clock.arm(0, value);
            long at = clock.armedInstant(0, value);
            Expect.that(
                    Math.abs(at - before - PERIOD.picoseconds()) <= MARGIN.picoseconds(),
                    "a timer for " + PERIOD + " goes off after " + new Duration(at - before));
            guest.bench().advance(new Duration(at - before));
            guest.run(0);
            Expect.that(
                    clock.timerInstant(0, value + ticks) > at,
                    "a timer that has been set again goes off a second time");
        }
    }

    private void distances() {
        BenchGuest guest = guest();
        Clocksource clock = clock(guest);
        for (long ticks : new long[] {
            1, 2, 15, 16, 1_000_007, 0x7fff_fffeL, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL, 0x1_0000_0000L, 1L << 40
        }) {
            expectInTime(guest, clock, shown(guest, clock) + ticks);
        }
    }

    private void past() {
        BenchGuest guest = guest();
        Clocksource clock = clock(guest);
        long shown = shown(guest, clock);
        for (long value : new long[] {shown, shown - 1, 1, 0}) {
            Expect.equal(
                    "when a timer for " + value + " goes off", guest.bench().now(), clock.timerInstant(0, value));
        }
    }

    private void greatest() {
        BenchGuest guest = guest();
        Expect.equal(
                "when a timer for the greatest value goes off",
                VirtualClock.NEVER,
                guest.vm().clock().instantOfVirtual(0, -1));
        guest.vm().clock().armVirtualTimer(0, -1);
        Expect.equal(
                "when one goes off that has been armed for it",
                VirtualClock.NEVER,
                guest.vm().clock().virtualTimerInstant(0));
    }

    private void stop() {
        BenchGuest guest = guest();
        VirtualClock clock = guest.vm().clock();
        long value = clock.virtualCounter(0, guest.bench().now()) + 1_000;
        clock.armVirtualTimer(0, value);
        guest.vm().stopped();
        guest.bench().advance(Duration.ofMillis(500));
        guest.vm().resumed();
        long at = clock.virtualTimerInstant(0);
        Expect.that(clock.virtualCounter(0, at) >= value, "a timer goes off before its time after a stop");
        Expect.that(
                at == guest.bench().now() || clock.virtualCounter(0, at - 1) < value,
                "a timer goes off after its time after a stop");
    }

    private void move() {
        BenchGuest guest = guest();
        Clocksource before = clock(guest);
        long value = shown(guest, before) + 1_000;
        before.arm(0, value);
        BenchGuest arrived = guest.moveTo(new Bench(Bench.Setup.DEFAULT));
        arrived.run(0);
        expectInTime(arrived, clock(arrived), value);
    }

    private void ahead() {
        BenchGuest guest = guest();
        VirtualClock clock = guest.vm().clock();
        long value = clock.virtualCounter(0, guest.bench().now()) + 1_000_000;
        guest.vm().setOneRegister(0, TIMER_CNT, value + 1);
        Expect.equal("when the timer goes off", guest.bench().now(), clock.instantOfVirtual(0, value));
    }

    private void behind() {
        BenchGuest guest = guest();
        VirtualClock clock = guest.vm().clock();
        long value = clock.virtualCounter(0, guest.bench().now()) + 1_000;
        long before = clock.instantOfVirtual(0, value);
        guest.vm().setOneRegister(0, TIMER_CNT, value - 1_000_000);
        long at = clock.instantOfVirtual(0, value);
        Expect.that(at > before, "a counter that was set back does not delay a timer");
        Expect.that(clock.virtualCounter(0, at) >= value, "a timer goes off early after its counter was set back");
    }

    private void status() {
        BenchGuest guest = guest();
        VirtualClock clock = guest.vm().clock();
        long value = clock.virtualCounter(0, guest.bench().now()) + 1_000;
        guest.vm().setOneRegister(0, TIMER_CVAL, value);
        guest.vm().setOneRegister(0, TIMER_CTL, ENABLE);
        expectControl(guest, ENABLE);
        long at = clock.instantOfVirtual(0, value);
        guest.bench().advance(new Duration(at - guest.bench().now()));
        expectControl(guest, ENABLE | STATUS);
        guest.vm().setOneRegister(0, TIMER_CTL, 0);
        expectControl(guest, 0);
    }

    private static void expectControl(BenchGuest guest, long control) {
        Expect.equalHex(
                "CNTV_CTL_EL0", control, guest.vm().getOneRegister(0, TIMER_CTL).value());
    }

    private void encodings() {
        BenchGuest guest = guest();
        guest.vm().setOneRegister(0, TIMER_CVAL, 4711);
        Expect.equalHex(
                "CNTV_CVAL_EL0", 4711, guest.vm().getOneRegister(0, TIMER_CVAL).value());
        guest.vm().setOneRegister(0, TIMER_CNT, 815);
        Expect.equalHex(
                "CNTVCT_EL0", 815, guest.vm().getOneRegister(0, TIMER_CNT).value());
        Expect.equal(
                "the virtual counter",
                815L,
                guest.vm().clock().virtualCounter(0, guest.bench().now()));
    }
}
