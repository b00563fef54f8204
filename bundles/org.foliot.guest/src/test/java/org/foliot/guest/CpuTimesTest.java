package org.foliot.guest;

import static org.assertj.core.api.Assertions.assertThat;

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
}
