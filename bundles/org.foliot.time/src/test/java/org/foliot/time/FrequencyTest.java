package org.foliot.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrequencyTest {
    private static final long THZ = 1_000_000_000_000L;
    private static final BigInteger PS_PER_SECOND = BigInteger.valueOf(THZ);

    @ParameterizedTest
    @CsvSource({
        "62.5 MHz, 62500000, 62.5 MHz",
        "19.2 MHz, 19200000, 19.2 MHz",
        "31.25MHz, 31250000, 31.25 MHz",
        "1 GHz, 1000000000, 1 GHz",
        "1000 MHz, 1000000000, 1 GHz",
        "250 Hz, 250, 250 Hz",
        "24000 kHz, 24000000, 24 MHz",
        "33.333333 MHz, 33333333, 33.333333 MHz",
        "1000 GHz, 1000000000000, 1000 GHz",
    })
    void readsAndWrites(String text, long hertz, String canonical) {
        Frequency frequency = Frequency.parse(text);
        assertThat(frequency.hertz()).isEqualTo(hertz);
        assertThat(frequency).hasToString(canonical);
    }

    @Property
    void survivesTheRoundTripThroughText(@ForAll @LongRange(min = 1, max = THZ) long hertz) {
        Frequency frequency = new Frequency(hertz);
        assertThat(Frequency.parse(frequency.toString())).isEqualTo(frequency);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, THZ + 1})
    void refusesWhatIsNoFrequency(long hertz) {
        assertThatThrownBy(() -> new Frequency(hertz))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a frequency of " + hertz + " Hz is out of range: 1 Hz to 1000 GHz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 Hz", "-5 MHz", "1001 GHz"})
    void refusesTextThatIsNoFrequency(String text) {
        assertThatThrownBy(() -> Frequency.parse(text))
                .isInstanceOf(QuantityFormatException.class)
                .hasMessage('"' + text + "\" is out of range: a frequency is 1 Hz to 1000 GHz");
    }

    @Test
    void knowsItsPeriod() {
        assertThat(Frequency.parse("62.5 MHz").period()).hasToString("16 ns");
        assertThat(Frequency.parse("62.5 MHz").hasExactPeriod()).isTrue();
        assertThat(Frequency.parse("24 MHz").period()).hasToString("41666 ps");
        assertThat(Frequency.parse("24 MHz").hasExactPeriod()).isFalse();
        assertThat(Frequency.MAX.period()).isEqualTo(new Duration(1));
    }

    @Property(tries = 5_000)
    void ticksAreTheFloorOfTimeTimesFrequency(
            @ForAll long picoseconds, @ForAll @LongRange(min = 1, max = THZ) long hertz) {
        BigInteger product = BigInteger.valueOf(picoseconds).multiply(BigInteger.valueOf(hertz));
        assertThat(new Frequency(hertz).ticksAt(picoseconds))
                .isEqualTo(floor(product, PS_PER_SECOND).longValueExact());
    }

    @Property(tries = 5_000)
    void elapsedTimeIsTheFloorOfTicksTimesPeriodOrRefused(
            @ForAll long ticks, @ForAll @LongRange(min = 1, max = THZ) long hertz) {
        checkElapsed(ticks, hertz);
    }

    @Property(tries = 5_000)
    void elapsedTimeOfManyTicksIsExactUpToTheRange(
            @ForAll long picoseconds,
            @ForAll @LongRange(min = 1, max = THZ) long hertz,
            @ForAll @LongRange(min = -2, max = 2) long around) {
        checkElapsed(new Frequency(hertz).ticksAt(picoseconds) + around, hertz);
    }

    @Test
    void elapsedTimeIsExactAtTheEndsOfTheRange() {
        for (long hertz : new long[] {1, 3, 250, 19_200_000, 1_000_000_000, THZ - 1, THZ}) {
            for (long around = -2; around <= 2; around++) {
                checkElapsed(new Frequency(hertz).ticksAt(Long.MAX_VALUE) + around, hertz);
                checkElapsed(new Frequency(hertz).ticksAt(Long.MIN_VALUE) + around, hertz);
            }
        }
    }

    private static void checkElapsed(long ticks, long hertz) {
        BigInteger exact = floor(BigInteger.valueOf(ticks).multiply(PS_PER_SECOND), BigInteger.valueOf(hertz));
        Frequency frequency = new Frequency(hertz);
        if (exact.bitLength() < Long.SIZE) {
            assertThat(frequency.elapsedPicoseconds(ticks)).isEqualTo(exact.longValueExact());
        } else {
            assertThatThrownBy(() -> frequency.elapsedPicoseconds(ticks))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("ticks at " + frequency + " are out of the range of simulated time");
        }
    }

    @Property(tries = 5_000)
    void theInstantOfATickIsTheFirstThatShowsIt(
            @ForAll @LongRange(min = -9_000_000_000_000L, max = 9_000_000_000_000L) long ticks,
            @ForAll @LongRange(min = 1_000_000L, max = THZ) long hertz) {
        Frequency frequency = new Frequency(hertz);
        long instant = frequency.picosecondsAt(ticks);
        assertThat(frequency.ticksAt(instant)).isEqualTo(ticks);
        assertThat(frequency.ticksAt(instant - 1)).isEqualTo(ticks - 1);
    }

    private static BigInteger floor(BigInteger dividend, BigInteger divisor) {
        BigInteger[] parts = dividend.divideAndRemainder(divisor);
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }
}
