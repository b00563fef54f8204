package org.foliot.hypervisor.kvmx86;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.hypervisor.kvmx86.Fixture.CLOCKS;
import static org.foliot.hypervisor.kvmx86.Fixture.KVM;
import static org.foliot.hypervisor.kvmx86.Fixture.clocks;
import static org.foliot.hypervisor.kvmx86.Fixture.guest;
import static org.foliot.hypervisor.kvmx86.Fixture.host;
import static org.foliot.hypervisor.kvmx86.Fixture.wrmsr;

import org.assertj.core.data.Offset;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.Clocksource;
import org.foliot.api.guest.PvTimeDriver.Handover;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.foliot.testkit.Candidate;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KvmClockTest {
    private static final long PAGE = CLOCKS.value() + 4096;
    private static final Duration SECOND = Duration.ofMillis(1000);

    private static long read(BenchGuest guest, Clocksource clock) {
        return clock.read(0, guest.bench().now());
    }

    private static BenchGuest running(Candidate<KvmX86> kvm) {
        BenchGuest guest = guest(kvm);
        guest.bench().advance(SECOND);
        return guest;
    }

    @ParameterizedTest
    @CsvSource({"1 GHz, 1, 2147483648", "2.1 GHz, -1, 4090445043", "2.4 GHz, -1, 3579139413", "3 GHz, -1, 2863311530"})
    void thePageIsWrittenBitByBit(String tsc, int shift, long multiplier) {
        BenchGuest guest = guest(new Bench(host(tsc)), KVM);
        guest.bench().advance(SECOND);
        clocks(guest);
        assertThat(guest.memory().load32(PAGE)).as("version").isEqualTo(2);
        assertThat(guest.memory().load32(PAGE + 4)).as("padding").isZero();
        assertThat(guest.memory().load64(PAGE + 8)).as("tsc_timestamp").isZero();
        assertThat(guest.memory().load64(PAGE + 16)).as("system_time").isZero();
        assertThat(guest.memory().load32(PAGE + 24) & 0xffff_ffffL).isEqualTo(multiplier);
        assertThat(guest.memory().load8(PAGE + 28)).isEqualTo((byte) shift);
        assertThat(guest.memory().load8(PAGE + 29)).as("flags").isEqualTo((byte) 1);
        assertThat(guest.memory().corruptions()).isZero();
    }

    @Test
    void withoutAStableTscTheFlagIsMissing() {
        BenchGuest guest = running(KVM.with("tsc_stable", "off"));
        clocks(guest);
        assertThat(guest.memory().load8(PAGE + 29)).isZero();
    }

    @Test
    void itCountsNanosecondsFromTheStartOfTheVm() {
        Bench bench = new Bench(Fixture.HOST);
        bench.advance(SECOND);
        BenchGuest guest = guest(bench, KVM);
        bench.advance(Duration.ofMillis(250));
        Clocksource clock = clocks(guest).schedClock();
        assertThat(clock.name()).isEqualTo("kvm-clock");
        assertThat(clock.frequency()).isEqualTo(new Frequency(1_000_000_000));
        assertThat(read(guest, clock)).isCloseTo(250_000_000, Offset.offset(1L));
        bench.advance(SECOND);
        assertThat(read(guest, clock)).isCloseTo(1_250_000_000, Offset.offset(2L));
    }

    @Test
    void aStoppedVmsClockStandsWhileItsTscRunsOn() {
        BenchGuest guest = running(KVM);
        ClockDriver clocks = clocks(guest);
        Clocksource clock = clocks.schedClock();
        Clocksource tsc = clocks.clocksources().get(1);
        long nanos = read(guest, clock);
        long ticks = read(guest, tsc);
        guest.vm().stopped();
        guest.bench().advance(SECOND);
        assertThat(read(guest, clock)).isEqualTo(nanos);
        assertThat(clock.instantOf(0, nanos)).isEqualTo(guest.bench().now());
        assertThat(clock.instantOf(0, nanos + 1)).isEqualTo(VirtualClock.NEVER);
        guest.bench().advance(SECOND);
        guest.vm().resumed();
        assertThat(read(guest, clock)).isEqualTo(nanos);
        assertThat(read(guest, tsc)).isEqualTo(ticks + 4_800_000_000L);
        guest.bench().advance(SECOND);
        assertThat(read(guest, clock)).isCloseTo(nanos + 1_000_000_000, Offset.offset(1L));
    }

    @Test
    void aVmmThatLeavesItAloneLetsItRun() {
        BenchGuest guest = running(KVM.with("clock_stops", "off"));
        Clocksource clock = clocks(guest).schedClock();
        guest.vm().stopped();
        guest.bench().advance(SECOND);
        guest.vm().resumed();
        assertThat(read(guest, clock)).isCloseTo(2_000_000_000, Offset.offset(2L));
        assertThat(guest.memory().load8(PAGE + 29)).isEqualTo((byte) 3);
    }

    @Test
    void theGuestIsToldThatItWasStoppedUntilItSaysThatItKnows() {
        BenchGuest guest = running(KVM);
        clocks(guest);
        guest.vm().stopped();
        assertThat(guest.memory().load8(PAGE + 29)).isEqualTo((byte) 1);
        guest.vm().resumed();
        assertThat(guest.memory().load8(PAGE + 29)).isEqualTo((byte) 3);
        guest.vm().reset();
        assertThat(guest.memory().load8(PAGE + 29))
                .as("nobody writes after a reset")
                .isEqualTo((byte) 3);
    }

    @Test
    void aVmmMayKeepThatToItself() {
        BenchGuest guest = running(KVM.with("kvmclock_ctrl", "off"));
        clocks(guest);
        guest.vm().stopped();
        guest.vm().resumed();
        assertThat(guest.memory().load8(PAGE + 29)).isEqualTo((byte) 1);
    }

    @Test
    void theWallClockSaysWhenTheClockWasZero() {
        Bench bench = new Bench(Fixture.HOST);
        bench.advance(new Duration(3_500_000_000_000L));
        BenchGuest guest = guest(bench, KVM);
        bench.advance(SECOND);
        clocks(guest);
        assertThat(guest.memory().load32(CLOCKS.value())).as("version").isEqualTo(2);
        assertThat(guest.memory().load32(CLOCKS.value() + 4)).isEqualTo(3);
        assertThat(guest.memory().load32(CLOCKS.value() + 8)).isCloseTo(500_000_000, Offset.offset(1));
    }

    @Test
    void aTimerGoesOffAtTheFirstInstantAtWhichTheClockIsThere() {
        BenchGuest guest = running(KVM);
        Clocksource clock = clocks(guest).schedClock();
        long now = read(guest, clock);
        for (long nanos : new long[] {0, 1, 2, 3, 999, 1_000_003, 86_400_000_000_000L}) {
            long instant = clock.instantOf(0, now + nanos);
            assertThat(clock.read(0, instant)).isGreaterThanOrEqualTo(now + nanos);
            assertThat(instant == guest.bench().now() || clock.read(0, instant - 1) < now + nanos)
                    .isTrue();
        }
        assertThat(clock.instantOf(0, -1)).isEqualTo(guest.bench().now());
        assertThat(clock.instantOf(0, Long.MAX_VALUE)).isEqualTo(VirtualClock.NEVER);
    }

    @Test
    void anAddressWithoutMemoryIsNeverWrittenTo() {
        BenchGuest guest = running(KVM);
        for (long address : new long[] {0x1000, Bench.RAM.value() + 4, 0x900_0000L}) {
            assertThat(wrmsr(guest, 0, Msr.SYSTEM_TIME, address | 1)).isEqualTo(Trap.DONE);
            assertThat(wrmsr(guest, 0, Msr.WALL_CLOCK, address)).isEqualTo(Trap.DONE);
        }
        guest.vm().stopped();
        guest.vm().resumed();
        assertThat(guest.memory().load64(Bench.RAM.value() + 8)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"6.12, off, 400", "5.0, on, 400", "5.1, on, 299", "6.12, on, 299"})
    void kernelsRateItAgainstAnInvariantTsc(String release, String invariant, int rating) {
        ClockDriver clocks = clocks(guest(KVM.with("invariant_tsc", invariant)), release);
        assertThat(clocks.clocksources()).extracting(Clocksource::name).containsExactly("kvm-clock", "tsc");
        assertThat(clocks.clocksources()).extracting(Clocksource::rating).containsExactly(rating, 300);
    }

    @Test
    void withoutItTheTscIsAllThereIs() {
        BenchGuest guest = running(KVM.with("kvmclock", "off"));
        ClockDriver clocks = clocks(guest);
        clocks.cpuOnline(0);
        clocks.cpuOffline(0);
        clocks.handOver(0, Handover.KEXEC);
        assertThat(clocks.clocksources()).extracting(Clocksource::name).containsExactly("tsc");
        assertThat(clocks.schedClock().frequency()).isEqualTo(Frequency.parse("2.4 GHz"));
        assertThat(read(guest, clocks.schedClock())).isEqualTo(2_400_000_000L);
    }

    @Test
    void aCpuThatGoesDownTakesItsPageBackFrom513On() {
        for (String release : new String[] {"5.12", "5.13"}) {
            BenchGuest guest = running(KVM);
            ClockDriver clocks = clocks(guest, release);
            clocks.cpuOnline(1);
            clocks.cpuOffline(1);
            assertThat(Fixture.rdmsr(guest, 1, Msr.SYSTEM_TIME) & 1).isEqualTo(release.equals("5.12") ? 1 : 0);
        }
    }

    @Test
    void whoLooksAtACpuThatIsDownFindsTheClockOfTheOthers() {
        BenchGuest guest = running(KVM);
        ClockDriver clocks = clocks(guest);
        clocks.cpuOnline(1);
        clocks.cpuOffline(0);
        guest.vm().stopped();
        guest.bench().advance(SECOND);
        guest.vm().resumed();
        Clocksource clock = clocks.schedClock();
        assertThat(read(guest, clock))
                .isEqualTo(clock.read(1, guest.bench().now()))
                .isCloseTo(1_000_000_000, Offset.offset(1L));
    }

    @Test
    void whoeverComesNextIsNotWrittenOver() {
        BenchGuest guest = running(KVM);
        ClockDriver clocks = clocks(guest);
        clocks.handOver(0, Handover.KEXEC);
        guest.memory().forgetHostWrites();
        guest.vm().stopped();
        guest.vm().resumed();
        assertThat(guest.memory().corruptions()).isZero();
    }

    @Test
    void aKernelThatSaysNothingIsWrittenOver() {
        BenchGuest guest = running(KVM);
        clocks(guest);
        guest.memory().forgetHostWrites();
        guest.vm().stopped();
        guest.vm().resumed();
        assertThat(guest.memory().corruptions()).isPositive();
    }

    @Test
    void aCopyReadsTheSameClock() {
        BenchGuest guest = running(KVM);
        ClockDriver clocks = clocks(guest);
        ClockDriver copy = clocks.copy();
        assertThat(copy.clocksources()).extracting(Clocksource::name).containsExactly("kvm-clock", "tsc");
        assertThat(read(guest, copy.schedClock())).isEqualTo(read(guest, clocks.schedClock()));
        copy.cpuOffline(0);
        copy.cpuOnline(1);
        assertThat(read(guest, clocks.schedClock())).isCloseTo(1_000_000_000, Offset.offset(1L));
    }

    /** Kernels before 5.13 leave the register of a CPU that goes down alone, but INIT does not. */
    @ParameterizedTest
    @CsvSource({"0, 5.12", "1, 5.12", "0, 6.12", "1, 6.12"})
    void aCpuThatComesBackRegistersItsClockAgain(int cpu, String release) {
        BenchGuest guest = guest();
        ClockDriver clocks = Fixture.clocks(guest, release);
        clocks.cpuOnline(0);
        clocks.cpuOnline(1);
        long register = Fixture.rdmsr(guest, cpu, Msr.SYSTEM_TIME);
        clocks.cpuOffline(cpu);
        guest.vm().vcpuReset(cpu);
        assertThat(Fixture.rdmsr(guest, cpu, Msr.SYSTEM_TIME)).isZero();
        clocks.cpuOnline(cpu);
        assertThat(Fixture.rdmsr(guest, cpu, Msr.SYSTEM_TIME))
                .isEqualTo(register)
                .isNotZero();
    }
}
