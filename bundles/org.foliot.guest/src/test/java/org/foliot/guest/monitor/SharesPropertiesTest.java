package org.foliot.guest.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Shares are exact, over the whole range of the kernel's numbers. */
class SharesPropertiesTest {
    private static final BigDecimal SMALLEST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private static long within(BigDecimal value) {
        return value.max(SMALLEST).min(LARGEST).longValueExact();
    }

    @Property
    void aShareIsRoundedDown(@ForAll long part, @ForAll long whole) {
        Assume.that(whole != 0);
        BigDecimal exact =
                BigDecimal.valueOf(part).movePointRight(9).divide(BigDecimal.valueOf(whole), 0, RoundingMode.FLOOR);

        assertThat(Shares.of(part, whole)).isEqualTo(within(exact));
    }

    @Property
    void aShareWithOneDecimalIsRoundedToEven(@ForAll long part, @ForAll long whole) {
        Assume.that(whole != 0);
        BigDecimal exact = BigDecimal.valueOf(part)
                .movePointRight(3)
                .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_EVEN)
                .movePointRight(6);

        assertThat(Shares.toOneDecimal(part, whole)).isEqualTo(within(exact));
    }

    @Property
    void aRateIsTicksInATime(@ForAll long ticks, @ForAll long time) {
        Assume.that(time > 0);
        BigDecimal exact = BigDecimal.valueOf(ticks)
                .movePointRight(9 + 9 - 2)
                .divide(BigDecimal.valueOf(time), 0, RoundingMode.FLOOR);

        assertThat(Shares.rate(ticks, time, 1_000_000_000L)).isEqualTo(within(exact));
    }

    @Property
    void aSumStaysInRange(@ForAll long a, @ForAll long b) {
        assertThat(Shares.plus(a, b)).isEqualTo(within(BigDecimal.valueOf(a).add(BigDecimal.valueOf(b))));
    }
}
