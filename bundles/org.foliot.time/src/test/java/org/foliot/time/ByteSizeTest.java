package org.foliot.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSizeTest {

    @ParameterizedTest
    @CsvSource({
        "64 KiB, 65536, 64 KiB",
        "1.5 GiB, 1610612736, 1536 MiB",
        "48 B, 48, 48 B",
        "1024B, 1024, 1 KiB",
        "0 MiB, 0, 0 B",
    })
    void readsAndWrites(String text, long bytes, String canonical) {
        assertThat(ByteSize.parse(text).bytes()).isEqualTo(bytes);
        assertThat(ByteSize.parse(text)).hasToString(canonical);
    }

    @Property
    void survivesTheRoundTripThroughText(@ForAll @LongRange(min = 0) long bytes) {
        assertThat(ByteSize.parse(new ByteSize(bytes).toString())).isEqualTo(new ByteSize(bytes));
    }

    @Test
    void refusesWhatIsNoSize() {
        assertThatThrownBy(() -> new ByteSize(-1)).hasMessage("a size of -1 B is negative");
        assertThatThrownBy(() -> ByteSize.parse("-1 KiB"))
                .isInstanceOf(QuantityFormatException.class)
                .hasMessage("\"-1 KiB\" is negative, and a size cannot be");
        assertThatThrownBy(() -> ByteSize.parse("0.0001 KiB"))
                .hasMessage("\"0.0001 KiB\" is not a whole number of B, the finest resolution of a size");
    }

    @Test
    void addsAndMultipliesExactly() {
        assertThat(ByteSize.ofKibibytes(4).plus(new ByteSize(64))).hasToString("4160 B");
        assertThat(new ByteSize(64).times(1_024)).isEqualTo(ByteSize.ofKibibytes(64));
        assertThat(ByteSize.ofMebibytes(1).times(0)).isEqualTo(ByteSize.ZERO);
        assertThatThrownBy(() -> new ByteSize(Long.MAX_VALUE).plus(new ByteSize(1)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("9223372036854775807 B + 1 B is out of range");
        assertThatThrownBy(() -> ByteSize.ofMebibytes(1).times(1L << 43)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> ByteSize.ofMebibytes(1).times(1L << 44)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> ByteSize.ofMebibytes(1).times(-1)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void roundsUpToPages() {
        ByteSize page = ByteSize.ofKibibytes(4);
        assertThat(new ByteSize(1).roundedUpTo(page)).isEqualTo(page);
        assertThat(page.roundedUpTo(page)).isEqualTo(page);
        assertThat(new ByteSize(4_097).roundedUpTo(page)).hasToString("8 KiB");
        assertThat(ByteSize.ZERO.roundedUpTo(page)).isEqualTo(ByteSize.ZERO);
        assertThatThrownBy(() -> page.roundedUpTo(ByteSize.ZERO)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new ByteSize(Long.MAX_VALUE).roundedUpTo(page))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void isOrderedBySize() {
        assertThat(ByteSize.parse("1 GiB")).isGreaterThan(ByteSize.parse("1023 MiB"));
    }
}
