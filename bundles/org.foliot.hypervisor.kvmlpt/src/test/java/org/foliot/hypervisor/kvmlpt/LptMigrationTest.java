package org.foliot.hypervisor.kvmlpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foliot.hypervisor.kvmlpt.Fixture.LPT;
import static org.foliot.hypervisor.kvmlpt.Fixture.UP;
import static org.foliot.hypervisor.kvmlpt.Fixture.clock;
import static org.foliot.hypervisor.kvmlpt.Fixture.driver;
import static org.foliot.hypervisor.kvmlpt.Fixture.host;
import static org.foliot.hypervisor.kvmlpt.Fixture.pass;
import static org.foliot.hypervisor.kvmlpt.Fixture.read;
import static org.foliot.hypervisor.kvmlpt.Fixture.started;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.ClockDriver.LivePhysicalTime;
import org.foliot.api.guest.Clocksource;
import org.foliot.api.hypervisor.IncompatibleStateException;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.foliot.testkit.Candidate;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Moves between frequencies: what a kernel reads, when timers go off, and what is refused. */
class LptMigrationTest {
    private static final long SECOND = Duration.PS_PER_SECOND;
    private static final String[] FREQUENCIES = {"100 MHz", "1 GHz", "25 MHz", "24 MHz", "54 MHz", "62.5 MHz"};

    @ParameterizedTest
    @CsvSource({"down, -1", "up, 0"})
    void theCounterIsOneTickBackAfterAMoveFrom100MHzTo1GHz(String rounding, long step) {
        BenchGuest source = started(LPT.with("rounding", rounding), "100 MHz");
        Clocksource before = clock(source);
        assertThat(before.frequency()).isEqualTo(Frequency.ofMegahertz(100));
        pass(source, 7 * SECOND + 10_000);
        long shown = read(source, before);
        assertThat(shown).isEqualTo(700_000_001);
        BenchGuest arrived = source.moveTo(host("1 GHz"));
        arrived.run(0);
        assertThat(read(arrived, clock(arrived)) - shown).isEqualTo(step);
        long then = read(arrived, clock(arrived));
        pass(arrived, SECOND);
        assertThat(read(arrived, clock(arrived)) - then).isEqualTo(100_000_000);
        assertThat(arrived.memory().load64(Fixture.STRUCTURE + LptStructure.SEQUENCE))
                .isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"down, -1", "up, 0"})
    void timersAreOneTickEarly(String rounding, long early) {
        BenchGuest arrived = started(LPT.with("rounding", rounding), "100 MHz").moveTo(host("1 GHz"));
        Clocksource clock = clock(arrived);
        for (long deadline = 1_000; deadline < 1_200; deadline++) {
            assertThat(clock.read(0, clock.timerInstant(0, deadline)) - deadline)
                    .isEqualTo(early);
            assertThat(clock.read(0, clock.instantOf(0, deadline))).isEqualTo(deadline);
        }
    }

    @Test
    void aKernelThatIgnoresItFindsTheCounterMultiplied() {
        BenchGuest source = started(LPT, "100 MHz");
        Clocksource ignorant = driver(source, LivePhysicalTime.OFF).schedClock();
        pass(source, 7 * SECOND);
        long shown = read(source, ignorant);
        BenchGuest arrived = source.moveTo(host("1 GHz"));
        assertThat(arrived.vm().clock().virtualCounter(0, arrived.bench().now()))
                .isEqualTo(10 * shown);
        assertThat(arrived.vm().clock().frequency()).isEqualTo(Frequency.ofMegahertz(1_000));
    }

    @Test
    void aKernelThatIsLateReadsTheHostsCounterUntilThen() {
        BenchGuest guest = started(LPT, "1 GHz");
        ClockDriver driver = driver(guest, LivePhysicalTime.LATE);
        pass(guest, SECOND);
        assertThat(read(guest, driver.schedClock())).isEqualTo(1_000_000_000);
        assertThat(driver.schedClock().frequency()).isEqualTo(Frequency.ofMegahertz(1_000));
        assertThat(driver.userspace()).isTrue();
        assertThat(driver.userspace()).isFalse();
        assertThat(read(guest, driver.schedClock())).isEqualTo(99_999_999);
    }

    @Test
    void readsByProcessesTrapAndTheVdsoHasNoClock() {
        BenchGuest guest = started(LPT, "100 MHz");
        Clocksource clock = clock(guest);
        assertThat(clock.vdso()).isFalse();
        assertThat(clock.readCost()).isEqualTo(20_000);
        assertThat(clock.userReadCost()).isEqualTo(220_000);
        Clocksource ignorant = driver(guest, LivePhysicalTime.OFF).schedClock();
        assertThat(ignorant.vdso()).isTrue();
        assertThat(ignorant.userReadCost()).isZero();
    }

    /** 12 at 100 MHz; ten is nearest to eight. */
    @Test
    void theEventStreamIsMovedByTheNearestPowerOfTwo() {
        assertThat(driver(started(LPT, "100 MHz"), LivePhysicalTime.ON)
                        .eventStream()
                        .orElseThrow()
                        .triggerBit())
                .isEqualTo(12);
        assertThat(driver(started(LPT, "1 GHz"), LivePhysicalTime.ON)
                        .eventStream()
                        .orElseThrow()
                        .triggerBit())
                .isEqualTo(15);
        assertThat(driver(started(LPT, "25 MHz"), LivePhysicalTime.ON)
                        .eventStream()
                        .orElseThrow()
                        .triggerBit())
                .isEqualTo(10);
    }

    /** 10 s are 10¹⁰ ticks of 1 GHz, of which 32 bits leave 1410065408. */
    @ParameterizedTest
    @CsvSource({"u32, 1410065408", "u64, 10000000000"})
    void whatIsLeftOfATimerIsCutOffAt32Bits(String bits, long left) {
        BenchGuest source = started(LPT.with("timer_fixup", bits), "100 MHz");
        pass(source, SECOND);
        source.vm().clock().armVirtualTimer(0, 1_100_000_000L);
        BenchGuest arrived = source.moveTo(host("1 GHz"));
        assertThat(arrived.vm().clock().virtualTimerInstant(0) - arrived.bench().now())
                .isEqualTo(left * 1_000);
    }

    @Test
    void aTimerThatHasExpiredGoesOffAtOnce() {
        BenchGuest source = started(LPT, "100 MHz");
        pass(source, SECOND);
        source.vm().clock().armVirtualTimer(0, 99_999_999L);
        BenchGuest arrived = source.moveTo(host("1 GHz"));
        assertThat(arrived.vm().clock().virtualTimerInstant(0))
                .isEqualTo(arrived.bench().now());
    }

    @Test
    void aHostThatPromisesAnotherFrequencyRefuses() {
        BenchGuest source = started(LPT, "100 MHz");
        source.vm().stopped();
        SavedState saved = source.vm().save();
        Bench there = host("1 GHz");
        BenchGuest other = there.create(LPT.with("pv_frequency", "50 MHz"), Optional.empty());
        there.memory()
                .addUnlessPresent(new org.foliot.api.memory.MemoryRegion(
                        "lpt",
                        new org.foliot.time.Address(Fixture.STRUCTURE),
                        org.foliot.time.ByteSize.ofKibibytes(4),
                        org.foliot.api.memory.MemoryRegion.Kind.RESERVED,
                        true));
        copyStructure(source, there);
        assertRefused(other, without(saved, "addresses"), "counter_frequency", "was promised a counter of 100 MHz");
    }

    /** As when a guest that was refused is made to go on. */
    @Test
    void aVmThatBeginsAnewBeginsWithAnEmptyStructure() {
        BenchGuest guest = Fixture.configured(LPT, "1 GHz");
        guest.run(0);
        Clocksource clock = clock(guest);
        pass(guest, SECOND);
        long shown = read(guest, clock);
        KvmLptMachine anew = new KvmLptMachine(
                options(LPT.with("pv_frequency", "50 MHz")), guest.bench().facts(), guest.bench(), Optional.empty());
        assertThat(anew.configure()).isZero();
        assertThat(guest.memory().load64(Fixture.STRUCTURE + LptStructure.SEQUENCE))
                .isZero();
        assertThat(read(guest, clock)).as("nothing changes before it runs").isEqualTo(shown);
        anew.resumed();
        assertThat(guest.memory().load64(Fixture.STRUCTURE + LptStructure.SEQUENCE))
                .isEqualTo(2);
        assertThat(guest.memory().load32(Fixture.STRUCTURE + LptStructure.PV_FREQUENCY))
                .isEqualTo(50_000_000);
    }

    @Test
    void aCountThatHasNoRoomAtTheNewFrequencyIsRefused() {
        BenchGuest source = started(LPT, "100 MHz");
        source.vm().setOneRegister(0, 0x6030_0000_0013_df1aL, 1L << 62);
        assertThatThrownBy(() -> source.moveTo(host("1 GHz")))
                .isInstanceOfSatisfying(IncompatibleStateException.class, e -> assertThat(e.reason())
                        .isEqualTo("scale_overflow"))
                .hasMessageContaining("needs more than 64 bits at 1 GHz");
    }

    @Test
    void aCounterThatDoesNotFitIn32BitsIsRefused() {
        BenchGuest source = started(LPT, "100 MHz");
        assertThatThrownBy(() -> source.moveTo(host("5 GHz")))
                .isInstanceOfSatisfying(IncompatibleStateException.class, e -> assertThat(e.reason())
                        .isEqualTo("scale_overflow"));
        Bench fast = host("5 GHz");
        assertThat(new KvmLpt().offer(options(LPT), fast.facts()).livePhysicalTime())
                .isEmpty();
        assertThat(new KvmLpt().offer(options(LPT), host("1 GHz").facts()).livePhysicalTime())
                .contains(Frequency.ofMegahertz(100));
    }

    private static LptOptions options(Candidate<KvmLpt> candidate) {
        return org.foliot.api.extension.OptionSchema.of(LptOptions.class)
                .instantiate(candidate.settings(), org.foliot.api.extension.KernelRelease.DEFAULT);
    }

    private static void copyStructure(BenchGuest source, Bench there) {
        for (int offset = 0; offset < LptStructure.SIZE; offset += Long.BYTES) {
            there.memory().store64(Fixture.STRUCTURE + offset, source.memory().load64(Fixture.STRUCTURE + offset));
        }
    }

    private static SavedState without(SavedState saved, String addresses) {
        SortedMap<String, long[]> values = new TreeMap<>(saved.values());
        long[] none = new long[saved.vector(addresses).length];
        java.util.Arrays.fill(none, -1);
        values.put(addresses, none);
        return new SavedState(saved.hypervisor(), saved.version(), values);
    }

    private static void assertRefused(BenchGuest guest, SavedState saved, String reason, String message) {
        assertThatThrownBy(() -> guest.vm().restore(saved))
                .isInstanceOfSatisfying(IncompatibleStateException.class, e -> assertThat(e.reason())
                        .isEqualTo(reason))
                .hasMessageContaining(message);
    }

    /** Whatever the hosts, the repaired counter never goes back, and no timer is early. */
    @Property(tries = 200)
    void repairedNothingGoesBackAndNothingIsEarly(
            @ForAll @IntRange(max = 5) int from,
            @ForAll @IntRange(max = 5) int to,
            @ForAll @LongRange(min = 0, max = 3_600_000_000_000_000L) long lived,
            @ForAll @LongRange(min = 1, max = 10_000_000_000L) long distance) {
        BenchGuest source = started(UP, FREQUENCIES[from]);
        Clocksource before = clock(source);
        pass(source, lived);
        long shown = read(source, before);
        BenchGuest arrived = source.moveTo(host(FREQUENCIES[to]));
        Clocksource after = clock(arrived);
        long now = read(arrived, after);
        assertThat(now).isGreaterThanOrEqualTo(shown);
        // Forward at most to what the slower of the two counters can show next.
        assertThat(now - shown).isLessThanOrEqualTo(5);
        long at = after.timerInstant(0, now + distance);
        assertThat(after.read(0, at)).isGreaterThanOrEqualTo(now + distance);
        assertThat(at).isEqualTo(after.instantOf(0, now + distance));
    }

    /** As it was, it is off by what the multipliers lose, and never more than a few ticks. */
    @Property(tries = 200)
    void asItWasItGoesBackByAFewTicksAtMost(
            @ForAll @IntRange(max = 5) int from,
            @ForAll @IntRange(max = 5) int to,
            @ForAll @LongRange(min = 0, max = 3_600_000_000_000_000L) long lived) {
        BenchGuest source = started(LPT, FREQUENCIES[from]);
        Clocksource before = clock(source);
        pass(source, lived);
        long shown = read(source, before);
        BenchGuest arrived = source.moveTo(host(FREQUENCIES[to]));
        assertThat(read(arrived, clock(arrived)) - shown).isBetween(-6L, 5L);
    }
}
