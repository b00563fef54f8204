package org.foliot.guest.discipline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.foliot.api.workload.Discipline;
import org.foliot.api.workload.ProgramKind;
import org.foliot.api.workload.Programs;
import org.junit.jupiter.api.Test;

/** Servos on a clock whose counter is off. */
class ServoTest {
    private static final double MILLI = 1e6;

    private static Servo servo(String kind, String... settings) {
        Map<String, String> map = new java.util.TreeMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        ProgramKind found = Programs.disciplines().stream()
                .filter(k -> k.name().equals(kind))
                .findFirst()
                .orElseThrow();
        return Servo.of((Discipline) found.program(map));
    }

    private static void follow(Servo servo, FakeClock clock, int polls, int seconds) {
        for (int i = 0; i < polls; i++) {
            servo.sample(clock.offset(), clock.now(), clock);
            clock.pass(seconds);
        }
    }

    @Property(tries = 100)
    void anyOfThemThatKnowsFrequenciesFollowsAnyCounter(
            @ForAll @IntRange(min = -400_000, max = 400_000) int drift,
            @ForAll @LongRange(min = -5_000_000_000L, max = 5_000_000_000L) long error) {
        FakeClock slow = new FakeClock(drift, error);
        follow(servo("ntp"), slow, 1000, 64);
        assertThat(slow.error()).isCloseTo(0, within(10_000.0));
        FakeClock quick = new FakeClock(drift, error);
        follow(servo("ptp"), quick, 200, 1);
        assertThat(quick.error()).isCloseTo(0, within(50.0));
    }

    @Test
    void aMeasuredFrequencyIsRightAtOnce() {
        Servo ntp = servo("ntp");
        FakeClock clock = new FakeClock(50_000, 0);
        follow(ntp, clock, 6, 64);
        assertThat((double) clock.frequency() / (1L << AdjustableClock.SCALE_SHIFT))
                .isCloseTo(-50_000, within(1.0));
    }

    @Test
    void aCounterThatBecomesAnotherTroublesTheLoopForHours() {
        Servo ntp = servo("ntp");
        FakeClock clock = new FakeClock(50_000, 0);
        follow(ntp, clock, 60, 64);
        assertThat(clock.error()).isCloseTo(0, within(MILLI));
        clock.drift = -50_000;
        follow(ntp, clock, 30, 64);
        assertThat(clock.error()).isLessThan(-15 * MILLI);
        follow(ntp, clock, 120, 64);
        assertThat(clock.error()).isLessThan(-1 * MILLI);
    }

    @Test
    void onceItIsToldItMeasuresAnew() {
        Servo ntp = servo("ntp");
        FakeClock clock = new FakeClock(50_000, 0);
        follow(ntp, clock, 60, 64);
        clock.drift = -50_000;
        ntp.disrupted();
        follow(ntp, clock, 30, 64);
        assertThat(clock.error()).isCloseTo(0, within(2 * MILLI));
    }

    @Test
    void whatIsFarOffIsTakenForASpikeUntilItHasStayedSo() {
        Servo ntp = servo("ntp");
        FakeClock clock = new FakeClock(0, 0);
        follow(ntp, clock, 20, 64);
        long before = ntp.steps();
        clock.jump(-200 * MILLI);
        // The last good sample is 64 s old.
        follow(ntp, clock, 4, 64);
        assertThat(ntp.steps()).isEqualTo(before);
        assertThat(clock.error()).isCloseTo(-200 * MILLI, within(1_000.0));
        follow(ntp, clock, 1, 64);
        assertThat(ntp.steps()).isEqualTo(before + 1);
        assertThat(clock.error()).isCloseTo(0, within(1_000.0));
    }

    @Test
    void whatIsTooFarOffMakesItGiveUp() {
        Servo ntp = servo("ntp");
        FakeClock clock = new FakeClock(0, -3e12);
        follow(ntp, clock, 10, 64);
        assertThat(clock.error())
                .as("the first sample may be as far off as it likes")
                .isZero();
        clock.jump(-1_001e9);
        follow(ntp, clock, 10, 64);
        assertThat(ntp.hasGivenUp()).isTrue();
        assertThat(clock.error()).isEqualTo(-1_001e9);
    }

    @Test
    void aThresholdLetsPhc2sysSetTheClockLater() {
        Servo patient = servo("ptp");
        Servo strict = servo("ptp", "step_threshold", "1 ms");
        FakeClock slewed = new FakeClock(0, 0);
        FakeClock set = new FakeClock(0, 0);
        follow(patient, slewed, 10, 1);
        follow(strict, set, 10, 1);
        slewed.jump(-200 * MILLI);
        set.jump(-200 * MILLI);
        follow(patient, slewed, 5, 1);
        follow(strict, set, 5, 1);
        assertThat(patient.steps()).isZero();
        assertThat(strict.steps()).isEqualTo(1);
        assertThat(set.error()).isCloseTo(0, within(1_000.0));
        // 500 ppm is all that it may slew.
        assertThat(slewed.error()).isLessThan(-195 * MILLI);
    }

    @Test
    void hwclockLeavesAloneWhatIsNear() {
        Servo rtc = servo("rtc");
        FakeClock clock = new FakeClock(0, -900 * MILLI);
        follow(rtc, clock, 3, 600);
        assertThat(rtc.steps()).isZero();
        clock.jump(-200 * MILLI);
        follow(rtc, clock, 3, 600);
        assertThat(rtc.steps()).isEqualTo(1);
        assertThat(clock.error()).isZero();
    }

    @Test
    void aCopyGoesItsOwnWay() {
        for (String kind : new String[] {"ntp", "ptp", "rtc"}) {
            Servo servo = servo(kind);
            FakeClock clock = new FakeClock(20_000, 2e9);
            follow(servo, clock, 1, 64);
            long steps = servo.steps();
            Servo copy = servo.copy();
            follow(copy, new FakeClock(-20_000, 5e9), 20, 64);
            assertThat(servo.steps()).as(kind).isEqualTo(steps);
            assertThat(copy.steps()).as(kind).isGreaterThanOrEqualTo(steps);
        }
    }

    @Property
    void ratesAreWhatAKernelTakes(
            @ForAll @LongRange(min = -10_000_000_000_000L, max = 10_000_000_000_000L) long nanos,
            @ForAll @LongRange(min = 1, max = 10_000_000_000_000L) long passed) {
        long rate = Scaled.rate(nanos, passed);
        assertThat(Math.abs(rate)).isLessThanOrEqualTo(Scaled.LARGEST);
        double exact = (double) nanos / passed * 1e9 * (1L << AdjustableClock.SCALE_SHIFT);
        double limited = Math.max(-Scaled.LARGEST, Math.min(Scaled.LARGEST, exact));
        assertThat((double) rate).isCloseTo(limited, within(Math.abs(limited) * 1e-9 + 1));
    }
}
