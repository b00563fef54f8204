package org.foliot.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.foliot.guest.Specs.MICRO;
import static org.foliot.guest.Specs.MILLI;
import static org.foliot.guest.Specs.PHASE;
import static org.foliot.guest.Specs.SECOND;
import static org.foliot.guest.Specs.busy;
import static org.foliot.guest.Specs.guest;
import static org.foliot.guest.Specs.kernel;
import static org.foliot.guest.Specs.periodic;
import static org.foliot.guest.Specs.process;

import java.util.List;
import org.foliot.api.workload.Behaviour;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.junit.jupiter.api.Test;

/** What processes do with their time. */
class WorkTest {
    private static ProcessSpec locking(String name, String held, String cycle, int vcpu) {
        return new ProcessSpec(
                name, "spin", List.of(vcpu), 0, new Behaviour.Locking(Duration.parse(held), Duration.parse(cycle)));
    }

    @Test
    void aPeriodicProcessRunsOncePerReleaseOfAFixedGrid() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), periodic("a", "2 ms", "10 ms")));
        machine.runUntil(SECOND);
        GuestMetrics metrics = machine.guest().metrics();

        assertThat(metrics.jobs(0, SECOND)).isEqualTo(100);
        assertThat(metrics.skipped(0, SECOND)).isZero();
        assertThat(metrics.response(0, SECOND)).isEqualTo(2 * MILLI);
        assertThat(metrics.ran(0, SECOND)).isEqualTo(200 * MILLI);
        assertThat(machine.state(0)).isIn(TestMachine.State.HALTED, TestMachine.State.EXECUTING);
    }

    @Test
    void aReleaseThatComesWhileTheJobStillRunsIsSkippedAndCounted() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), periodic("a", "2 ms", "10 ms")));
        machine.preempt(0, 101 * MILLI, 25 * MILLI);
        machine.runUntil(205 * MILLI);
        GuestMetrics metrics = machine.guest().metrics();

        assertThat(metrics.skipped(0, 205 * MILLI)).isEqualTo(2);
        assertThat(metrics.jobs(0, 205 * MILLI)).isEqualTo(21 - 2);
        assertThat(metrics.response(0, 205 * MILLI)).isEqualTo(27 * MILLI);
    }

    @Test
    void aReleaseAtTheVeryEndOfAJobIsNotSkipped() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), periodic("a", "10 ms", "10 ms")));
        machine.runUntil(SECOND);

        assertThat(machine.guest().metrics().skipped(0, SECOND)).isZero();
        assertThat(machine.guest().metrics().ran(0, SECOND)).isEqualTo(SECOND);
        assertThat(machine.guest().metrics().jobs(0, SECOND)).isEqualTo(100);
    }

    @Test
    void dutySleepsFromTheEndOfTheComputation() {
        TestMachine machine = TestMachine.with(guest(
                1, kernel("6.12"), process("a", new Behaviour.Duty(Duration.ofMillis(3), Duration.ofMillis(1)), 0)));
        machine.preempt(0, MILLI, 2 * MILLI);
        machine.runUntil(SECOND + 2 * MILLI);

        assertThat(machine.guest().metrics().jobs(0, SECOND + 2 * MILLI)).isEqualTo(250);
        assertThat(machine.guest().metrics().response(0, SECOND + 2 * MILLI)).isEqualTo(5 * MILLI);
    }

    private static ProcessSpec burning(String name) {
        return process(name, new Behaviour.Periodic(Duration.ofMillis(20), Duration.ofMillis(100), true), 0);
    }

    /** Finding 17 of the oracle: without PARAVIRT_TIME_ACCOUNTING the CPU clock of a process shows stolen time as well. */
    @Test
    void aProgramThatBurnsCpuTimeComputesLessWhereStolenTimeIsCharged() {
        TestMachine naive = TestMachine.with(guest(1, kernel("6.12"), burning("a")));
        naive.preempt(0, 5 * MILLI, 8 * MILLI);
        naive.runUntil(100 * MILLI);
        TestMachine fair = TestMachine.with(guest(1, kernel("6.12", "steal_accounting", "on"), burning("a")));
        fair.preempt(0, 5 * MILLI, 8 * MILLI);
        fair.runUntil(100 * MILLI);

        assertThat(naive.guest().metrics().jobs(0, 100 * MILLI)).isEqualTo(1);
        assertThat(naive.guest().metrics().ran(0, 100 * MILLI)).isEqualTo(12 * MILLI);
        assertThat(naive.guest().metrics().charged(0, 100 * MILLI)).isEqualTo(20 * MILLI);
        assertThat(naive.guest().metrics().response(0, 100 * MILLI)).isEqualTo(20 * MILLI);
        assertThat(fair.guest().metrics().ran(0, 100 * MILLI)).isEqualTo(20 * MILLI);
        assertThat(fair.guest().metrics().charged(0, 100 * MILLI)).isEqualTo(20 * MILLI);
        assertThat(fair.guest().metrics().response(0, 100 * MILLI)).isEqualTo(28 * MILLI);
    }

    @Test
    void whatIsBurntIsTheSameAsWhatIsRunWhereNothingIsStolen() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), burning("a"), periodic("b", "3 ms", "10 ms")));
        machine.runUntil(SECOND);

        assertThat(machine.guest().metrics().jobs(0, SECOND)).isEqualTo(10);
        assertThat(machine.guest().metrics().ran(0, SECOND)).isEqualTo(200 * MILLI);
        assertThat(machine.guest().metrics().charged(0, SECOND)).isEqualTo(200 * MILLI);
    }

    @Test
    void sporadicProcessesSleepForRandomTimesOfAMean() {
        TestMachine machine = TestMachine.with(guest(
                1,
                kernel("6.12"),
                process("a", new Behaviour.Sporadic(Duration.ofMicros(10), Duration.ofMicros(990)), 0)));
        machine.runUntil(10 * SECOND);

        assertThat(machine.guest().metrics().jobs(0, 10 * SECOND)).isBetween(9_600L, 10_400L);
    }

    @Test
    void anExitToTheVmmIsTimeThatTheProcessDidNotExecute() {
        TestMachine machine = TestMachine.with(guest(
                1, kernel("6.12"), process("a", new Behaviour.Exiting(Duration.ofMillis(3), Duration.ofMillis(5)), 0)));
        machine.runUntil(30 * MILLI);

        assertThat(machine.exits).hasSize(10).containsOnly(5 * MILLI);
        assertThat(machine.guest().metrics().jobs(0, 30 * MILLI)).isEqualTo(10);
    }

    @Test
    void aLockIsHeldByOneAtATime() {
        TestMachine machine = TestMachine.with(
                guest(2, kernel("6.12"), locking("a", "60 us", "100 us", 0), locking("b", "60 us", "100 us", 1)));
        machine.runUntil(101 * MILLI);
        GuestMetrics metrics = machine.guest().metrics();
        long sections = metrics.jobs(0, 101 * MILLI) + metrics.jobs(1, 101 * MILLI);

        // The lock is the bottleneck: 60 us per section once the second vCPU is up after 1 ms.
        assertThat(sections).isCloseTo(100_000 / 60, within(20L));
        assertThat(metrics.response(1, 101 * MILLI)).isEqualTo(120 * MICRO);
    }

    @Test
    void othersSpinWhileTheHolderIsOffItsProcessor() {
        TestMachine machine = TestMachine.with(
                guest(2, kernel("6.12"), locking("a", "5 ms", "10 ms", 0), locking("b", "5 us", "50 us", 1)));
        machine.preempt(0, 7 * MILLI, 20 * MILLI);
        machine.runUntil(20 * MILLI);
        GuestMetrics metrics = machine.guest().metrics();
        long before = metrics.jobs(1, 20 * MILLI);
        assertThat(metrics.ran(1, 20 * MILLI)).isEqualTo(19 * MILLI);
        machine.runUntil(30 * MILLI);

        // The holder lost its processor 1 ms into its section and releases 4 ms after it is back.
        assertThat(metrics.jobs(1, 30 * MILLI)).isEqualTo(before);
        machine.runUntil(32 * MILLI);
        assertThat(metrics.jobs(1, 32 * MILLI)).isGreaterThan(before);
        assertThat(metrics.response(1, 32 * MILLI)).isBetween(24 * MILLI, 25 * MILLI);
    }

    private static TestMachine twoThatLock(String... settings) {
        TestMachine machine = new TestMachine(2, Frequency.ofMegahertz(100));
        machine.onDriver = driver -> driver.preempted = cpu -> machine.state(cpu) == TestMachine.State.WAITING;
        machine.start(
                guest(2, kernel("6.12", settings), locking("a", "5 ms", "10 ms", 0), locking("b", "5 us", "50 us", 1)));
        machine.preempt(0, 7 * MILLI, 20 * MILLI);
        return machine;
    }

    @Test
    void whoIsToldThatTheHolderIsPreemptedSleepsUntilTheLockIsFree() {
        TestMachine machine = twoThatLock();
        machine.runUntil(20 * MILLI);
        GuestMetrics metrics = machine.guest().metrics();
        long before = metrics.jobs(1, 20 * MILLI);
        // It stopped spinning when the holder lost its processor, 7 ms after the start and 6 ms after it came up.
        assertThat(metrics.ran(1, 20 * MILLI)).isEqualTo(6 * MILLI);
        assertThat(machine.state(1)).isEqualTo(TestMachine.State.HALTED);
        machine.runUntil(30 * MILLI);
        assertThat(metrics.jobs(1, 30 * MILLI)).isEqualTo(before);

        machine.runUntil(32 * MILLI);
        assertThat(metrics.jobs(1, 32 * MILLI)).isGreaterThan(before);
        assertThat(metrics.response(1, 32 * MILLI)).isBetween(24 * MILLI, 25 * MILLI);
    }

    @Test
    void aKernelThatDoesNotAskSpinsOn() {
        TestMachine machine = twoThatLock("vcpu_is_preempted", "off");
        machine.runUntil(20 * MILLI);
        assertThat(machine.guest().metrics().ran(1, 20 * MILLI)).isEqualTo(19 * MILLI);
    }

    @Test
    void aSleeperThatIsKilledIsNotWoken() {
        TestMachine machine = twoThatLock();
        machine.at(10 * MILLI, () -> machine.guest().stopProcess(1));
        machine.runUntil(60 * MILLI);
        assertThat(machine.guest().metrics().jobs(0, 60 * MILLI)).isGreaterThan(2);
        assertThat(machine.guest().metrics().ran(1, 60 * MILLI)).isEqualTo(6 * MILLI);
    }

    @Test
    void aSpinnerThatDoesNotExecuteIsPassedOver() {
        TestMachine machine = TestMachine.with(guest(
                3,
                kernel("6.12"),
                locking("a", "10 ms", "10 ms", 0),
                locking("b", "1 ms", "1 ms", 1),
                locking("c", "1 ms", "1 ms", 2)));
        machine.preempt(1, 8 * MILLI, 10 * MILLI);
        machine.runUntil(15 * MILLI);

        assertThat(machine.guest().metrics().jobs(1, 15 * MILLI)).isZero();
        assertThat(machine.guest().metrics().jobs(2, 15 * MILLI)).isPositive();
        machine.runUntil(40 * MILLI);
        assertThat(machine.guest().metrics().jobs(1, 40 * MILLI)).isPositive();
    }

    @Test
    void yieldingInALoopStillGetsItsShareBefore66() {
        TestMachine machine =
                TestMachine.with(guest(1, kernel("6.12"), process("a", new Behaviour.Yielding(), 0), busy("b")));
        long now = SECOND + PHASE;
        machine.runUntil(now);
        GuestMetrics metrics = machine.guest().metrics();

        assertThat((double) metrics.ran(0, now) / now).isCloseTo(0.5, within(0.05));
        assertThat(metrics.systemTime(0, now) + metrics.userTime(0, now)).isEqualTo(SECOND);
    }

    @Test
    void yieldingAloneIsJustBusy() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), process("a", new Behaviour.Yielding(), 0)));
        long now = SECOND + PHASE;
        machine.runUntil(now);

        assertThat(machine.guest().metrics().ran(0, now)).isEqualTo(now);
        assertThat(machine.guest().metrics().systemTime(0, now)).isEqualTo(SECOND);
    }

    @Test
    void processesStartAndStopWhileTheGuestRuns() {
        ProcessSpec late = new ProcessSpec(
                "b", "b", List.of(), 0, new Behaviour.Busy(), false, false, java.util.OptionalInt.empty());
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), busy("a"), late));
        GuestMetrics metrics = machine.guest().metrics();
        machine.at(100 * MILLI, () -> machine.guest().startProcess(1));
        machine.at(300 * MILLI, () -> machine.guest().stopProcess(0));
        machine.runUntil(500 * MILLI);

        assertThat(metrics.ran(0, 500 * MILLI)).isCloseTo(200 * MILLI, within(5 * MILLI));
        assertThat(metrics.ran(0, 500 * MILLI) + metrics.ran(1, 500 * MILLI)).isEqualTo(500 * MILLI);

        machine.at(600 * MILLI, () -> machine.guest().stopProcess(1));
        machine.runUntil(700 * MILLI);
        assertThat(machine.state(0)).isEqualTo(TestMachine.State.HALTED);
        machine.at(800 * MILLI, () -> machine.guest().startProcess(1));
        machine.runUntil(900 * MILLI);
        assertThat(metrics.ran(1, 900 * MILLI)).isEqualTo(100 * MILLI);
    }

    @Test
    void aProcessThatIsStoppedAndStartedAtOnceStartsFromZero() {
        TestMachine machine = TestMachine.with(guest(2, kernel("6.12"), busy("a", 1)));
        machine.preempt(1, 90 * MILLI, 20 * MILLI);
        machine.at(100 * MILLI, () -> {
            machine.guest().stopProcess(0);
            machine.guest().startProcess(0);
        });
        machine.runUntil(105 * MILLI);
        assertThat(machine.guest().metrics().ran(0, 105 * MILLI)).isEqualTo(89 * MILLI);
        machine.runUntil(200 * MILLI);

        // It died and came back when its vCPU executed again.
        assertThat(machine.guest().metrics().ran(0, 200 * MILLI)).isEqualTo(90 * MILLI);
    }

    @Test
    void aProcessCanComputeLongerThanTimeLasts() {
        TestMachine machine = TestMachine.with(guest(
                1,
                kernel("6.12"),
                process("a", new Behaviour.Duty(new Duration(Long.MAX_VALUE - 1), Duration.ofMillis(1)), 0)));
        machine.runUntil(SECOND);

        assertThat(machine.guest().metrics().ran(0, SECOND)).isEqualTo(SECOND);
    }

    @Test
    void aKilledHolderLetsTheLockGo() {
        TestMachine machine = TestMachine.with(
                guest(2, kernel("6.12"), locking("a", "1 s", "1 s", 0), locking("b", "1 ms", "1 ms", 1)));
        machine.at(50 * MILLI, () -> machine.guest().stopProcess(0));
        machine.runUntil(60 * MILLI);

        assertThat(machine.guest().metrics().jobs(1, 60 * MILLI)).isEqualTo(10);
    }

    @Test
    void niceChangesTakeEffectAtOnce() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), busy("a"), busy("b")));
        GuestMetrics metrics = machine.guest().metrics();
        machine.at(SECOND, () -> machine.guest().nice(1, 19));
        machine.runUntil(11 * SECOND);

        assertThat(metrics.ran(1, 11 * SECOND)).isCloseTo(500 * MILLI + 144 * MILLI, within(20 * MILLI));
    }
}
