package org.foliot.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CyclesTest {

    @Test
    void readsAndWrites() {
        assertThat(Cycles.parse("752 cycles").count()).isEqualTo(752);
        assertThat(new Cycles(752)).hasToString("752 cycles").isEqualTo(Cycles.parse("752cycles"));
        assertThat(new Cycles(0)).isLessThan(new Cycles(1));
    }

    @Test
    void refusesWhatIsNoCount() {
        assertThatThrownBy(() -> new Cycles(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Cycles.parse("-1 cycles"))
                .hasMessage("\"-1 cycles\" is negative, and a cycle count cannot be");
        assertThatThrownBy(() -> Cycles.parse("0.5 cycles")).isInstanceOf(QuantityFormatException.class);
    }

    @Test
    void lastAsLongAsTheClockSays() {
        assertThat(new Cycles(6_500).at(Frequency.parse("2.4 GHz"))).hasToString("2708333 ps");
        assertThat(new Cycles(752).at(Frequency.parse("2 GHz"))).hasToString("376 ns");
        assertThatThrownBy(() -> new Cycles(Long.MAX_VALUE).at(Frequency.parse("1 GHz")))
                .isInstanceOf(ArithmeticException.class);
    }
}
