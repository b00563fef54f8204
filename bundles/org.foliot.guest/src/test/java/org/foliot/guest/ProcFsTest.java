package org.foliot.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.guest.Specs.MILLI;
import static org.foliot.guest.Specs.PHASE;
import static org.foliot.guest.Specs.SECOND;
import static org.foliot.guest.Specs.busy;
import static org.foliot.guest.Specs.guest;
import static org.foliot.guest.Specs.kernel;
import static org.foliot.guest.Specs.periodic;

import org.foliot.api.workload.Behaviour;
import org.junit.jupiter.api.Test;

/** What top and its like read. */
class ProcFsTest {
    @Test
    void procStatHasALineForAllAndOneForEachOnlineCpu() {
        TestMachine machine = TestMachine.with(guest(2, kernel("6.12", "online_time", "0 s"), busy("a", 0)));
        machine.share(0, 4 * MILLI, 0, 10 * SECOND);
        machine.runUntil(10 * SECOND + PHASE);

        assertThat(machine.guest().procFs().stat(10 * SECOND + PHASE)).isEqualTo("""
                        cpu  500 0 0 1000 0 0 0 500 0 0
                        cpu0 500 0 0 0 0 0 0 500 0 0
                        cpu1 0 0 0 1000 0 0 0 0 0 0
                        ctxt 1
                        btime 0
                        processes 1
                        procs_running 1
                        procs_blocked 0
                        """);
    }

    @Test
    void timesOfAProcessAreScaledToWhatItWasCharged() {
        // A kernel without the discount charges stolen time: top shows 100 % and 50 % st at once (finding 17).
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), busy("a")));
        machine.share(0, 4 * MILLI, 0, 10 * SECOND);
        long now = 10 * SECOND + PHASE;
        machine.runUntil(now);

        assertThat(machine.guest().metrics().processUserTime(0, now)).isEqualTo(5 * SECOND);
        assertThat(machine.guest().procFs().process(0, now).userTicks()).isEqualTo(1000);
        assertThat(machine.guest().procFs().cpu(0, now).steal()).isEqualTo(500);
    }

    @Test
    void aProcessThatNoTickEverHitIsAllUserTime() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), periodic("a", "1 ms", "100 ms")));
        machine.runUntil(SECOND);

        assertThat(machine.guest().metrics().processUserTime(0, SECOND)).isZero();
        assertThat(machine.guest().procFs().process(0, SECOND).user()).isEqualTo(10_000_000);
    }

    @Test
    void systemTimeIsScaledInProportion() {
        Task task = new Task(Specs.process("a", new Behaviour.Busy(), 0), 0, 1, null);
        task.userTime = 30;
        task.systemTime = 10;
        task.executed = 100;

        assertThat(task.adjusted().user()).isEqualTo(75);
        assertThat(task.adjusted().system()).isEqualTo(25);
    }

    @Test
    void shownTimesNeverGoBackEvenWhenTheProportionDoes() {
        Task task = new Task(Specs.process("a", new Behaviour.Busy(), 0), 0, 1, null);
        task.userTime = 10;
        task.systemTime = 10;
        task.executed = 100;
        assertThat(task.adjusted().system()).isEqualTo(50);
        task.userTime = 1000;
        task.executed = 110;

        PidStat later = task.adjusted();
        assertThat(later.system()).isEqualTo(50);
        assertThat(later.user()).isEqualTo(60);
        task.executed = 90;
        assertThat(task.adjusted()).isEqualTo(later);
    }

    @Test
    void productsBeyond64BitsAreExact() {
        Task task = new Task(Specs.process("a", new Behaviour.Busy(), 0), 0, 1, null);
        task.userTime = 4_000_000_000_000_000_000L;
        task.systemTime = 2_000_000_000_000_000_000L;
        task.executed = 9_000_000_000_000_000_000L;

        assertThat(task.adjusted().system()).isEqualTo(3_000_000_000_000_000_000L);
    }

    @Test
    void pidStatHasItsFieldsWhereProgramsLookForThem() {
        TestMachine machine = TestMachine.with(guest(
                2, kernel("6.12"), new ProcessSpec("nginx", "nginx", java.util.List.of(1), 5, new Behaviour.Busy())));
        machine.runUntil(SECOND + 500 * MILLI);
        String text = machine.guest().procFs().process(0, SECOND + 500 * MILLI).text();
        String[] fields = text.split(" ", -1);

        assertThat(fields).hasSize(52);
        assertThat(text).startsWith("100 (nginx) R ");
        assertThat(fields[14 - 1]).isEqualTo("149");
        assertThat(fields[15 - 1]).isEqualTo("0");
        assertThat(fields[18 - 1]).isEqualTo("25");
        assertThat(fields[19 - 1]).isEqualTo("5");
        assertThat(fields[39 - 1]).isEqualTo("1");
    }
}
