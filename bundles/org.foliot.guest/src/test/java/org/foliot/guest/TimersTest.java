package org.foliot.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.guest.Specs.MILLI;
import static org.foliot.guest.Specs.SECOND;
import static org.foliot.guest.Specs.guest;
import static org.foliot.guest.Specs.kernel;
import static org.foliot.guest.Specs.periodic;

import java.util.List;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.Clocksource;
import org.foliot.api.guest.GuestSystem;
import org.foliot.api.guest.SystemCounter;
import org.foliot.time.Frequency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a kernel programs the timers of the generic timer, and what its CPUs are woken for. */
class TimersTest {
    private static final Frequency MHZ_100 = Frequency.ofMegahertz(100);
    private static final long NANO = 1_000;

    /** The counter, with timers that go off a tick early. */
    private record Early(TestMachine machine, SystemCounter counter) implements ClockDriver, Clocksource {
        Early(TestMachine machine) {
            this(machine, new SystemCounter(machine));
        }

        @Override
        public String name() {
            return counter.name();
        }

        @Override
        public int rating() {
            return counter.rating();
        }

        @Override
        public Frequency frequency() {
            return counter.frequency();
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
        public long timerInstant(int cpu, long value) {
            return counter.instantOf(cpu, value - 1);
        }

        @Override
        public boolean timersMayBeEarly() {
            return true;
        }

        @Override
        public List<Clocksource> clocksources() {
            return List.of(this);
        }

        @Override
        public Clocksource schedClock() {
            return this;
        }
    }

    private static TestMachine sleeper(String release, String... options) {
        TestMachine machine = new TestMachine(1, MHZ_100);
        machine.start(guest(1, kernel(release, options), periodic("a", "1 ms", "60 s")));
        return machine;
    }

    /** 2³¹ − 1 ticks of 100 MHz are 21.47 s: sixty seconds of sleep are three reaches, so two wake-ups that nothing needs. */
    @ParameterizedTest
    @CsvSource({"5.15, 2", "5.16, 0"})
    void aDistanceOf31BitsWakesACpuThatSleepsForLonger(String release, long spurious) {
        TestMachine machine = sleeper(release);
        machine.runUntil(59 * SECOND);
        assertThat(machine.guest().metrics().spuriousTimers(0)).isEqualTo(spurious);
        machine.runUntil(119 * SECOND);
        assertThat(machine.guest().metrics().spuriousTimers(0)).isEqualTo(2 * spurious);
        assertThat(machine.guest().metrics().jobs(0, 119 * SECOND)).isEqualTo(2);
        assertThat(machine.guest().metrics().response(0, 119 * SECOND)).isEqualTo(MILLI);
    }

    @Test
    void howTimersAreProgrammedCanBeNamedAgainstTheRelease() {
        TestMachine machine = sleeper("6.12", "timer_programming", "tval");
        machine.runUntil(59 * SECOND);
        assertThat(machine.guest().metrics().spuriousTimers(0)).isEqualTo(2);
    }

    /** What goes off early is set again for fifteen ticks, of which the last is early too. */
    @Test
    void aTimerThatIsEarlyWakesTwiceAndIsLateInTheEnd() {
        TestMachine machine = new TestMachine(1, MHZ_100);
        machine.clocks = setup -> new Early(machine);
        machine.start(guest(1, kernel("6.12"), periodic("a", "1 ms", "100 ms")));
        machine.runUntil(SECOND + 50 * MILLI);
        GuestMetrics metrics = machine.guest().metrics();
        long jobs = metrics.jobs(0, SECOND + 50 * MILLI);
        assertThat(jobs).isGreaterThanOrEqualTo(10);
        assertThat(metrics.spuriousTimers(0)).isBetween(jobs - 1, jobs);
        assertThat(metrics.response(0, SECOND + 50 * MILLI)).isEqualTo(MILLI + 130 * NANO);
    }

    /** The interrupt of a timer that is early waits until the vCPU has its processor, and finds that its time has come. */
    @Test
    void aTimerThatIsEarlyIsInTimeWhereItsInterruptIsTakenLate() {
        TestMachine machine = new TestMachine(1, MHZ_100);
        machine.clocks = setup -> new Early(machine);
        machine.start(guest(1, kernel("6.12"), periodic("a", "1 ms", "100 ms")));
        machine.at(99 * MILLI, () -> machine.grant(0, false));
        machine.at(100 * MILLI + 50 * NANO, () -> machine.grant(0, true));
        machine.runUntil(150 * MILLI);
        GuestMetrics metrics = machine.guest().metrics();
        assertThat(metrics.spuriousTimers(0)).isZero();
        assertThat(metrics.response(0, 150 * MILLI)).isEqualTo(MILLI + 50 * NANO);
    }

    /** Set again for 130 ns later, it stays so, whatever wakes the CPU before. */
    @Test
    void aTimerThatWasSetAgainStaysSoWhereSomethingElseWakesTheCpu() {
        TestMachine machine = new TestMachine(1, MHZ_100);
        machine.clocks = setup -> new Early(machine);
        machine.start(guest(1, kernel("6.12"), periodic("a", "1 ms", "100 ms")));
        machine.at(100 * MILLI + 50 * NANO, () -> machine.kick(0));
        machine.runUntil(150 * MILLI);
        GuestMetrics metrics = machine.guest().metrics();
        assertThat(metrics.spuriousTimers(0)).isEqualTo(1);
        assertThat(metrics.response(0, 150 * MILLI)).isEqualTo(MILLI + 130 * NANO);
    }

    @Test
    void whatIsSavedAsleepSleepsOn() {
        TestMachine machine = sleeper("5.15");
        machine.runUntil(30 * SECOND);
        GuestSystem.Saved saved = machine.guest().save();
        machine.runUntil(40 * SECOND);
        machine.changeClock(() -> {
            machine.clock.show(MHZ_100, 3_000_000_000L);
            machine.guest().restore(saved);
        });
        // At 43 s of the guest's clock it is woken for nothing once more, and at 60 s for its job.
        machine.runUntil(69 * SECOND);
        assertThat(machine.guest().metrics().spuriousTimers(0)).isEqualTo(2);
        assertThat(machine.guest().metrics().jobs(0, 69 * SECOND)).isEqualTo(1);
    }

    @Test
    void theEventStreamStaysAsItWasProgrammedUntilTheCpuStartsAgain() {
        TestMachine machine = new TestMachine(2, MHZ_100);
        machine.start(guest(2, kernel("6.12"), periodic("a", "1 ms", "100 ms")));
        GuestMetrics metrics = machine.guest().metrics();
        assertThat(metrics.eventStream(1)).isZero();
        machine.runUntil(SECOND);
        assertThat(metrics.eventStream(0)).isEqualTo(81_920 * NANO);
        machine.changeClock(() -> machine.clock.show(Frequency.ofMegahertz(1_000), 100_000_000L));
        assertThat(metrics.eventStream(0)).isEqualTo(8_192 * NANO);
        assertThat(metrics.eventStream(1)).isEqualTo(8_192 * NANO);
        machine.guest().offlineCpu(1);
        machine.runUntil(SECOND + 200 * MILLI);
        assertThat(metrics.eventStream(1)).isZero();
        // The kernel still believes in 100 MHz, so what it programs is as wrong as before.
        machine.guest().onlineCpu(1);
        machine.runUntil(SECOND + 400 * MILLI);
        assertThat(metrics.eventStream(1)).isEqualTo(8_192 * NANO);
    }
}
