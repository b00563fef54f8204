package org.foliot.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTest {

    @ParameterizedTest
    @CsvSource({
        "10 ms, 10_000_000_000, 10 ms",
        "10ms, 10_000_000_000, 10 ms",
        "1.5 ms, 1_500_000_000, 1500 us",
        "1_000 us, 1_000_000_000, 1 ms",
        "0 ns, 0, 0 s",
        "-3 ns, -3_000, -3 ns",
        "90 s, 90_000_000_000_000, 90 s",
        "120 s, 120_000_000_000_000, 2 min",
        "2 h, 7_200_000_000_000_000, 2 h",
        "0.001 ns, 1, 1 ps",
        "9223372036854775807 ps, 9_223_372_036_854_775_807, 9223372036854775807 ps",
        "-9223372036854775808 ps, -9_223_372_036_854_775_808, -9223372036854775808 ps",
    })
    void readsAndWrites(String text, String picoseconds, String canonical) {
        Duration duration = Duration.parse(text);
        assertThat(duration.picoseconds()).isEqualTo(Long.parseLong(picoseconds.replace("_", "")));
        assertThat(duration).hasToString(canonical);
    }

    @Property
    void survivesTheRoundTripThroughText(@ForAll long picoseconds) {
        Duration duration = new Duration(picoseconds);
        assertThat(Duration.parse(duration.toString())).isEqualTo(duration);
    }

    @Test
    void countsUnits() {
        assertThat(Duration.ofNanos(7)).hasToString("7 ns");
        assertThat(Duration.ofMicros(7)).hasToString("7 us");
        assertThat(Duration.ofMillis(7)).hasToString("7 ms");
        assertThat(Duration.ofSeconds(7)).hasToString("7 s");
    }

    @Test
    void refusesUnitsThatLeaveTheRangeWithAReadableMessage() {
        assertThatThrownBy(() -> Duration.ofSeconds(9_223_373))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("9223373 s is out of the range of simulated time, ±106 days");
        assertThat(Duration.ofSeconds(9_223_372).picoseconds()).isEqualTo(9_223_372_000_000_000_000L);
    }

    @Property
    void arithmeticIsExactOrRefused(@ForAll long a, @ForAll long b) {
        BigInteger x = BigInteger.valueOf(a);
        BigInteger y = BigInteger.valueOf(b);
        expect(x.add(y), () -> new Duration(a).plus(new Duration(b)).picoseconds());
        expect(x.subtract(y), () -> new Duration(a).minus(new Duration(b)).picoseconds());
        expect(x.multiply(y), () -> new Duration(a).times(b).picoseconds());
    }

    @Property
    void smallFactorsAreExactOrRefused(@ForAll long a, @ForAll byte factor) {
        BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(factor));
        expect(product, () -> new Duration(a).times(factor).picoseconds());
    }

    private static void expect(BigInteger exact, java.util.function.LongSupplier computed) {
        if (exact.bitLength() < Long.SIZE) {
            assertThat(computed.getAsLong()).isEqualTo(exact.longValueExact());
        } else {
            assertThatThrownBy(computed::getAsLong)
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("out of the range of simulated time");
        }
    }

    @Test
    void dividesDownwards() {
        assertThat(new Duration(7).dividedBy(2)).isEqualTo(new Duration(3));
        assertThat(new Duration(-7).dividedBy(2)).isEqualTo(new Duration(-4));
        assertThat(new Duration(7).dividedBy(-1)).isEqualTo(new Duration(-7));
        assertThat(Duration.ofMillis(10).dividedBy(Duration.ofMillis(4))).isEqualTo(2);
        assertThatThrownBy(() -> Duration.ofMillis(1).dividedBy(0)).hasMessage("1 ms divided by zero");
        assertThatThrownBy(() -> new Duration(Long.MIN_VALUE).dividedBy(-1)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void givesWholeNanosecondsDownwards() {
        assertThat(new Duration(1_999).toNanos()).isEqualTo(1);
        assertThat(new Duration(-1).toNanos()).isEqualTo(-1);
    }

    @Test
    void isOrderedByLength() {
        assertThat(Duration.parse("1 h")).isGreaterThan(Duration.parse("59 min"));
        assertThat(Duration.parse("-1 ns").isNegative()).isTrue();
        assertThat(Duration.ZERO.isNegative()).isFalse();
        assertThat(Duration.ZERO.isZero()).isTrue();
        assertThat(new Duration(1).isZero()).isFalse();
    }
}
