package org.foliot.time.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class Unsigned128Test {
    private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

    @Property(tries = 5_000)
    void multipliesHigh(@ForAll long a, @ForAll long b) {
        assertThat(unsigned(Unsigned128.multiplyHigh(a, b)))
                .isEqualTo(unsigned(a).multiply(unsigned(b)).shiftRight(64));
    }

    @Property(tries = 5_000)
    void multipliesAndShifts(@ForAll long a, @ForAll long b, @ForAll @IntRange(max = 127) int shift) {
        BigInteger exact = unsigned(a).multiply(unsigned(b)).shiftRight(shift).mod(TWO_64);
        assertThat(unsigned(Unsigned128.multiplyShiftRight(a, b, shift))).isEqualTo(exact);
    }

    @Property(tries = 20_000)
    void multipliesAndDividesOrRefuses(@ForAll long a, @ForAll long b, @ForAll long divisor) {
        check(a, b, divisor);
    }

    @Test
    void dividesTheHardCasesOfTheAlgorithm() {
        long[] edges = {
            0,
            1,
            2,
            0x7fff_ffffL,
            0x8000_0000L,
            0xffff_ffffL,
            0x1_0000_0000L,
            0x1_0000_0001L,
            0x7fff_ffff_ffff_ffffL,
            0x8000_0000_0000_0000L,
            0x8000_0000_0000_0001L,
            0x8000_0000_ffff_ffffL,
            0xffff_fffe_ffff_ffffL,
            0xffff_ffff_0000_0000L,
            0xffff_ffff_0000_0001L,
            -2,
            -1
        };
        for (long a : edges) {
            for (long b : edges) {
                for (long divisor : edges) {
                    check(a, b, divisor);
                }
            }
        }
    }

    private static void check(long a, long b, long divisor) {
        BigInteger product = unsigned(a).multiply(unsigned(b));
        if (divisor != 0 && product.divide(unsigned(divisor)).compareTo(TWO_64) < 0) {
            assertThat(unsigned(Unsigned128.multiplyDivide(a, b, divisor)))
                    .isEqualTo(product.divide(unsigned(divisor)));
        } else {
            assertThatThrownBy(() -> Unsigned128.multiplyDivide(a, b, divisor)).isInstanceOf(ArithmeticException.class);
        }
    }

    static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }
}
