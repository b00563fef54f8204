package org.foliot.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.guest.Specs.MICRO;
import static org.foliot.guest.Specs.MILLI;
import static org.foliot.guest.Specs.PHASE;
import static org.foliot.guest.Specs.SECOND;
import static org.foliot.guest.Specs.busy;
import static org.foliot.guest.Specs.guest;
import static org.foliot.guest.Specs.kernel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A preemption between the read of the counter and the read of stolen time (S. Price, 2019-08-07). */
class ReadRaceTest {
    private static final long END = SECOND + PHASE;

    /** A process that loses its processor ten times for 7 ms, 1.5 ms after a tick, with or without the race. */
    private static TestMachine preempted(String excess, String read, boolean race) {
        TestMachine machine = TestMachine.with(guest(
                1, kernel("6.12", "steal_accounting", "on", "excess_steal", excess, "steal_read", read), busy("a")));
        for (int i = 0; i < 10; i++) {
            long t = (i + 1) * 48L * MILLI + PHASE + 1500 * MICRO;
            if (race) {
                machine.at(t, () -> machine.guest().raceNextExit(0));
            }
            machine.preempt(0, t, 7 * MILLI);
        }
        machine.runUntil(END);
        return machine;
    }

    private static long overcharge(TestMachine machine) {
        return machine.guest().metrics().charged(0, END)
                - machine.guest().metrics().ran(0, END);
    }

    @ParameterizedTest
    @CsvSource({"dropped, single", "dropped, double", "carried, single", "carried, double"})
    void withoutTheRaceAProcessIsChargedWhatItRan(String excess, String read) {
        assertThat(overcharge(preempted(excess, read, false))).isZero();
    }

    @Test
    void readOnceTheStolenTimeIsDroppedAndTheProcessPaysForIt() {
        // At each race the clock stood 1.5 ms after the last tick: so much of the 7 ms is taken off, the rest is lost.
        assertThat(overcharge(preempted("dropped", "single", true))).isEqualTo(10 * 5500 * MICRO);
    }

    @Test
    void carriedOverTheExcessIsTakenOffLater() {
        assertThat(overcharge(preempted("carried", "single", true))).isZero();
    }

    @ParameterizedTest
    @CsvSource({"dropped", "carried"})
    void readAgainUntilItIsStableNothingIsLost(String excess) {
        assertThat(overcharge(preempted(excess, "double", true))).isZero();
    }

    @Test
    void theStalePairCanBeSeen() {
        TestMachine machine =
                TestMachine.with(guest(1, kernel("6.13", "steal_accounting", "on", "steal_read", "single"), busy("a")));
        StealReading[] before = new StealReading[1];
        machine.at(5 * MILLI, () -> {
            before[0] = machine.guest().metrics().reading(0, 5 * MILLI);
            machine.guest().raceNextExit(0);
        });
        machine.preempt(0, 6 * MILLI, 500 * MICRO);
        machine.runUntil(7 * MILLI);

        StealReading stale = machine.guest().metrics().lastReading(0, 7 * MILLI);
        assertThat(stale).isEqualTo(new StealReading(6_000_000, 500_000));
        assertThat(stale.chargeSince(before[0])).isEqualTo(1_000_000 - 500_000);
        assertThat(machine.guest().metrics().reading(0, 7 * MILLI).chargeSince(before[0]))
                .isEqualTo(2_000_000 - 500_000);
    }

    @Test
    void aRaceOnAnIdleVcpuWaitsForOneThatRunsAProcess() {
        TestMachine machine = TestMachine.with(
                guest(1, kernel("6.13", "steal_accounting", "on"), Specs.periodic("a", "10 ms", "100 ms")));
        machine.at(50 * MILLI, () -> machine.guest().raceNextExit(0));
        machine.preempt(0, 60 * MILLI, 5 * MILLI);
        machine.preempt(0, 102 * MILLI, 5 * MILLI);
        machine.runUntil(150 * MILLI);

        // The second job was hit half a millisecond after a tick: so much of the 5 ms was taken off.
        assertThat(machine.guest().metrics().charged(0, 150 * MILLI)).isEqualTo(20 * MILLI + 4500 * MICRO);
    }
}
