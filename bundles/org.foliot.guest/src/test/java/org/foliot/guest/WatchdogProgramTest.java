package org.foliot.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.guest.Specs.MILLI;
import static org.foliot.guest.Specs.SECOND;
import static org.foliot.guest.Specs.busy;
import static org.foliot.guest.Specs.guest;
import static org.foliot.guest.Specs.kernel;
import static org.foliot.guest.Specs.process;

import java.util.Map;
import org.foliot.api.workload.Behaviour;
import org.foliot.api.workload.ProgramKind;
import org.foliot.api.workload.Programs;
import org.junit.jupiter.api.Test;

/** What a kernel takes for a soft lockup. */
class WatchdogProgramTest {
    private static ProcessSpec watchdog(String... settings) {
        Map<String, String> map = new java.util.TreeMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        ProgramKind kind = Programs.monitors().stream()
                .filter(k -> k.name().equals("watchdog"))
                .findFirst()
                .orElseThrow();
        return process("watchdog", new Behaviour.Sampling(kind.program(map)), 0);
    }

    private static long lockups(TestMachine machine, long now) {
        machine.runUntil(now);
        return machine.guest().metrics().softLockups(0, now);
    }

    @Test
    void aBusyKernelHasNone() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), watchdog(), busy("b")));
        assertThat(lockups(machine, 100 * SECOND)).isZero();
        assertThat(machine.guest().metrics().jobs(0, 100 * SECOND)).isEqualTo(25);
    }

    @Test
    void aPauseDuringWhichTheClockRunsOnLooksLikeOne() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), watchdog()));
        machine.pause(10 * SECOND, 30 * SECOND, false);
        assertThat(lockups(machine, 100 * SECOND)).isEqualTo(1);
    }

    @Test
    void aPauseDuringWhichTheClockStandsStillDoesNot() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), watchdog()));
        machine.pause(10 * SECOND, 30 * SECOND, true);
        assertThat(lockups(machine, 100 * SECOND)).isZero();
    }

    @Test
    void aShortPauseDoesNot() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), watchdog()));
        machine.pause(10 * SECOND, 15 * SECOND, false);
        assertThat(lockups(machine, 100 * SECOND)).isZero();
        assertThat(lockups(pausedWith(watchdog("threshold", "5 s", "every", "2 s")), 100 * SECOND))
                .isEqualTo(1);
    }

    private static TestMachine pausedWith(ProcessSpec watchdog) {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), watchdog));
        machine.pause(10 * SECOND, 15 * SECOND, false);
        return machine;
    }

    @Test
    void stolenTimeLooksLikeOneTooIfItIsLongEnough() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), watchdog(), busy("b")));
        machine.preempt(0, 10 * SECOND + MILLI, 25 * SECOND);
        assertThat(lockups(machine, 100 * SECOND)).isEqualTo(1);
    }

    @Test
    void aSavedOneGoesOnWhereItWas() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), watchdog()));
        machine.pause(10 * SECOND, 30 * SECOND, false);
        machine.runUntil(50 * SECOND);
        var saved = machine.guest().save();
        machine.guest().restore(saved);
        assertThat(machine.guest().metrics().softLockups(0, 50 * SECOND)).isEqualTo(1);
    }
}
