package org.foliot.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.foliot.time.QuantityFormatException.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

    @Test
    void readsEveryDimension() {
        assertThat(Quantity.parse("10 ms")).isEqualTo(Duration.ofMillis(10));
        assertThat(Quantity.parse(" 62.5 MHz ")).isEqualTo(new Frequency(62_500_000));
        assertThat(Quantity.parse("64 KiB")).isEqualTo(ByteSize.ofKibibytes(64));
        assertThat(Quantity.parse("0x1020000")).isEqualTo(new Address(0x1020000));
        assertThat(Quantity.parse("12.5 %")).isEqualTo(new Ratio(125_000_000));
        assertThat(Quantity.parse("752 cycles")).isEqualTo(new Cycles(752));
    }

    @Test
    void knowsItsDimension() {
        for (Dimension dimension : Dimension.values()) {
            assertThat(Quantity.parse(dimension.example()).dimension()).isEqualTo(dimension);
        }
    }

    @Test
    void everyUnitIsKnownByItsSymbol() {
        for (Unit unit : Unit.values()) {
            assertThat(Unit.of(unit.symbol())).contains(unit);
            assertThat(unit.dimension().units()).contains(unit);
            assertThat(Quantity.parse("1 " + unit).dimension()).isEqualTo(unit.dimension());
        }
        assertThat(Dimension.ADDRESS.units()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            10      | DURATION  | UNIT_MISSING    | "10" has no unit; units of a duration are ps, ns, us, ms, s, min, h
            10      |           | UNIT_MISSING    | "10" has no unit; write for example 10 ms, 10 MHz or 10 KiB
            10 msec | DURATION  | UNIT_UNKNOWN    | "10 msec": unknown unit "msec"; did you mean ms? units of a duration are ps, ns, us, ms, s, min, h
            10 Ms   | DURATION  | UNIT_UNKNOWN    | "10 Ms": unknown unit "Ms"; did you mean ms? units of a duration are ps, ns, us, ms, s, min, h
            10 µs   | DURATION  | UNIT_UNKNOWN    | "10 µs": unknown unit "µs"; did you mean us? units of a duration are ps, ns, us, ms, s, min, h
            10 sec  | DURATION  | UNIT_UNKNOWN    | "10 sec": unknown unit "sec"; did you mean s? units of a duration are ps, ns, us, ms, s, min, h
            1 mhz   | FREQUENCY | UNIT_UNKNOWN    | "1 mhz": unknown unit "mhz"; did you mean MHz? units of a frequency are Hz, kHz, MHz, GHz
            1 KB    | SIZE      | UNIT_UNKNOWN    | "1 KB": unknown unit "KB"; did you mean KiB? units of a size are B, KiB, MiB, GiB
            1 m     |           | UNIT_UNKNOWN    | "1 m": unknown unit "m"; did you mean min or ms or MHz? known units are ps, ns, us, ms, s, min, h, Hz, kHz, MHz, GHz, B, KiB, MiB, GiB, ppb, ppm, %, cycles
            1 MiBi  | SIZE      | UNIT_UNKNOWN    | "1 MiBi": unknown unit "MiBi"; did you mean MiB? units of a size are B, KiB, MiB, GiB
            1 parsec| RATIO     | UNIT_UNKNOWN    | "1 parsec": unknown unit "parsec"; units of a ratio are ppb, ppm, %
            1 qux   |           | UNIT_UNKNOWN    | "1 qux": unknown unit "qux"; known units are ps, ns, us, ms, s, min, h, Hz, kHz, MHz, GHz, B, KiB, MiB, GiB, ppb, ppm, %, cycles
            10 MHz  | DURATION  | WRONG_DIMENSION | "10 MHz" is a frequency, but a duration is expected, such as 10 ms
            0x10    | SIZE      | WRONG_DIMENSION | "0x10" is an address, but a size is expected, such as 64 KiB
            0.5 ps  | DURATION  | TOO_PRECISE     | "0.5 ps" is not a whole number of ps, the finest resolution of a duration
            ten ms  | DURATION  | NOT_A_NUMBER    | "ten ms" is not a number with a unit; write it like 10 ms
            1e3 ms  | DURATION  | NOT_A_NUMBER    | "1e3 ms" is not a number with a unit; write it like 10 ms
            .5 ms   | DURATION  | NOT_A_NUMBER    | ".5 ms" is not a number with a unit; write it like 10 ms
            5. ms   | DURATION  | NOT_A_NUMBER    | "5. ms" is not a number with a unit; write it like 10 ms
            1__0 ms | DURATION  | NOT_A_NUMBER    | "1__0 ms" is not a number with a unit; write it like 10 ms
            1.2.3 s | DURATION  | NOT_A_NUMBER    | "1.2.3 s" is not a number with a unit; write it like 10 ms
            -- 5 s  | DURATION  | NOT_A_NUMBER    | "-- 5 s" is not a number with a unit; write it like 10 ms
            107 d   | DURATION  | UNIT_UNKNOWN    | "107 d": unknown unit "d"; units of a duration are ps, ns, us, ms, s, min, h
            2600 h  | DURATION  | OUT_OF_RANGE    | "2600 h" is out of range: a duration is at most ±106 days
            1000000000000000000000000000000 s | DURATION | OUT_OF_RANGE | "1000000000000000000000000000000 s" is out of range: a duration is at most ±106 days
            9000000000 GiB | SIZE | OUT_OF_RANGE   | "9000000000 GiB" is out of range: a size is at most 9223372036854775807 B
            `` | DURATION | NOT_A_NUMBER | "" is not a number with a unit; write it like 10 ms
            """)
    void saysWhatIsWrongAndWhatWouldBeRight(String text, Dimension expected, Problem problem, String message) {
        QuantityFormatException refusal = catchThrowableOfType(QuantityFormatException.class, () -> {
            if (expected == null) {
                Quantity.parse(text);
            } else {
                QuantityText.read(text, expected);
            }
        });
        assertThat(refusal).hasMessage(message);
        assertThat(refusal.problem()).isEqualTo(problem);
    }

    @Test
    void proposesReplacements() {
        assertThat(refusal("10 msec").replacements()).containsExactly("10 ms");
        assertThat(catchThrowableOfType(QuantityFormatException.class, () -> Frequency.parse("24"))
                        .replacements())
                .containsExactly("24 Hz", "24 kHz", "24 MHz", "24 GHz");
    }

    @Test
    void shortensEnormousTextInMessages() {
        assertThat(refusal("9".repeat(1_000_000) + " s"))
                .hasMessage('"' + "9".repeat(39) + "…\" has more than 64 digits");
        assertThat(refusal("1 " + "s".repeat(1_000_000)).getMessage().length()).isLessThan(300);
    }

    @Property(tries = 5_000)
    void neverFailsInAnyOtherWay(@ForAll @CharRange(from = ' ', to = 'µ') @StringLength(max = 12) String text) {
        readOrRefuse(text);
    }

    @Property(tries = 5_000)
    void neverFailsInAnyOtherWayOnNearMisses(
            @ForAll
                    @net.jqwik.api.constraints.Chars({'0', '1', '9', '.', '_', '-', '+', ' ', 'x', 'e', 'm', 's', '%'})
                    @StringLength(max = 12)
                    String text) {
        readOrRefuse(text);
    }

    private static void readOrRefuse(String text) {
        try {
            Quantity quantity = Quantity.parse(text);
            assertThat(Quantity.parse(quantity.toString())).isEqualTo(quantity);
        } catch (QuantityFormatException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Test
    void isAnIllegalArgument() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Quantity.parse("x"));
    }

    private static QuantityFormatException refusal(String text) {
        return catchThrowableOfType(QuantityFormatException.class, () -> Quantity.parse(text));
    }
}
