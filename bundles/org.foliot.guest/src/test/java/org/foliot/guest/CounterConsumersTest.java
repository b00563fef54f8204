package org.foliot.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.foliot.guest.Specs.SECOND;
import static org.foliot.guest.Specs.busy;
import static org.foliot.guest.Specs.guest;
import static org.foliot.guest.Specs.kernel;
import static org.foliot.guest.Specs.withFirmware;

import java.util.List;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.Clocksource;
import org.foliot.api.guest.FirmwareOptions;
import org.foliot.api.guest.GuestSystem;
import org.foliot.api.guest.SystemCounter;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.foliot.time.counter.CounterView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who reads the counter beside the clock, and what becomes of them when it gets another frequency. */
class CounterConsumersTest {
    private static final long MICROSECOND = 1_000_000;
    private static final long NANOSECOND = 1_000;
    private static final Frequency SLOW = Frequency.ofMegahertz(100);
    private static final Frequency FAST = Frequency.ofMegahertz(1000);

    /** A clock that nothing disturbs, whose reads cost what they cost and which the vDSO knows or not. */
    private record Overlay(TestMachine machine, long readCost, boolean vdso) implements Clocksource {
        private static final CounterView TIME = CounterView.of(Frequency.ofMegahertz(10));

        @Override
        public String name() {
            return "overlay";
        }

        @Override
        public int rating() {
            return 500;
        }

        @Override
        public Frequency frequency() {
            return TIME.frequency();
        }

        @Override
        public long read(int cpu, long instant) {
            return TIME.at(instant);
        }

        @Override
        public long instantOf(int cpu, long value) {
            return TIME.instantOf(value, machine.now());
        }
    }

    private record Overlaid(Overlay overlay, SystemCounter counter) implements ClockDriver {
        @Override
        public List<Clocksource> clocksources() {
            return List.of(overlay, counter);
        }

        @Override
        public Clocksource schedClock() {
            return overlay;
        }

        @Override
        public Clocksource cycles() {
            return counter;
        }
    }

    private static TestMachine on(Frequency counter, GuestSpec spec) {
        TestMachine machine = new TestMachine(1, counter);
        machine.start(spec);
        return machine;
    }

    private static TestMachine plain(KernelSpec kernel) {
        return on(SLOW, guest(1, kernel, busy("a")));
    }

    private static TestMachine overlaid(long readCost, boolean vdso, KernelSpec kernel) {
        TestMachine machine = new TestMachine(1, SLOW);
        machine.clocks = setup -> new Overlaid(new Overlay(machine, readCost, vdso), new SystemCounter(machine));
        machine.start(guest(1, kernel, busy("a")));
        return machine;
    }

    private static GuestMetrics moved(TestMachine machine) {
        machine.at(SECOND, () -> machine.changeClock(() -> machine.clock.show(FAST, 100_000_000L)));
        machine.runUntil(2 * SECOND);
        return machine.guest().metrics();
    }

    @Test
    void aClockThatTheVdsoKnowsIsCheapAndAnotherIsASystemCall() {
        TestMachine known = overlaid(0, true, kernel("6.12"));
        TestMachine unknown = overlaid(0, false, kernel("6.12"));
        TestMachine trapping = overlaid(300 * NANOSECOND, false, kernel("6.12", "system_call", "150 ns"));
        for (TestMachine machine : List.of(known, unknown, trapping)) {
            machine.runUntil(SECOND);
        }
        assertThat(known.guest().metrics().clockGettime()).isEqualTo(25 * NANOSECOND);
        assertThat(unknown.guest().metrics().clockGettime()).isEqualTo(200 * NANOSECOND);
        assertThat(trapping.guest().metrics().clockGettime()).isEqualTo(450 * NANOSECOND);
    }

    @Test
    void aVdsoThatKnowsNoClocksourceIsCheapAndWrong() {
        GuestMetrics metrics = moved(overlaid(0, false, kernel("6.12", "vdso", "counter", "vdso_call", "30 ns")));
        assertThat(metrics.clockGettime()).isEqualTo(30 * NANOSECOND);
        assertThat(metrics.clock(2 * SECOND)).isEqualTo(2 * SECOND);
        assertThat(metrics.vdsoClock(2 * SECOND)).isEqualTo(11 * SECOND);
    }

    @Test
    void theKernelsVdsoIsAsRightAsTheClock() {
        GuestMetrics overlay = moved(overlaid(0, true, kernel("6.12")));
        assertThat(overlay.vdsoClock(2 * SECOND)).isEqualTo(2 * SECOND);
        GuestMetrics counter = moved(plain(kernel("6.12")));
        assertThat(counter.vdsoClock(2 * SECOND)).isEqualTo(11 * SECOND).isEqualTo(counter.clock(2 * SECOND));
    }

    @ParameterizedTest
    @CsvSource({"100 Hz", "250 Hz", "1 kHz"})
    void delaysCountByTheRateAtBoot(String tick) {
        TestMachine machine = overlaid(0, true, kernel("6.12", "tick", tick));
        machine.runUntil(SECOND / 2);
        assertThat(machine.guest().metrics().udelay(0, SECOND / 2)).isEqualTo(100 * MICROSECOND);
        assertThat(moved(machine).udelay(0, 2 * SECOND)).isEqualTo(10 * MICROSECOND);
    }

    /** 100 us at 24 MHz and 250 Hz: (100 · 4295 · 96000 · 250) ≫ 32 is 2400 ticks. */
    @Test
    void theFormulaIsThatOfTheKernel() {
        TestMachine machine = on(Frequency.ofMegahertz(24), guest(1, kernel("6.12"), busy("a")));
        machine.runUntil(SECOND);
        assertThat(machine.guest().metrics().udelay(0, SECOND)).isCloseTo(100 * MICROSECOND, within(42 * NANOSECOND));
    }

    @Test
    void aDelayWhoseReadsTrapEndsWithTheRead() {
        TestMachine machine = plain(kernel("6.12"));
        machine.clock.readCost = 7 * MICROSECOND;
        machine.runUntil(SECOND);
        assertThat(machine.guest().metrics().udelay(0, SECOND)).isEqualTo(105 * MICROSECOND);
    }

    @Test
    void samplesOfHardwareGoByTheCounterWhateverLiesOverIt() {
        GuestMetrics metrics = moved(overlaid(0, true, kernel("6.12")));
        assertThat(metrics.profileClock(0, 2 * SECOND)).isEqualTo(11 * SECOND);
        assertThat(metrics.schedClock(0, 2 * SECOND)).isEqualTo(2 * SECOND);
    }

    @ParameterizedTest
    @CsvSource({"CACHED, 100", "READ, 1000"})
    void firmwareIsWrongByWhatItRemembers(FirmwareOptions.Cntfrq how, long afterwards) {
        FirmwareOptions firmware = new FirmwareOptions(false, true, how, Duration.ofMillis(50));
        TestMachine machine = on(SLOW, withFirmware(firmware, kernel("6.12"), busy("a")));
        machine.runUntil(SECOND / 2);
        assertThat(machine.guest().metrics().firmwareStall(SECOND / 2)).isEqualTo(1000 * MICROSECOND);
        GuestMetrics metrics = moved(machine);
        assertThat(metrics.firmwareStall(2 * SECOND)).isEqualTo(afterwards * MICROSECOND);
        machine.guest().reboot();
        machine.runUntil(3 * SECOND);
        assertThat(metrics.firmwareStall(3 * SECOND)).as("started again").isEqualTo(1000 * MICROSECOND);
    }

    @Test
    void whatIsNotThereTakesNoTime() {
        TestMachine machine = plain(kernel("6.12"));
        machine.runUntil(SECOND);
        GuestMetrics metrics = machine.guest().metrics();
        assertThat(metrics.firmwareStall(SECOND)).as("no firmware").isZero();
        machine.guest().powerOff(SECOND);
        assertThat(metrics.clockGettime()).isZero();
        assertThat(metrics.udelay(0, SECOND)).isZero();
        assertThat(metrics.vdsoClock(SECOND)).isZero();
        assertThat(metrics.profileClock(0, SECOND)).isZero();
    }

    @Test
    void aSavedKernelGoesOnWithWhatItHadRead() {
        TestMachine machine = overlaid(0, false, kernel("6.12", "vdso", "counter"));
        machine.runUntil(SECOND / 2);
        GuestSystem.Saved saved = machine.guest().save();
        machine.at(
                SECOND,
                () -> machine.changeClock(() -> {
                    machine.clock.show(FAST, 100_000_000L);
                    machine.guest().restore(saved);
                }));
        machine.runUntil(2 * SECOND);
        GuestMetrics metrics = machine.guest().metrics();
        assertThat(metrics.udelay(0, 2 * SECOND)).isEqualTo(10 * MICROSECOND);
        assertThat(metrics.vdsoClock(2 * SECOND)).isEqualTo(11 * SECOND);
    }
}
