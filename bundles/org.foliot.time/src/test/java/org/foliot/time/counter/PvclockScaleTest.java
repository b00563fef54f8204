package org.foliot.time.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foliot.time.counter.Unsigned128Test.unsigned;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.foliot.time.Frequency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PvclockScaleTest {
    private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

    @ParameterizedTest
    @CsvSource({
        "1 GHz,   1, 2147483648",
        "2.1 GHz, -1, 4090445043",
        "2.4 GHz, -1, 3579139413",
        "3 GHz,   -1, 2863311530",
    })
    void choosesThePairThatKvmChooses(String tsc, int shift, long multiplier) {
        assertThat(PvclockScale.of(Frequency.parse(tsc))).isEqualTo(new PvclockScale(multiplier, shift));
    }

    @Property
    void keepsTheMultiplierLargeAndTheErrorSmall(@ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long hertz) {
        PvclockScale scale = PvclockScale.of(new Frequency(hertz));
        assertThat(scale.multiplier()).isBetween(1L << 31, (1L << 32) - 1);
        long second = scale.toNanos(hertz);
        assertThat(second).isBetween(999_990_000L, 1_000_010_000L);
    }

    @Property(tries = 2_000)
    void multipliesAsTheGuestDoes(
            @ForAll @LongRange(min = 0, max = 0xffff_ffffL) long multiplier,
            @ForAll @IntRange(min = -63, max = 63) int shift,
            @ForAll long ticks) {
        BigInteger shifted = shift < 0
                ? unsigned(ticks).shiftRight(-shift)
                : unsigned(ticks).shiftLeft(shift).mod(TWO_64);
        BigInteger exact =
                shifted.multiply(BigInteger.valueOf(multiplier)).shiftRight(32).mod(TWO_64);
        assertThat(unsigned(new PvclockScale(multiplier, shift).toNanos(ticks))).isEqualTo(exact);
    }

    @Property(tries = 2_000)
    void findsTheFirstTickThatShowsANanosecond(
            @ForAll @LongRange(min = 1_000_000, max = 10_000_000_000L) long hertz,
            @ForAll @LongRange(min = 1, max = 1L << 53) long nanos) {
        PvclockScale scale = PvclockScale.of(new Frequency(hertz));
        long ticks = scale.leastTicks(nanos);
        assertThat(scale.toNanos(ticks)).isGreaterThanOrEqualTo(nanos);
        assertThat(scale.toNanos(ticks - 1)).isLessThan(nanos);
    }

    @Test
    void neverReachesWhatLiesBeyondTheRange() {
        PvclockScale scale = PvclockScale.of(Frequency.parse("2.4 GHz"));
        assertThat(scale.leastTicks(0)).isZero();
        assertThat(scale.leastTicks(-1)).isEqualTo(Long.MAX_VALUE);
        assertThat(scale.leastTicks(1L << 61)).isEqualTo(Long.MAX_VALUE);
        assertThat(new PvclockScale(0, 0).leastTicks(0)).isZero();
        assertThat(new PvclockScale(0, 0).leastTicks(1)).isEqualTo(Long.MAX_VALUE);
        assertThat(new PvclockScale(1, 0).leastTicks(1L << 60)).isEqualTo(Long.MAX_VALUE);
        assertThat(new PvclockScale(1L << 31, -40).leastTicks(1L << 40)).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"1 GHz, 1000000", "2.1 GHz, 2100000", "2.4 GHz, 2400000", "3 GHz, 3000000", "100 MHz, 100000"})
    void tellsTheGuestItsFrequency(String tsc, long kilohertz) {
        assertThat(PvclockScale.of(Frequency.parse(tsc)).kilohertz()).isEqualTo(kilohertz);
    }

    @Test
    void refusesWhatDoesNotFitTheStructure() {
        assertThatThrownBy(() -> new PvclockScale(1L << 32, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PvclockScale(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PvclockScale(1, 64)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PvclockScale(1, -64)).isInstanceOf(IllegalArgumentException.class);
    }
}
