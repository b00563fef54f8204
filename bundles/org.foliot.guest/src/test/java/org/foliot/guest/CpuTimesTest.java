package org.foliot.guest;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Steal in cpustat, as in steal_account_process_time. */
class CpuTimesTest {
    private static final long TICK = 4_000_000L;

    private final CpuTimes times = new CpuTimes();

    @Test
    void aTickGivesWhatWasNotStolen() {
        assertThat(times.takeTicks(1, TICK, false, 1_000_000)).isEqualTo(3_000_000);
        assertThat(times.steal).isEqualTo(1_000_000);
        assertThat(times.takeTicks(1, TICK, false, 1_000_000)).isEqualTo(TICK);
    }

    @Test
    void longStealIsBookedInOneGoAndTheWholeTickVanishes() {
        assertThat(times.takeTicks(1, TICK, false, 100_000_000)).isZero();
        assertThat(times.steal).isEqualTo(100_000_000);
        assertThat(times.takeTicks(3, TICK, false, 100_000_000)).isEqualTo(3 * TICK);
    }

    @Test
    void beforeTheFixATickBooksNoMoreThanItself() {
        assertThat(times.takeTicks(1, TICK, true, 10_000_000)).isZero();
        assertThat(times.steal).isEqualTo(TICK);
        assertThat(times.takeTicks(1, TICK, true, 10_000_000)).isZero();
        assertThat(times.takeTicks(1, TICK, true, 10_000_000)).isEqualTo(2_000_000);
        assertThat(times.steal).isEqualTo(10_000_000);
    }

    @Test
    void backwardsStealTakesTheDifferenceAwayModulo64BitsAndCostsOneTick() {
        times.takeTicks(1, TICK, false, 1_000_000_000);

        assertThat(times.takeTicks(1, TICK, false, 5)).isZero();
        assertThat(times.steal).isEqualTo(5);
        assertThat(times.takeTicks(1, TICK, false, 5)).isEqualTo(TICK);
    }

    @Test
    void backwardsStealOfACounterThatWasNotBookedLeavesAHugeNumber() {
        times.takeUpTo(1_000, 5_000);
        times.takeTicks(1, TICK, false, 0);

        assertThat(times.steal).isZero();
        times.takeTicks(1, TICK, false, -1_000_000_000L);
        assertThat(ProcStat.ofNanos(0, 0, 0, 0, times.steal).steal())
                .isEqualTo(Long.divideUnsigned(-1_000_000_000L, 10_000_000L))
                .isGreaterThan(1_844_674_407_000L);
    }

    @Test
    void vtimeThatSeesStealGoBackwardsIsStolenFromForEver() {
        times.takeUpTo(1_000_000_000, 1_000_000_000);

        assertThat(times.takeUpTo(TICK, 0)).isEqualTo(TICK);
        assertThat(times.takeUpTo(1_000 * TICK, 0)).isEqualTo(1_000 * TICK);
        assertThat(times.takeUpTo(1_000_000 * TICK, 2_000_000_000)).isEqualTo(1_000_000 * TICK);
    }

    @Test
    void vtimeCarriesWhatIsMoreThanTheElapsedTime() {
        assertThat(times.takeUpTo(TICK, 10_000_000)).isEqualTo(TICK);
        assertThat(times.takeUpTo(TICK, 10_000_000)).isEqualTo(TICK);
        assertThat(times.takeUpTo(TICK, 10_000_000)).isEqualTo(2_000_000);
    }

    @Test
    void inJiffiesWhatIsLessThanOneWaits() {
        assertThat(times.takeTicksInJiffies(1, TICK, false, 3_999_999)).isEqualTo(TICK);
        assertThat(times.steal).isZero();
        assertThat(times.takeTicksInJiffies(2, TICK, false, 4_000_001)).isEqualTo(TICK);
        assertThat(times.steal).isEqualTo(TICK);
    }

    @Test
    void inJiffiesAStealClockThatWentBackwardsIsTakenAwayAtEveryTick() {
        times.takeTicksInJiffies(1, TICK, false, 3_350_000_000L);
        assertThat(times.steal).isEqualTo(3_348_000_000L);

        assertThat(times.takeTicksInJiffies(1, TICK, false, 0)).isZero();
        assertThat(times.takeTicksInJiffies(1, TICK, false, 0)).isZero();
        assertThat(times.takeTicksInJiffies(1_000, TICK, false, 0)).isZero();
    }

    @Test
    void inJiffiesAtTwoHundredAndFiftyHertzWhatIsTakenAwaySettlesAtTheNumbersThatWereReported() {
        times.takeTicksInJiffies(1, TICK, false, 3_350_000_000L);
        times.takeTicksInJiffies(1_000, TICK, false, 0);

        // prometheus/node_exporter#742: what cpu2 lost in one second after the other
        long[] reported = {832457433, 396408302, 753175773, 515330792, 792816603, 951379924, 832457433, 554971622};
        for (long lost : reported) {
            long before = ProcStat.ticks(times.steal);
            times.takeTicksInJiffies(Math.round(lost / 39_640_830.155), TICK, false, 0);
            assertThat(before - ProcStat.ticks(times.steal)).isBetween(lost - 1, lost + 1);
        }
    }

    @Property
    void inJiffiesManyTicksAtOnceAreManyTicks(
            @ForAll long previous,
            @ForAll long stolen,
            @ForAll @LongRange(min = 1, max = 300) long ticks,
            @ForAll boolean oneTick) {
        CpuTimes bulk = new CpuTimes();
        bulk.takeUpTo(-1L, previous);
        CpuTimes single = new CpuTimes(bulk);
        long rest = bulk.takeTicksInJiffies(ticks, TICK, oneTick, stolen);
        long restOfSingle = 0;
        for (long tick = 0; tick < ticks; tick++) {
            restOfSingle += single.takeTicksInJiffies(1, TICK, oneTick, stolen);
        }

        assertThat(rest).isEqualTo(restOfSingle);
        assertThat(bulk.steal).isEqualTo(single.steal);
        assertThat(bulk.outstanding(stolen)).isEqualTo(single.outstanding(stolen));
    }
}
