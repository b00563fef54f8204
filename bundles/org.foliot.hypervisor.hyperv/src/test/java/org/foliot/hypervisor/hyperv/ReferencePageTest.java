package org.foliot.hypervisor.hyperv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.hypervisor.hyperv.Fixture.CLOCKS;
import static org.foliot.hypervisor.hyperv.Fixture.HYPERV;
import static org.foliot.hypervisor.hyperv.Fixture.SECOND;
import static org.foliot.hypervisor.hyperv.Fixture.best;
import static org.foliot.hypervisor.hyperv.Fixture.clocks;
import static org.foliot.hypervisor.hyperv.Fixture.guest;
import static org.foliot.hypervisor.hyperv.Fixture.host;
import static org.foliot.hypervisor.hyperv.Fixture.read;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.data.Offset;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.Clocksource;
import org.foliot.api.guest.PvTimeDriver.Handover;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.foliot.testkit.Candidate;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page bit by bit, and the clock that is read out of it on one host and the next. */
class ReferencePageTest {
    private static final long SECOND_OF_UNITS = 10_000_000;

    private static int sequence(BenchGuest guest) {
        return guest.memory().load32(CLOCKS.value());
    }

    private static long word(BenchGuest guest, int offset) {
        return guest.memory().load64(CLOCKS.value() + offset);
    }

    @ParameterizedTest
    @CsvSource({
        "24 MHz,  6aaaaaaaaaaaaaaa",
        "25 MHz,  6666666666666666",
        "100 MHz, 1999999999999999",
        "1 GHz,   028f5c28f5c28f5c",
    })
    void hasSequenceScaleAndOffset(String counter, String scale) {
        BenchGuest guest = guest(host(counter), HYPERV);
        clocks(guest);
        assertThat(sequence(guest)).isEqualTo(1);
        assertThat(guest.memory().load32(CLOCKS.value() + 4)).as("reserved").isZero();
        assertThat(word(guest, 8)).isEqualTo(Long.parseUnsignedLong(scale, 16));
        assertThat(word(guest, 16)).isZero();
        assertThat(guest.memory().corruptions()).isZero();
    }

    @Test
    void showsReferenceTimeInUnitsOf100Nanoseconds() {
        BenchGuest guest = guest(HYPERV);
        Clocksource page = best(clocks(guest));
        guest.bench().advance(SECOND);
        assertThat(read(guest, page)).isCloseTo(SECOND_OF_UNITS, Offset.offset(1L));
        assertThat(page.frequency()).isEqualTo(Frequency.parse("10 MHz"));
        assertThat(page.readCost()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1 GHz", "24 MHz", "62.5 MHz", "100 MHz"})
    void goesOnAtItsRateOnAHostOfAnotherFrequency(String elsewhere) {
        BenchGuest guest = guest(HYPERV);
        ClockDriver clocks = clocks(guest);
        guest.bench().advance(SECOND);
        long before = read(guest, best(clocks));
        Bench destination = host(elsewhere);
        BenchGuest arrived = guest.moveTo(destination);
        // The kernel goes on with the clock it had; here it asks anew, since it runs on another bench.
        Clocksource page = new TscPageClocksource(arrived.platform(), CLOCKS, 500, false);
        assertThat(sequence(arrived)).isEqualTo(2);
        assertThat(read(arrived, page)).isEqualTo(before);
        destination.advance(SECOND);
        assertThat(read(arrived, page) - before).isCloseTo(SECOND_OF_UNITS, Offset.offset(1L));
        assertThat(arrived.memory().corruptions()).isZero();
    }

    @Test
    void theCounterBesideItGoesOnAtAnotherRate() {
        BenchGuest guest = guest(HYPERV);
        guest.bench().advance(SECOND);
        Bench fast = host("1 GHz");
        BenchGuest arrived = guest.moveTo(fast);
        assertThat(arrived.vm().clock().virtualCounter(0, fast.now())).isEqualTo(100_000_000);
        fast.advance(SECOND);
        assertThat(arrived.vm().clock().virtualCounter(0, fast.now())).isEqualTo(1_100_000_000);
        assertThat(arrived.vm().clock().frequency()).isEqualTo(Frequency.parse("1 GHz"));
    }

    @Test
    void cntfrqMayStay() {
        BenchGuest arrived = guest(HYPERV.with("cntfrq", "stays")).moveTo(host("1 GHz"));
        assertThat(arrived.vm().clock().frequency()).isEqualTo(Frequency.parse("100 MHz"));
    }

    @Test
    void aSequenceOfZeroSendsTheReaderToTheHypercall() {
        BenchGuest guest = guest(HYPERV.with("reference_tsc", "invalid").with("hypercall", "2000 cycles"));
        Clocksource page = best(clocks(guest));
        assertThat(sequence(guest)).isZero();
        guest.bench().advance(SECOND);
        assertThat(page.name()).isEqualTo("hyperv_clocksource_tsc_page");
        assertThat(read(guest, page)).isCloseTo(SECOND_OF_UNITS, Offset.offset(1L));
        assertThat(page.readCost()).as("one hypercall of 1 us").isEqualTo(1_000_000);
    }

    @Test
    void aCounterThatIsTooSlowHasNoScaleAndTimeGoesOn() {
        BenchGuest guest = guest(HYPERV);
        guest.bench().advance(SECOND);
        long before = read(guest, best(clocks(guest)));
        Bench slow = host("1.92 MHz");
        BenchGuest arrived = guest.moveTo(slow);
        Clocksource page = new TscPageClocksource(arrived.platform(), CLOCKS, 500, true);
        assertThat(sequence(arrived)).isZero();
        assertThat(read(arrived, page)).isEqualTo(before);
        slow.advance(SECOND);
        assertThat(read(arrived, page) - before).isCloseTo(SECOND_OF_UNITS, Offset.offset(6L));
        assertThat(page.readCost()).isPositive();
        assertThat(page.vdso()).as("there is nothing for a vDSO to read").isFalse();
    }

    @Property(tries = 300)
    void aTimerGoesOffAtTheFirstInstantOfItsReferenceTime(
            @ForAll @LongRange(min = 1_000_000, max = 2_000_000_000L) long hertz,
            @ForAll @LongRange(min = 0, max = 5_000_000_000_000L) long started,
            @ForAll @LongRange(min = 1, max = 100_000_000) long units) {
        Bench bench = new Bench(Bench.Setup.DEFAULT.withCounter(new Frequency(hertz)));
        bench.advance(new Duration(started));
        BenchGuest guest = guest(bench, HYPERV);
        bench.advance(SECOND);
        Clocksource page = best(clocks(guest));
        long due = read(guest, page) + units;
        long instant = page.instantOf(0, due);
        assertThat(instant).isGreaterThan(bench.now());
        assertThat(page.read(0, instant)).isGreaterThanOrEqualTo(due);
        assertThat(page.read(0, instant - 1)).isLessThan(due);
        assertThat(page.instantOf(0, due - units)).isEqualTo(bench.now());
    }

    @Test
    void timeStandsWhileThePartitionIsStoppedUnlessToldOtherwise() {
        for (String stops : new String[] {"on", "off"}) {
            BenchGuest guest = guest(HYPERV.with("clock_stops", stops));
            Clocksource page = best(clocks(guest));
            guest.vm().stopped();
            guest.bench().advance(SECOND);
            if (stops.equals("on")) {
                assertThat(page.instantOf(0, 1)).isEqualTo(org.foliot.api.hypervisor.VirtualClock.NEVER);
            }
            guest.vm().resumed();
            assertThat(read(guest, page)).isCloseTo(stops.equals("on") ? 0 : SECOND_OF_UNITS, Offset.offset(1L));
        }
    }

    @Test
    void afterAHandOverTheHostWritesTheOldPageNoMore() {
        BenchGuest guest = guest(HYPERV);
        ClockDriver clocks = clocks(guest);
        clocks.handOver(0, Handover.KEXEC);
        guest.memory().forgetHostWrites();
        assertThat(guest.moveTo(host("1 GHz")).memory().corruptions()).isZero();
    }

    @Test
    void withoutOneAMoveWritesIntoAPageOfTheNextKernels() {
        BenchGuest guest = guest(HYPERV);
        clocks(guest);
        guest.memory().forgetHostWrites();
        assertThat(guest.moveTo(host("1 GHz")).memory().corruptions()).isPositive();
    }

    @Test
    void aResetTakesThePageAway() {
        BenchGuest guest = guest(HYPERV);
        clocks(guest);
        guest.vm().reset();
        guest.memory().forgetHostWrites();
        assertThat(guest.moveTo(host("1 GHz")).memory().corruptions()).isZero();
    }

    @Test
    void sequencesSkipWhatNeverMeantAPage() {
        assertThat(ReferencePage.next(1)).isEqualTo(2);
        assertThat(ReferencePage.next(-3)).isEqualTo(-2);
        assertThat(ReferencePage.next(-2)).isEqualTo(1);
        assertThat(ReferencePage.next(-1)).isEqualTo(1);
    }

    @Test
    void aPageOutsideMemoryIsNotWritten() {
        BenchGuest guest = guest(HYPERV);
        Tlfs calls = new Tlfs(guest.platform());
        calls.set(0, Tlfs.REFERENCE_TSC, 0x1000 | Tlfs.ENABLED);
        assertThat(calls.get(0, Tlfs.REFERENCE_TSC)).isEqualTo(0x1001);
        assertThat(guest.memory().corruptions()).isZero();
    }

    @Test
    void aCopyOfTheClocksReadsTheSame() {
        Candidate<Hyperv> hyperv = HYPERV;
        BenchGuest guest = guest(hyperv);
        ClockDriver clocks = clocks(guest);
        guest.bench().advance(SECOND);
        ClockDriver copy = clocks.copy();
        assertThat(read(guest, best(copy))).isEqualTo(read(guest, best(clocks)));
        assertThat(copy.schedClock().name()).isEqualTo(clocks.schedClock().name());
    }
}
