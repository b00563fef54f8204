package org.foliot.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatioTest {

    @ParameterizedTest
    @CsvSource({
        "12.5 %, 125000000, 12.5 %",
        "100%, 1000000000, 100 %",
        "50 ppm, 50000, 50 ppm",
        "0.5 ppm, 500, 500 ppb",
        "-3 ppb, -3, -3 ppb",
        "-50 ppm, -50000, -50 ppm",
        "1000 ppm, 1000000, 0.1 %",
        "0 ppm, 0, 0 %",
        "250 %, 2500000000, 250 %",
    })
    void readsAndWrites(String text, long partsPerBillion, String canonical) {
        assertThat(Ratio.parse(text).partsPerBillion()).isEqualTo(partsPerBillion);
        assertThat(Ratio.parse(text)).hasToString(canonical);
    }

    @Property
    void survivesTheRoundTripThroughText(@ForAll long partsPerBillion) {
        Ratio ratio = new Ratio(partsPerBillion);
        assertThat(Ratio.parse(ratio.toString())).isEqualTo(ratio);
    }

    @Test
    void countsUnits() {
        assertThat(Ratio.ofPercent(100)).isEqualTo(Ratio.ONE);
        assertThat(Ratio.ofPartsPerMillion(1_000_000)).isEqualTo(Ratio.ONE);
    }

    @Property(tries = 5_000)
    void takesAPartExactly(@ForAll long amount, @ForAll long partsPerBillion) {
        check(amount, partsPerBillion);
    }

    @Property(tries = 5_000)
    void takesASmallPartExactly(
            @ForAll long amount, @ForAll @LongRange(min = -2_000_000_000L, max = 2_000_000_000L) long partsPerBillion) {
        check(amount, partsPerBillion);
    }

    @Test
    void takesPartsOfTheExtremes() {
        for (long amount : new long[] {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, 1, Long.MAX_VALUE}) {
            for (long parts : new long[] {Long.MIN_VALUE, -1_000_000_001, -1, 0, 1, 1_000_000_000, Long.MAX_VALUE}) {
                check(amount, parts);
            }
        }
    }

    private static void check(long amount, long partsPerBillion) {
        BigInteger exact = new BigDecimal(BigInteger.valueOf(amount).multiply(BigInteger.valueOf(partsPerBillion)))
                .divide(BigDecimal.valueOf(1_000_000_000), 0, RoundingMode.FLOOR)
                .toBigInteger();
        Ratio ratio = new Ratio(partsPerBillion);
        if (exact.bitLength() < Long.SIZE) {
            assertThat(ratio.of(amount)).isEqualTo(exact.longValueExact());
        } else {
            assertThatThrownBy(() -> ratio.of(amount))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage(ratio + " of " + amount + " is out of range");
        }
    }

    @Test
    void takesAPartOfADuration() {
        assertThat(Ratio.parse("50 ppm").of(Duration.ofSeconds(1))).hasToString("50 us");
        assertThat(Ratio.parse("12.5 %").of(new Duration(-1))).isEqualTo(new Duration(-1));
    }

    @Test
    void isOrdered() {
        assertThat(Ratio.parse("1 %")).isGreaterThan(Ratio.parse("9999 ppm"));
    }
}
