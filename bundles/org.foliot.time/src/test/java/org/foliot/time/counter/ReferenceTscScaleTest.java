package org.foliot.time.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foliot.time.counter.Unsigned128Test.unsigned;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.foliot.time.Frequency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceTscScaleTest {

    @ParameterizedTest
    @CsvSource({
        "24 MHz,  6aaaaaaaaaaaaaaa",
        "25 MHz,  6666666666666666",
        "100 MHz, 1999999999999999",
        "1 GHz,   028f5c28f5c28f5c",
    })
    void hasTheScaleOfTheCounter(String frequency, String scale) {
        assertThat(ReferenceTscScale.of(Frequency.parse(frequency)))
                .isEqualTo(new ReferenceTscScale(Long.parseUnsignedLong(scale, 16), 0));
    }

    @Property(tries = 2_000)
    void multipliesAsThePageSays(
            @ForAll @LongRange(min = 10_000_001, max = 1_000_000_000_000L) long hertz,
            @ForAll long count,
            @ForAll long offset) {
        long scale = ReferenceTscScale.of(new Frequency(hertz)).scale();
        assertThat(unsigned(scale))
                .isEqualTo(BigInteger.valueOf(10_000_000).shiftLeft(64).divide(BigInteger.valueOf(hertz)));
        assertThat(new ReferenceTscScale(scale, offset).at(count))
                .isEqualTo(unsigned(count)
                        .multiply(unsigned(scale))
                        .shiftRight(64)
                        .add(BigInteger.valueOf(offset))
                        .longValue());
    }

    @Property(tries = 2_000)
    void findsTheFirstCountThatShowsATime(
            @ForAll @LongRange(min = 10_000_001, max = 3_000_000_000L) long hertz,
            @ForAll @LongRange(min = 0, max = 1L << 60) long count,
            @ForAll @LongRange(min = -1_000_000_000, max = 1L << 50) long offset) {
        ReferenceTscScale scale =
                new ReferenceTscScale(ReferenceTscScale.of(new Frequency(hertz)).scale(), offset);
        long least = scale.leastCount(scale.at(count));
        assertThat(least).isLessThanOrEqualTo(count);
        assertThat(scale.at(least)).isEqualTo(scale.at(count));
        if (least > 0) {
            assertThat(scale.at(least - 1)).isLessThan(scale.at(count));
        }
    }

    @Test
    void saysWhenNoCountShowsATime() {
        ReferenceTscScale scale = ReferenceTscScale.of(Frequency.parse("24 MHz"));
        assertThat(scale.leastCount(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(scale.leastCount(0)).isZero();
        assertThat(scale.leastCount(1)).isEqualTo(3);
    }

    @Property
    void goesOnFromWhereItIsSet(@ForAll long count, @ForAll long reference) {
        ReferenceTscScale scale = ReferenceTscScale.of(Frequency.parse("24 MHz"));
        assertThat(scale.showing(count, reference).at(count)).isEqualTo(reference);
    }

    @Test
    void needsACounterFasterThanItsUnit() {
        assertThatThrownBy(() -> ReferenceTscScale.of(Frequency.parse("10 MHz")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the Hyper-V reference clock needs a counter faster than 10 MHz, not 10 MHz");
    }
}
