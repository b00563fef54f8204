package org.foliot.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.foliot.guest.Specs.MILLI;
import static org.foliot.guest.Specs.SECOND;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.foliot.api.guest.SystemCounter;
import org.foliot.time.Frequency;
import org.junit.jupiter.api.Test;

/** What adjtimex and clock_settime do to a kernel's clocks. */
class TimekeeperTest {
    private static final long PPM = 1_000L << NtpState.SCALE_SHIFT;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final TestMachine machine = new TestMachine(1, Frequency.ofMegahertz(1000));
    private final Timekeeper timekeeper = timekeeper();

    private Timekeeper timekeeper() {
        return new Timekeeper(new KernelClock(new SystemCounter(machine), 0, 0), 0, 0);
    }

    @Test
    void withoutAdjustmentItIsTheClocksource() {
        assertThat(timekeeper.monotonic(7 * SECOND + 3)).isEqualTo(7 * NANOS_PER_SECOND);
        assertThat(timekeeper.realTime(7 * SECOND + 3_000)).isEqualTo(7 * SECOND + 3_000);
    }

    @Property
    void aFrequencyIsGainedExactly(
            @ForAll @LongRange(min = -500_000L << 32, max = 500_000L << 32) long scaled,
            @ForAll @LongRange(min = 0, max = 20 * NANOS_PER_SECOND) long from,
            @ForAll @LongRange(min = 0, max = 4_000_000 * NANOS_PER_SECOND) long length) {
        Timekeeper fresh = timekeeper();
        fresh.setFrequency(scaled, from * 1_000);
        BigInteger gained = BigInteger.valueOf(scaled)
                .multiply(BigInteger.valueOf(length))
                .divide(BigInteger.valueOf(NANOS_PER_SECOND))
                .shiftRight(NtpState.SCALE_SHIFT);
        // Parts of two seconds are rounded towards the clocksource, which a nanosecond may show.
        assertThat(fresh.monotonic((from + length) * 1_000) - from - length)
                .isCloseTo(gained.longValueExact(), within(1L));
    }

    @Test
    void aPhaseIsWorkedOffByAPartOfWhatIsLeftInEverySecond() {
        int constant = 4;
        timekeeper.setPhase(100_000_000L, constant, 0, 0);
        double left = 100_000_000L;
        for (int second = 1; second <= 200; second++) {
            assertThat(timekeeper.monotonic(second * SECOND) - second * NANOS_PER_SECOND)
                    .isCloseTo(100_000_000L - Math.round(left), within(2L));
            left -= left / 64;
        }
        assertThat(timekeeper.monotonic(100_000 * SECOND) - 100_000 * NANOS_PER_SECOND)
                .isCloseTo(100_000_000L, within(1L));
        assertThat(timekeeper.frequency()).isZero();
    }

    @Test
    void aPhaseThatComesBackAfterAWhileChangesTheFrequencyAsTheLoopSaysIt() {
        // 1 ms after 64 s with a time constant of 6: 10^6 * 64 / 2^(2 * (2 + 2 + 6)) ns per second.
        timekeeper.setPhase(1_000_000L, 6, 64, 0);
        assertThat(timekeeper.frequency()).isEqualTo((1_000_000L * 64) << (32 - 20));
    }

    @Test
    void withoutAWordForMoreThanHalfAnHourTheFrequencyLockedLoopTakesPart() {
        timekeeper.setPhase(1_000_000L, 10, 4096, 0);
        long phaseLocked = (1_000_000L * 4096) << (32 - 28);
        long frequencyLocked = (1_000_000L << 30) / 4096;
        assertThat(timekeeper.frequency()).isEqualTo(phaseLocked + frequencyLocked);
    }

    @Test
    void neitherPhaseNorFrequencyGoesBeyondWhatAKernelAllows() {
        timekeeper.setFrequency(900 * PPM, 0);
        assertThat(timekeeper.frequency()).isEqualTo(500 * PPM);
        Timekeeper other = timekeeper();
        other.setPhase(-3_000_000_000L, 0, 0, 0);
        assertThat(other.monotonic(10_000 * SECOND) - 10_000 * NANOS_PER_SECOND)
                .isCloseTo(-NtpState.LARGEST_PHASE, within(1L));
    }

    @Test
    void aStepForgetsThePhaseAndKeepsTheFrequency() {
        timekeeper.setFrequency(10 * PPM, 0);
        timekeeper.setPhase(100_000_000L, 6, 0, 0);
        timekeeper.step(-5 * MILLI, SECOND / 2);
        long then = timekeeper.realTime(SECOND / 2);
        assertThat(timekeeper.realTime(100 * SECOND + SECOND / 2) - then)
                .isCloseTo(100 * SECOND + 100 * 10_000_000L, within(1_000L));
        assertThat(timekeeper.monotonic(SECOND / 2)).isGreaterThanOrEqualTo(NANOS_PER_SECOND / 2);
    }

    @Property
    void lookingChangesNothing(
            @ForAll @Size(min = 1, max = 6) List<@LongRange(min = -400_000_000, max = 400_000_000) Long> phases,
            @ForAll @IntRange(min = 0, max = 10) int constant,
            @ForAll @Size(max = 20) List<@LongRange(min = 0, max = 700) Long> looks) {
        Timekeeper watched = timekeeper();
        Timekeeper alone = timekeeper();
        long at = 0;
        for (int i = 0; i < phases.size(); i++) {
            for (long look : looks) {
                // Forwards and back, as a counter may go that is restored.
                watched.monotonic(look * SECOND / 3);
            }
            watched.setPhase(phases.get(i), constant, 64, at);
            alone.setPhase(phases.get(i), constant, 64, at);
            at += 17 * SECOND + 300 * MILLI;
        }
        for (long look : looks) {
            assertThat(watched.monotonic(at + look * SECOND / 7)).isEqualTo(alone.monotonic(at + look * SECOND / 7));
        }
    }

    @Test
    void aCopyGoesItsOwnWay() {
        timekeeper.setFrequency(100 * PPM, 0);
        Timekeeper copy = new Timekeeper(timekeeper, new KernelClock(new SystemCounter(machine), 0, 0));
        timekeeper.setFrequency(0, 10 * SECOND);
        assertThat(timekeeper.monotonic(20 * SECOND)).isEqualTo(20 * NANOS_PER_SECOND + 1_000_000);
        assertThat(copy.monotonic(20 * SECOND)).isEqualTo(20 * NANOS_PER_SECOND + 2_000_000);
    }
}
