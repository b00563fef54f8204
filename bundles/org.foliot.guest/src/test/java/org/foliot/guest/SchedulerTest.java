package org.foliot.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.foliot.guest.Specs.MILLI;
import static org.foliot.guest.Specs.PHASE;
import static org.foliot.guest.Specs.SECOND;
import static org.foliot.guest.Specs.busy;
import static org.foliot.guest.Specs.guest;
import static org.foliot.guest.Specs.kernel;
import static org.foliot.guest.Specs.periodic;
import static org.foliot.guest.Specs.process;

import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.LongStream;
import org.foliot.api.observation.Observations;
import org.foliot.api.workload.Behaviour;
import org.foliot.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who runs in the guest, and who is charged for it. */
class SchedulerTest {
    private static final Behaviour BUSY = new Behaviour.Busy();

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 1", "0, 5", "-10, 0", "0, 19"})
    void processesRunInProportionToTheirWeights(int first, int second) {
        TestMachine machine =
                TestMachine.with(guest(1, kernel("6.12"), process("a", BUSY, first), process("b", BUSY, second)));
        machine.runUntil(20 * SECOND);
        double share = (double) NiceWeights.of(first) / (NiceWeights.of(first) + NiceWeights.of(second));

        assertThat((double) machine.guest().metrics().ran(0, 20 * SECOND) / (20 * SECOND))
                .isCloseTo(share, within(0.005));
    }

    @Test
    void fairnessSurvivesStolenTimeWithAndWithoutTheDiscount() {
        // Finding 18: each is stolen from in proportion.
        for (String discount : List.of("on", "off")) {
            TestMachine machine = TestMachine.with(guest(
                    1,
                    kernel("6.13", "tick", "100 Hz", "steal_accounting", discount),
                    process("a", BUSY, 0),
                    process("b", BUSY, 5)));
            shareUnevenly(machine, 60 * SECOND);
            machine.runUntil(60 * SECOND);
            GuestMetrics metrics = machine.guest().metrics();

            assertThat((double) metrics.ran(0, 60 * SECOND) / metrics.ran(1, 60 * SECOND))
                    .as(discount)
                    .isCloseTo(1024.0 / 335, within(0.2));
        }
    }

    /** A competitor whose slices vary from 2 to 6 ms, as those of a host do. */
    private static void shareUnevenly(TestMachine machine, long until) {
        Random random = new Random(7);
        long t = 0;
        while (t < until) {
            long away = random.nextLong(2 * MILLI, 6 * MILLI);
            machine.preempt(0, t, away);
            t += away + random.nextLong(2 * MILLI, 6 * MILLI);
        }
    }

    @Test
    void onlyWithTheDiscountAreProcessesChargedWhatTheyRan() {
        // Finding 17: y charges what really ran, n charges the wall.
        for (String discount : List.of("on", "off")) {
            TestMachine machine =
                    TestMachine.with(guest(1, kernel("6.12", "steal_accounting", discount), busy("a"), busy("b")));
            machine.share(0, 4 * MILLI, 0, 3 * SECOND);
            machine.runUntil(3 * SECOND);
            GuestMetrics metrics = machine.guest().metrics();
            long charged = metrics.charged(0, 3 * SECOND) + metrics.charged(1, 3 * SECOND);
            long ran = metrics.ran(0, 3 * SECOND) + metrics.ran(1, 3 * SECOND);

            assertThat(ran).isEqualTo(1500 * MILLI);
            assertThat(charged).isCloseTo(discount.equals("on") ? 1500 * MILLI : 3 * SECOND, within(8 * MILLI));
            assertThat(metrics.stealTime(0, 3 * SECOND)).isEqualTo(1500 * MILLI);
        }
    }

    @Test
    void noStealAccLeavesTheColumnAndTakesTheDiscount() {
        TestMachine machine =
                TestMachine.with(guest(1, kernel("6.12", "steal_accounting", "on", "steal_clock", "off"), busy("a")));
        machine.share(0, 4 * MILLI, 0, SECOND);
        machine.runUntil(SECOND);

        assertThat(machine.guest().metrics().charged(0, SECOND)).isCloseTo(SECOND, within(4 * MILLI));
        assertThat(machine.guest().metrics().stealTime(0, SECOND)).isEqualTo(500 * MILLI);
    }

    @Test
    void theGuestsOwnRunDelayContainsStolenTime() {
        // Finding 21: each waits while the other is current, stolen or not.
        TestMachine machine =
                TestMachine.with(guest(1, kernel("6.13", "steal_accounting", "on"), busy("a"), busy("b")));
        machine.share(0, 4 * MILLI, 0, 3 * SECOND);
        machine.runUntil(3 * SECOND);
        GuestMetrics metrics = machine.guest().metrics();

        assertThat(metrics.runDelay(0, 3 * SECOND)).isCloseTo(1500 * MILLI, within(50 * MILLI));
        assertThat(metrics.runDelay(1, 3 * SECOND)).isCloseTo(1500 * MILLI, within(50 * MILLI));
        assertThat(metrics.charged(0, 3 * SECOND)).isCloseTo(750 * MILLI, within(20 * MILLI));
    }

    @Test
    void aProcessIsPreemptedAtTheFirstTickBeyondItsSlice() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), busy("a"), busy("b")));
        machine.runUntil(42 * MILLI);
        List<Long> switches = machine.seen(Observations.PROCESS_SWITCH).stream()
                .map(TestMachine.Seen::at)
                .toList();

        // At once, and then at every tick; the first one ends the first whole period.
        assertThat(switches.get(0)).isZero();
        assertThat(switches.subList(1, switches.size()))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 10)
                        .map(i -> i * 4 * MILLI + PHASE)
                        .boxed()
                        .toList());
    }

    @Test
    void aSleeperThatWakesPreemptsAtOnce() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), periodic("a", "1 ms", "10 ms"), busy("b")));
        machine.runUntil(SECOND);

        assertThat(machine.guest().metrics().jobs(0, SECOND)).isEqualTo(100);
        assertThat(machine.guest().metrics().response(0, SECOND)).isLessThan(9 * MILLI);
        assertThat(machine.guest().metrics().ran(1, SECOND)).isEqualTo(900 * MILLI);
    }

    @Test
    void anIdleCpuPullsWhatWaitsElsewhere() {
        TestMachine machine = TestMachine.with(
                guest(2, kernel("6.12"), periodic("a", "1 ms", "10 s", 1), busy("b", 0), busy("c"), busy("d", 0)));
        machine.runUntil(SECOND);
        GuestMetrics metrics = machine.guest().metrics();

        assertThat(metrics.ran(2, SECOND)).isGreaterThan(990 * MILLI);
        assertThat(metrics.ran(1, SECOND) + metrics.ran(3, SECOND)).isGreaterThan(990 * MILLI);
    }

    @Test
    void aWakeUpFromOutsideChargesStolenTime() {
        // The remote update hazard of C.3: vCPU 0 is off its processor and vCPU 1 wakes a process on it.
        Behaviour job = new Behaviour.Periodic(Duration.ofMicros(100), Duration.ofMillis(50));
        ProcessSpec local = new ProcessSpec("a", "a", List.of(0), 0, job, false, true, OptionalInt.empty());
        ProcessSpec remote = new ProcessSpec("a", "a", List.of(0), 0, job, false, true, OptionalInt.of(1));

        for (String excess : List.of("dropped", "carried")) {
            long clean = overcharge(local, excess);
            long hazard = overcharge(remote, excess);

            assertThat(clean).as(excess).isLessThan(MILLI);
            // Twenty wake-ups, each about 10 ms into a wait of 20 ms.
            assertThat(hazard).as(excess).isCloseTo(excess.equals("dropped") ? 200 * MILLI : 0, within(20 * MILLI));
        }
    }

    private static long overcharge(ProcessSpec woken, String excess) {
        TestMachine machine = TestMachine.with(guest(
                2,
                kernel("6.12", "steal_accounting", "on", "excess_steal", excess),
                woken,
                busy("b", 0),
                busy("c", 1)));
        for (long t = 40 * MILLI; t < SECOND; t += 50 * MILLI) {
            machine.preempt(0, t, 20 * MILLI);
        }
        machine.runUntil(SECOND);
        GuestMetrics metrics = machine.guest().metrics();
        return metrics.charged(0, SECOND)
                + metrics.charged(1, SECOND)
                - metrics.ran(0, SECOND)
                - metrics.ran(1, SECOND);
    }

    @Test
    void whatProcessesRanIsWhatTheVcpuExecuted() {
        TestMachine machine = TestMachine.with(guest(
                2,
                kernel("6.12", "steal_accounting", "on"),
                busy("a"),
                periodic("b", "3 ms", "10 ms"),
                process("c", new Behaviour.Duty(Duration.ofMillis(1), Duration.ofMicros(300)), 5),
                process("d", new Behaviour.Yielding(), 0),
                process("e", new Behaviour.Locking(Duration.ofMicros(500), Duration.ofMillis(2)), 0)));
        machine.share(0, 4 * MILLI, 0, SECOND);
        machine.share(1, 7 * MILLI, 3 * MILLI, SECOND);
        machine.runUntil(SECOND);

        long ran = 0;
        for (int i = 0; i < 5; i++) {
            ran += machine.guest().metrics().ran(i, SECOND);
        }
        // The second vCPU needed 1 ms to come online.
        assertThat(ran).isEqualTo(machine.executed(0) + machine.executed(1) - MILLI);
    }
}
