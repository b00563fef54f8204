package org.foliot.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.foliot.guest.Specs.MICRO;
import static org.foliot.guest.Specs.MILLI;
import static org.foliot.guest.Specs.SECOND;
import static org.foliot.guest.Specs.guest;
import static org.foliot.guest.Specs.kernel;
import static org.foliot.guest.Specs.process;

import java.util.List;
import java.util.Map;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.Clocksource;
import org.foliot.api.guest.ReferenceClock;
import org.foliot.api.guest.SystemCounter;
import org.foliot.api.workload.Behaviour;
import org.foliot.api.workload.ProgramKind;
import org.foliot.api.workload.Programs;
import org.foliot.time.Frequency;
import org.junit.jupiter.api.Test;

/** Programs that keep the clock, as processes of a kernel. */
class DisciplineProgramTest {
    /** Counts 100 MHz and 20 ppm more than its kernel believes. */
    private static final long FAST = 100_002_000L;

    private static ProcessSpec discipline(String kind, Map<String, String> settings) {
        ProgramKind found = Programs.disciplines().stream()
                .filter(k -> k.name().equals(kind))
                .findFirst()
                .orElseThrow();
        return process("keeper", new Behaviour.Sampling(found.program(settings)), 0);
    }

    private static TestMachine machine() {
        return new TestMachine(1, new Frequency(FAST));
    }

    /** The counter under the frequency that a register claims, and a clock of the host's that may be told to be elsewhere. */
    private static final class Claimed implements ClockDriver, Clocksource, ReferenceClock {
        private final TestMachine machine;
        private final SystemCounter counter;
        private long marker;
        private boolean available = true;

        Claimed(TestMachine machine) {
            this.machine = machine;
            this.counter = new SystemCounter(machine);
        }

        @Override
        public List<Clocksource> clocksources() {
            return List.of(this);
        }

        @Override
        public Clocksource schedClock() {
            return this;
        }

        @Override
        public List<ReferenceClock> references() {
            return List.of(this);
        }

        @Override
        public String name() {
            return "vmclock";
        }

        @Override
        public int rating() {
            return 400;
        }

        @Override
        public Frequency frequency() {
            return Frequency.ofMegahertz(100);
        }

        @Override
        public long read(int cpu, long instant) {
            return counter.read(cpu, instant);
        }

        @Override
        public long instantOf(int cpu, long value) {
            return counter.instantOf(cpu, value);
        }

        @Override
        public long nanos(int cpu) {
            return available ? machine.now() / 1000 : UNAVAILABLE;
        }

        @Override
        public long disruptionMarker(int cpu) {
            return marker;
        }
    }

    private static TestMachine with(ProcessSpec process) {
        TestMachine machine = machine();
        Claimed claimed = new Claimed(machine);
        machine.clocks = setup -> claimed;
        machine.start(guest(1, kernel("6.12"), process));
        return machine;
    }

    @Test
    void ntpFollowsTrueTime() {
        TestMachine machine = with(discipline("ntp", Map.of()));
        machine.runUntil(300 * SECOND);
        assertThat(machine.guest().metrics().clockError(300 * SECOND)).isCloseTo(6 * MILLI, within(20 * MICRO));
        machine.runUntil(7200 * SECOND);
        assertThat(machine.guest().metrics().clockError(7200 * SECOND)).isCloseTo(0, within(100 * MICRO));
        assertThat(machine.guest().metrics().clockFrequency()).isCloseTo(-20_000, within(1_000L));
        assertThat(machine.guest().metrics().steps(0, 7200 * SECOND)).isEqualTo(1);
        assertThat(machine.guest().metrics().jobs(0, 7200 * SECOND)).isEqualTo(113);
    }

    @Test
    void aVcpuThatWaitsForItsProcessorWhenTheAnswerComesIsOffByHalfOfThat() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), discipline("ntp", Map.of("delay", "10 ms"))));
        machine.preempt(0, 640 * SECOND + 15 * MILLI, 40 * MILLI);
        machine.runUntil(630 * SECOND);
        long before = machine.guest().metrics().offset(0, 630 * SECOND);
        machine.runUntil(641 * SECOND);
        // Asked at 640 s and 50 us, the answer was there 20 ms later, and seen at 640 s and 55 ms.
        assertThat(machine.guest().metrics().offset(0, 641 * SECOND) - before)
                .isCloseTo(-(40 * MILLI - 5 * MILLI) / 2, within(MILLI));
    }

    @Test
    void aServerThatIsSetWrongIsFollowed() {
        TestMachine machine = with(discipline("ntp", Map.of()));
        machine.at(1000 * SECOND, () -> machine.guest().stepTimeServer(2 * SECOND));
        machine.runUntil(2000 * SECOND);
        assertThat(machine.guest().metrics().clockError(2000 * SECOND)).isCloseTo(2 * SECOND, within(20 * MILLI));
    }

    @Test
    void phc2sysIsAsGoodAsItsDevice() {
        TestMachine machine = with(discipline("ptp", Map.of("device", "vmclock")));
        machine.runUntil(100 * SECOND);
        assertThat(machine.guest().metrics().clockError(100 * SECOND)).isCloseTo(0, within(100_000L));
        assertThat(machine.guest().metrics().clockFrequency()).isCloseTo(-20_000, within(100L));
    }

    @Test
    void aDeviceThatIsNotThereDoesNothing() {
        TestMachine machine = with(discipline("ptp", Map.of("device", "ptp_kvm")));
        machine.runUntil(100 * SECOND);
        assertThat(machine.guest().metrics().clockError(100 * SECOND)).isCloseTo(2 * MILLI, within(MICRO));
        assertThat(machine.guest().metrics().offset(0, 100 * SECOND)).isZero();
    }

    @Test
    void theBatteryBackedClockShowsWholeSeconds() {
        TestMachine machine = with(discipline("rtc", Map.of("every", "10 s", "threshold", "2 s")));
        machine.at(15 * SECOND, () -> machine.guest().stepRealTime(-3 * SECOND, 15 * SECOND));
        machine.runUntil(60 * SECOND);
        assertThat(machine.guest().metrics().steps(0, 60 * SECOND)).isEqualTo(1);
        assertThat(machine.guest().metrics().clockError(60 * SECOND)).isBetween(-510 * MILLI, 510 * MILLI);
        machine.at(61 * SECOND, () -> machine.guest().stepRealTimeClock(100 * SECOND));
        machine.runUntil(80 * SECOND);
        assertThat(machine.guest().metrics().clockError(80 * SECOND)).isBetween(99 * SECOND, 101 * SECOND);
    }

    @Test
    void aDisruptionMarkerBeginsTheMeasurementAnew() {
        TestMachine machine = machine();
        Claimed claimed = new Claimed(machine);
        machine.clocks = setup -> claimed;
        machine.start(guest(1, kernel("6.12"), discipline("ntp", Map.of("vmclock", "on"))));
        machine.at(2000 * SECOND, () -> claimed.marker++);
        machine.runUntil(7200 * SECOND);
        assertThat(machine.guest().metrics().steps(0, 7200 * SECOND)).isEqualTo(2);
    }

    @Test
    void whatIsUnavailableIsNotMeasured() {
        TestMachine machine = machine();
        Claimed claimed = new Claimed(machine);
        claimed.available = false;
        machine.clocks = setup -> claimed;
        machine.start(guest(1, kernel("6.12"), discipline("ptp", Map.of("device", "vmclock"))));
        machine.runUntil(10 * SECOND);
        assertThat(machine.guest().metrics().steps(0, 10 * SECOND)).isZero();
        assertThat(machine.guest().metrics().clockFrequency()).isZero();
    }

    @Test
    void aSavedProgramGoesOnWhereItWas() {
        TestMachine machine = with(discipline("ntp", Map.of("jitter", "1 ms")));
        machine.runUntil(1000 * SECOND);
        var saved = machine.guest().save();
        machine.runUntil(3000 * SECOND);
        long first = machine.guest().metrics().steps(0, 3000 * SECOND);
        machine.guest().restore(saved);
        assertThat(machine.guest().metrics().steps(0, 3000 * SECOND)).isEqualTo(1);
        assertThat(first).isEqualTo(1);
    }
}
