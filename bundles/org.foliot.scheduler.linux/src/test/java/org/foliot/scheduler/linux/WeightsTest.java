package org.foliot.scheduler.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class WeightsTest {
    private static final class Anybody extends Entity {
        Anybody() {
            super(null, 0);
        }
    }

    @Test
    void weightsOfNiceValuesAreThoseOfTheKernel() {
        assertThat(Weights.ofNice(-20)).isEqualTo(88761L << 10);
        assertThat(Weights.ofNice(0)).isEqualTo(Weights.NICE_0);
        assertThat(Weights.ofNice(5)).isEqualTo(335L << 10);
        assertThat(Weights.ofNice(19)).isEqualTo(15L << 10);
    }

    @Property
    void multiplyShiftIsExact(
            @ForAll @LongRange(min = 0, max = 1L << 61) long value,
            @ForAll @LongRange(min = 1, max = 0xFFFF_FFFFL) long factor,
            @ForAll @IntRange(min = 30, max = 32) int shift) {
        BigInteger exact =
                BigInteger.valueOf(value).multiply(BigInteger.valueOf(factor)).shiftRight(shift);
        assertThat(exact.bitLength() > 63 || Weights.multiplyShift(value, factor, shift) == exact.longValue())
                .isTrue();
    }

    @Property
    void virtualTimeGoesAtTheInverseOfTheWeight(
            @ForAll @IntRange(min = -20, max = 19) int nice,
            @ForAll @LongRange(min = 0, max = 10_000_000_000L) long nanos) {
        Entity entity = new Anybody();
        entity.setWeight(Weights.ofNice(nice));
        double exact = nanos * 1024.0 / entity.visibleWeight();
        assertThat((double) entity.virtual(nanos)).isBetween(exact * (1 - 1e-4) - 1, exact + 1);
        assertThat(entity.real(entity.virtual(nanos))).isBetween((long) (nanos * (1 - 1e-4)) - 90, nanos + 1);
    }

    @Test
    void niceZeroRunsAtTheSpeedOfTheClock() {
        Entity entity = new Anybody();
        entity.setWeight(Weights.NICE_0);
        assertThat(entity.virtual(123_456_789)).isEqualTo(123_456_789);
        assertThat(entity.real(123_456_789)).isEqualTo(123_456_789);
    }
}
