package org.foliot.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.guest.Specs.MILLI;
import static org.foliot.guest.Specs.PHASE;
import static org.foliot.guest.Specs.SECOND;
import static org.foliot.guest.Specs.busy;
import static org.foliot.guest.Specs.guest;
import static org.foliot.guest.Specs.kernel;

import java.util.Map;
import java.util.TreeMap;
import org.foliot.api.workload.Behaviour;
import org.foliot.api.workload.Programs;
import org.foliot.guest.monitor.Monitored;
import org.junit.jupiter.api.Test;

/** A monitor is a process: it waits for its CPU, and reads what is there when it gets it. */
class MonitorProgramTest {
    private static ProcessSpec top(String... settings) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        return Specs.process(
                "top", new Behaviour.Sampling(Programs.monitors().get(0).program(map)), 0);
    }

    private static long shown(TestMachine machine, Monitored what, long now) {
        return machine.guest().metrics().monitored(1, what, now);
    }

    @Test
    void itShowsThatHalfOfTheTimeWasStolen() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), busy("a"), top()));
        machine.share(0, 4 * MILLI, 0, 10 * SECOND);
        long now = 10 * SECOND + PHASE;
        machine.runUntil(now);

        assertThat(shown(machine, Monitored.SAMPLES, now)).isEqualTo(4);
        assertThat(shown(machine, Monitored.STEAL_PERCENT, now)).isBetween(490_000_000L, 510_000_000L);
        assertThat(shown(machine, Monitored.TOTAL_PERCENT, now)).isBetween(999_999_990L, 1_000_000_000L);
        assertThat(shown(machine, Monitored.STEAL_TICKS, now)).isBetween(440L, 455L);
        assertThat(machine.guest().metrics().monitored(0, Monitored.SAMPLES, now))
                .as("who only computes shows nothing")
                .isZero();
    }

    @Test
    void itsReadingIsLateWhenItsVcpuIsKeptWaiting() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), busy("a"), top("every", "1 s")));
        machine.preempt(0, 2900 * MILLI, SECOND);
        machine.runUntil(3800 * MILLI);
        assertThat(shown(machine, Monitored.SAMPLES, 3800 * MILLI)).isEqualTo(3);
        machine.runUntil(3950 * MILLI);

        assertThat(shown(machine, Monitored.SAMPLES, 3950 * MILLI)).isEqualTo(4);
        assertThat(machine.guest().metrics().response(1, 3950 * MILLI)).isGreaterThan(900 * MILLI);
    }

    @Test
    void itFindsNoLineOfACpuThatIsOffline() {
        TestMachine machine =
                TestMachine.with(guest(2, kernel("6.12"), busy("a", 0), top("every", "1 s", "line", "cpu1")));
        machine.runUntil(2500 * MILLI);
        machine.guest().offlineCpu(1);
        machine.runUntil(5500 * MILLI);

        assertThat(shown(machine, Monitored.INVALID_SAMPLES, 5500 * MILLI)).isEqualTo(3);
        assertThat(shown(machine, Monitored.OUTAGE, 5500 * MILLI)).isBetween(2900 * MILLI, 3100 * MILLI);
    }
}
