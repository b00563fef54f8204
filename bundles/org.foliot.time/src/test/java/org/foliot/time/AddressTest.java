package org.foliot.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @Test
    void readsAndWritesHexadecimal() {
        assertThat(Address.parse("0x1020000").value()).isEqualTo(0x1020000L);
        assertThat(Address.parse("0XFFFF_FFFF_FFFF_FFFF").value()).isEqualTo(-1L);
        assertThat(Address.parse("0x000000000000000000000000000000001")).isEqualTo(new Address(1));
        assertThat(new Address(-1)).hasToString("0xffffffffffffffff");
    }

    @Property
    void survivesTheRoundTripThroughText(@ForAll long value) {
        assertThat(Address.parse(new Address(value).toString())).isEqualTo(new Address(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x", "0xzz", "0x_1", "0x1_", "0x１"})
    void refusesWhatIsNotHexadecimal(String text) {
        assertThatThrownBy(() -> Address.parse(text))
                .isInstanceOf(QuantityFormatException.class)
                .hasMessage('"' + text + "\" is not a hexadecimal address such as 0x1020000");
    }

    @Test
    void refusesMoreThan64Bits() {
        assertThatThrownBy(() -> Address.parse("0x10000000000000000"))
                .hasMessage("\"0x10000000000000000\" is out of range: "
                        + "an address has 64 bits, at most 16 hexadecimal digits");
    }

    @Test
    void asksForHexadecimalWhenGivenADecimalNumber() {
        assertThatThrownBy(() -> Address.parse("4096"))
                .hasMessage("\"4096\" has no unit; an address is written in hexadecimal, such as 0x1020000");
    }

    @Test
    void testsAlignment() {
        ByteSize line = new ByteSize(64);
        assertThat(Address.parse("0x1020040").isAlignedTo(line)).isTrue();
        assertThat(Address.parse("0x1020041").isAlignedTo(line)).isFalse();
        assertThatThrownBy(() -> new Address(0).isAlignedTo(new ByteSize(48)))
                .hasMessage("an alignment of 48 B is not a power of two");
        assertThatThrownBy(() -> new Address(0).isAlignedTo(ByteSize.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void addsWithinTheAddressSpace() {
        assertThat(new Address(0x1000).plus(ByteSize.ofKibibytes(64))).hasToString("0x11000");
        assertThat(new Address(-2).plus(1)).isEqualTo(new Address(-1));
        assertThatThrownBy(() -> new Address(-1).plus(1))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("0xffffffffffffffff + 1 B is beyond the 64-bit address space");
        assertThatThrownBy(() -> new Address(5).plus(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void measuresDistances() {
        assertThat(new Address(0x140).minus(new Address(0x100))).isEqualTo(new ByteSize(64));
        assertThatThrownBy(() -> new Address(0x100).minus(new Address(0x140))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Address(-1).minus(new Address(0))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void isOrderedUnsigned() {
        assertThat(new Address(-1)).isGreaterThan(new Address(1));
    }
}
