package org.foliot.time.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foliot.time.counter.Unsigned128Test.unsigned;

import java.math.BigInteger;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.foliot.time.Frequency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LptScaleTest {
    private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);
    private static final Frequency MHZ_100 = Frequency.ofMegahertz(100);
    private static final Frequency GHZ_1 = Frequency.ofMegahertz(1_000);

    @ParameterizedTest
    @CsvSource({
        "100 MHz, 100 MHz, 63, 8000000000000000, 63, 8000000000000000",
        "100 MHz, 1 GHz,   63, 0ccccccccccccccc, 60, a000000000000000",
        "1 GHz,   100 MHz, 60, a000000000000000, 63, 0ccccccccccccccc",
        "100 MHz, 25 MHz,  61, 8000000000000000, 63, 2000000000000000",
        "1 GHz,   24 MHz,  58, a6aaaaaaaaaaaaaa, 63, 03126e978d4fdf3b",
        "50 MHz,  54 MHz,  63, 7684bda12f684bda, 63, 8a3d70a3d70a3d70",
    })
    void hasTheCoefficientsOfTheSeries(
            String pv, String hardware, int bits, String multiplier, int reverseBits, String reverseMultiplier) {
        assertThat(LptScale.of(Frequency.parse(pv), Frequency.parse(hardware)))
                .isEqualTo(new LptScale(
                        Frequency.parse(pv),
                        Frequency.parse(hardware),
                        Long.parseUnsignedLong(multiplier, 16),
                        bits,
                        Long.parseUnsignedLong(reverseMultiplier, 16),
                        reverseBits));
    }

    @Test
    void truncationStepsBackByOneTickAtEveryMigrationTo1GHz() {
        LptScale before = LptScale.of(MHZ_100, MHZ_100);
        LptScale after = LptScale.of(MHZ_100, GHZ_1);
        LptScale repaired = LptScale.roundedUp(MHZ_100, GHZ_1);
        for (long count = 1; count < 2_000; count++) {
            long moved = CounterView.rescale(count, MHZ_100, GHZ_1);
            assertThat(after.toParavirtualised(moved)).isEqualTo(before.toParavirtualised(count) - 1);
            assertThat(repaired.toParavirtualised(moved)).isEqualTo(before.toParavirtualised(count));
        }
    }

    @Test
    void truncationFiresEveryTimerOneTickEarly() {
        LptScale slowView = LptScale.of(MHZ_100, GHZ_1);
        LptScale repaired = LptScale.roundedUp(MHZ_100, GHZ_1);
        for (long deadline = 1; deadline < 20_000; deadline++) {
            assertThat(slowView.toParavirtualised(slowView.toNative(deadline))).isEqualTo(deadline - 1);
            assertThat(repaired.toParavirtualised(repaired.toNative(deadline))).isEqualTo(deadline);
        }
    }

    @Test
    void truncationIsEarlyInTheOtherDirectionToo() {
        LptScale fastView = LptScale.of(GHZ_1, MHZ_100);
        for (long deadline = 1; deadline < 20_000; deadline++) {
            assertThat(fastView.toParavirtualised(fastView.toNative(deadline))).isLessThan(deadline);
            assertThat(fastView.toParavirtualised(fastView.firstNativeShowing(deadline)))
                    .isGreaterThanOrEqualTo(deadline);
        }
    }

    @Test
    void powersOfTwoAreExact() {
        LptScale scale = LptScale.of(MHZ_100, Frequency.ofMegahertz(25));
        assertThat(scale).isEqualTo(LptScale.roundedUp(MHZ_100, Frequency.ofMegahertz(25)));
        for (long count = 0; count < 2_000; count++) {
            assertThat(scale.toParavirtualised(count)).isEqualTo(4 * count);
            assertThat(scale.toNative(4 * count)).isEqualTo(count);
        }
    }

    @Property(tries = 2_000)
    void multiplyAsTheFormulaSays(
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long pv,
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long hardware,
            @ForAll long count) {
        LptScale scale = LptScale.of(new Frequency(pv), new Frequency(hardware));
        check(scale.scaleMultiplier(), scale.fractionBits(), pv, hardware);
        check(scale.reverseMultiplier(), scale.reverseFractionBits(), hardware, pv);
        assertThat(unsigned(scale.toParavirtualised(count)))
                .isEqualTo(unsigned(count)
                        .multiply(unsigned(scale.scaleMultiplier()))
                        .shiftRight(scale.fractionBits())
                        .mod(TWO_64));
        assertThat(unsigned(scale.toNative(count)))
                .isEqualTo(unsigned(count)
                        .multiply(unsigned(scale.reverseMultiplier()))
                        .shiftRight(scale.reverseFractionBits())
                        .mod(TWO_64));
    }

    private static void check(long multiplier, int fractionBits, long to, long from) {
        BigInteger exact = BigInteger.valueOf(to).shiftLeft(fractionBits).divide(BigInteger.valueOf(from));
        assertThat(unsigned(multiplier)).isEqualTo(exact);
        boolean allBitsUsed = fractionBits == 63 || exact.testBit(63);
        assertThat(allBitsUsed).isTrue();
    }

    @Property(tries = 2_000)
    void roundedUpIsTheTrueQuotientWithinItsBound(
            @ForAll @LongRange(min = 1_000_000, max = 4_000_000_000L) long pv,
            @ForAll @LongRange(min = 1_000_000, max = 4_000_000_000L) long hardware,
            @ForAll @LongRange(min = 0, max = 1L << 40) long count) {
        LptScale scale = LptScale.roundedUp(new Frequency(pv), new Frequency(hardware));
        long divisor = BigInteger.valueOf(pv).gcd(BigInteger.valueOf(hardware)).longValue();
        Assume.that(count < (1L << scale.fractionBits()) / (hardware / divisor));
        assertThat(scale.toParavirtualised(count)).isEqualTo(Unsigned128.multiplyDivide(count, pv, hardware));
    }

    @Property(tries = 2_000)
    void firstNativeShowingIsTheFirst(
            @ForAll @LongRange(min = 1_000_000, max = 4_000_000_000L) long pv,
            @ForAll @LongRange(min = 1_000_000, max = 4_000_000_000L) long hardware,
            @ForAll @LongRange(min = 1, max = 1L << 50) long deadline,
            @ForAll boolean up) {
        Frequency guest = new Frequency(pv);
        Frequency host = new Frequency(hardware);
        LptScale scale = up ? LptScale.roundedUp(guest, host) : LptScale.of(guest, host);
        long first = scale.firstNativeShowing(deadline);
        assertThat(scale.toParavirtualised(first)).isGreaterThanOrEqualTo(deadline);
        assertThat(scale.toParavirtualised(first - 1)).isLessThan(deadline);
    }

    @Test
    void refusesANativeCountThatDoesNotFit() {
        assertThatThrownBy(() -> LptScale.of(MHZ_100, GHZ_1).firstNativeShowing(-1))
                .isInstanceOf(ArithmeticException.class);
    }
}
