package org.foliot.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.foliot.guest.Specs.MILLI;
import static org.foliot.guest.Specs.SECOND;
import static org.foliot.guest.Specs.busy;
import static org.foliot.guest.Specs.guest;
import static org.foliot.guest.Specs.kernel;
import static org.foliot.guest.Specs.periodic;

import org.foliot.api.observation.Observations;
import org.junit.jupiter.api.Test;

/** Kernels that suspend themselves. */
class SuspensionTest {
    private static TestMachine asleepFrom(long instant, long alarm, int vcpus, ProcessSpec... processes) {
        TestMachine machine = TestMachine.with(guest(vcpus, kernel("6.12"), processes));
        machine.at(instant, () -> machine.guest().sleep(alarm));
        machine.at(alarm, () -> machine.guest().wake(true));
        return machine;
    }

    private static long seen(TestMachine machine, GuestStage stage) {
        return machine.seen.stream()
                .filter(s -> s.kind() == Observations.GUEST_STAGE && s.a() == stage.code())
                .count();
    }

    @Test
    void nothingRunsAndNoClockButTheRealOneGoesOn() {
        TestMachine machine = asleepFrom(SECOND, 11 * SECOND, 1, busy("b"));
        GuestMetrics metrics = machine.guest().metrics();
        machine.runUntil(10 * SECOND);
        assertThat(machine.state(0)).isEqualTo(TestMachine.State.HALTED);
        assertThat(metrics.clock(10 * SECOND)).isEqualTo(SECOND);
        assertThat(metrics.schedClock(0, 10 * SECOND)).isEqualTo(SECOND);

        machine.runUntil(20 * SECOND);
        assertThat(metrics.clock(20 * SECOND)).isEqualTo(10 * SECOND);
        assertThat(metrics.clockError(20 * SECOND)).isZero();
        assertThat(metrics.ran(0, 20 * SECOND)).isEqualTo(10 * SECOND);
        assertThat(metrics.charged(0, 20 * SECOND)).isCloseTo(10 * SECOND, within(10 * MILLI));
    }

    @Test
    void timersGoOnWhereTheyWere() {
        TestMachine machine = asleepFrom(1050 * MILLI, 11050 * MILLI, 1, periodic("p", "1 ms", "100 ms"));
        machine.runUntil(12 * SECOND);
        GuestMetrics metrics = machine.guest().metrics();
        assertThat(metrics.skipped(0, 12 * SECOND)).isZero();
        assertThat(metrics.jobs(0, 12 * SECOND)).isEqualTo(20);
    }

    @Test
    void theOtherCpusGoDownAndComeBack() {
        TestMachine machine = asleepFrom(SECOND, 2 * SECOND, 3, busy("a"), busy("b"), busy("c"));
        machine.runUntil(1500 * MILLI);
        assertThat(machine.driver().calls).contains("offline 1", "offline 2").doesNotContain("offline 0");
        assertThat(machine.guest().metrics().online(1)).isFalse();
        assertThat(seen(machine, GuestStage.ASLEEP)).isEqualTo(1);
        machine.runUntil(3 * SECOND);
        assertThat(machine.guest().metrics().online(1)).isTrue();
        assertThat(machine.guest().metrics().online(2)).isTrue();
        assertThat(machine.driver().calls.stream().filter(c -> c.equals("online 1")))
                .hasSize(2);
        assertThat(seen(machine, GuestStage.AWAKE)).isEqualTo(1);
    }

    @Test
    void driversAreToldOnTheLastCpu() {
        TestMachine machine = asleepFrom(SECOND, 2 * SECOND, 2, busy("a"));
        machine.runUntil(1500 * MILLI);
        assertThat(machine.driver().calls).contains("suspend 0").doesNotContain("resume 0");
        machine.runUntil(3 * SECOND);
        assertThat(machine.driver().calls).containsSubsequence("suspend 0", "resume 0");
    }

    @Test
    void anAlarmThatGoesOffOnTheWayWakesAtOnce() {
        TestMachine machine = asleepFrom(SECOND, SECOND + MILLI / 2, 2, busy("a"));
        machine.runUntil(2 * SECOND);
        assertThat(seen(machine, GuestStage.AWAKE)).isEqualTo(1);
        assertThat(machine.guest().metrics().clock(2 * SECOND)).isEqualTo(2 * SECOND);
    }

    @Test
    void whatIsAskedOfItMeanwhileIsDoneAfterwards() {
        TestMachine machine = asleepFrom(SECOND, 5 * SECOND, 2, busy("a"), busy("b"));
        machine.at(2 * SECOND, () -> machine.guest().offlineCpu(1));
        machine.runUntil(4 * SECOND);
        assertThat(seen(machine, GuestStage.AWAKE)).isZero();
        machine.runUntil(6 * SECOND);
        assertThat(machine.guest().metrics().online(1)).isFalse();
    }

    @Test
    void aGuestThatWasSavedAsleepIsAsleepAgainAndWakesOnlyOnce() {
        TestMachine machine = asleepFrom(SECOND, 20 * SECOND, 1, busy("a"));
        machine.runUntil(2 * SECOND);
        var saved = machine.guest().save();
        assertThat(machine.guest().alarm()).hasValue(20 * SECOND);
        machine.runUntil(3 * SECOND);
        machine.guest().restore(saved);
        machine.guest().clockChanged(3 * SECOND);
        machine.runUntil(25 * SECOND);
        assertThat(machine.guest().metrics().clock(25 * SECOND)).isEqualTo(6 * SECOND);
        assertThat(seen(machine, GuestStage.AWAKE)).isEqualTo(1);
    }
}
