package org.foliot.run.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ProportionTest {
    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000L);

    @Property
    void isTheFloorOfTheExactQuotient(@ForAll long part, @ForAll long whole) {
        if (whole == 0) {
            return;
        }
        BigInteger[] exact = BigInteger.valueOf(part).multiply(BILLION).divideAndRemainder(BigInteger.valueOf(whole));
        boolean roundDown = exact[1].signum() != 0 && exact[1].signum() != Long.signum(whole);
        BigInteger floor = roundDown ? exact[0].subtract(BigInteger.ONE) : exact[0];
        long found = Proportion.partsPerBillion(part, whole);
        if (floor.abs().bitLength() < 62) {
            assertThat(found).isEqualTo(floor.longValueExact());
        } else if (floor.bitLength() >= 64) {
            assertThat(found).isEqualTo(floor.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
        }
    }

    @Property
    void smallNumbersToo(@ForAll int part, @ForAll short whole) {
        if (whole != 0) {
            assertThat(Proportion.partsPerBillion(part, whole))
                    .isEqualTo(Math.floorDiv(part * 1_000_000_000L, (long) whole));
        }
    }

    @Test
    void nothingOfNothingIsNothing() {
        assertThat(Proportion.partsPerBillion(0, 0)).isZero();
    }

    @Test
    void somethingOfNothingIsBeyondAnyLimit() {
        assertThat(Proportion.partsPerBillion(1, 0)).isEqualTo(Long.MAX_VALUE);
        assertThat(Proportion.partsPerBillion(-1, 0)).isEqualTo(Long.MIN_VALUE);
    }
}
