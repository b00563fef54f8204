package org.foliot.time.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foliot.time.counter.Unsigned128Test.unsigned;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.foliot.time.Frequency;
import org.foliot.time.counter.TscRatio.ScalingUnit;
import org.junit.jupiter.api.Test;

class TscRatioTest {
    private static final Frequency GHZ_1 = Frequency.parse("1 GHz");

    @Test
    void hasTheFractionBitsOfItsUnit() {
        assertThat(TscRatio.of(ScalingUnit.VMX, GHZ_1, GHZ_1).ratio()).isEqualTo(1L << 48);
        assertThat(TscRatio.of(ScalingUnit.SVM, GHZ_1, GHZ_1).ratio()).isEqualTo(1L << 32);
    }

    @Property(tries = 2_000)
    void scalesInWholeKilohertz(
            @ForAll ScalingUnit unit,
            @ForAll @LongRange(min = 100_000, max = 5_000_000) long guest,
            @ForAll @LongRange(min = 100_000, max = 5_000_000) long host,
            @ForAll long count) {
        TscRatio ratio = TscRatio.of(unit, new Frequency(guest * 1_000 + 999), new Frequency(host * 1_000));
        BigInteger exact =
                BigInteger.valueOf(guest).shiftLeft(unit.fractionBits()).divide(BigInteger.valueOf(host));
        assertThat(unsigned(ratio.ratio())).isEqualTo(exact);
        assertThat(ratio.scale(count))
                .isEqualTo(unsigned(count)
                        .multiply(exact)
                        .shiftRight(unit.fractionBits())
                        .longValue());
    }

    @Property(tries = 2_000)
    void findsTheFirstCountThatShowsAValue(
            @ForAll ScalingUnit unit,
            @ForAll @LongRange(min = 100_000, max = 5_000_000) long guest,
            @ForAll @LongRange(min = 100_000, max = 5_000_000) long host,
            @ForAll @LongRange(min = 1, max = 1L << 56) long value) {
        TscRatio ratio = TscRatio.of(unit, new Frequency(guest * 1_000), new Frequency(host * 1_000));
        long count = ratio.leastCount(value);
        assertThat(ratio.scale(count)).isGreaterThanOrEqualTo(value);
        assertThat(ratio.scale(count - 1)).isLessThan(value);
    }

    @Test
    void refusesWhatTheHardwareCannotDo() {
        assertThatThrownBy(() -> TscRatio.of(ScalingUnit.SVM, Frequency.parse("256 GHz"), GHZ_1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SVM cannot scale a host TSC of 1 GHz to 256 GHz for a guest");
        assertThat(TscRatio.of(ScalingUnit.SVM, Frequency.parse("255 GHz"), GHZ_1)
                        .ratio())
                .isEqualTo(255L << 32);
        assertThat(TscRatio.of(ScalingUnit.VMX, Frequency.parse("256 GHz"), GHZ_1)
                        .ratio())
                .isEqualTo(256L << 48);
        assertThatThrownBy(() -> TscRatio.of(ScalingUnit.VMX, Frequency.MAX, Frequency.parse("1 MHz")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TscRatio.of(ScalingUnit.VMX, new Frequency(999), GHZ_1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TscRatio.of(ScalingUnit.VMX, GHZ_1, new Frequency(999)))
                .hasMessage("a host TSC of 999 Hz is less than 1 kHz");
    }
}
