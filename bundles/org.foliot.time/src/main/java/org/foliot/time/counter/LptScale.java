package org.foliot.time.counter;

import java.math.BigInteger;
import org.foliot.time.Frequency;

/**
 * The coefficients of Live Physical Time: fixed-point multipliers with which a guest turns the native counter of
 * whatever host it is on into a paravirtualised counter of constant frequency, and deadlines back.
 *
 * <p>The formulas are those of the series "[RFC 0/5] KVM: arm64: Add pvtime LPT support" (K. Zhu, 17 August 2020);
 * LPT never reached a released specification. The fraction gets all 64 bits but those the integer part needs: one, or
 * in the direction that enlarges, ⌊log₂ ratio⌋ + 1.
 *
 * <p>The series truncates the multipliers. A truncated 1/10 under-represents a tenth, so that after a move from
 * 100 MHz to 1 GHz the paravirtualised counter reads one tick less than before, and every timer fires one tick early.
 * {@link #roundedUp} is our repair, not the series': it makes {@link #toParavirtualised} equal to the true quotient
 * for counts up to about 2⁶³ divided by the reduced native frequency. It does not repair a native count that was
 * itself rounded down on the way (50 MHz to 54 MHz); for that, continue from {@link #firstNativeShowing}.
 *
 * @param paravirtualised the frequency the guest believes in
 * @param hardware the frequency of the host's counter
 * @param scaleMultiplier {@code scale_mult}, native to paravirtualised, unsigned
 * @param fractionBits {@code fracbits} of it
 * @param reverseMultiplier {@code rscale_mult}, paravirtualised to native, unsigned
 * @param reverseFractionBits {@code rfracbits} of it
 */
public record LptScale(
        Frequency paravirtualised,
        Frequency hardware,
        long scaleMultiplier,
        int fractionBits,
        long reverseMultiplier,
        int reverseFractionBits) {

    /** The coefficients as the series computes them: truncated. */
    public static LptScale of(Frequency paravirtualised, Frequency hardware) {
        return of(paravirtualised, hardware, false);
    }

    /** The coefficients rounded up, which keeps a guest's clock from stepping back. */
    public static LptScale roundedUp(Frequency paravirtualised, Frequency hardware) {
        return of(paravirtualised, hardware, true);
    }

    private static LptScale of(Frequency paravirtualised, Frequency hardware, boolean up) {
        int bits = fractionBits(paravirtualised.hertz(), hardware.hertz());
        int reverseBits = fractionBits(hardware.hertz(), paravirtualised.hertz());
        return new LptScale(
                paravirtualised,
                hardware,
                multiplier(paravirtualised.hertz(), hardware.hertz(), bits, up),
                bits,
                multiplier(hardware.hertz(), paravirtualised.hertz(), reverseBits, up),
                reverseBits);
    }

    private static int fractionBits(long to, long from) {
        int integerBits = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(to / from));
        return Long.SIZE - integerBits;
    }

    private static long multiplier(long to, long from, int fractionBits, boolean up) {
        BigInteger[] parts =
                BigInteger.valueOf(to).shiftLeft(fractionBits).divideAndRemainder(BigInteger.valueOf(from));
        return parts[0].longValue() + (up && parts[1].signum() != 0 ? 1 : 0);
    }

    /** The paravirtualised count for a native one: <i>(scale_mult · count) ≫ fracbits</i>, of a 128-bit product. */
    public long toParavirtualised(long nativeCount) {
        return Unsigned128.multiplyShiftRight(scaleMultiplier, nativeCount, fractionBits);
    }

    /** The native count the guest programs for a paravirtualised deadline: <i>(rscale_mult · count) ≫ rfracbits</i>. */
    public long toNative(long paravirtualisedCount) {
        return Unsigned128.multiplyShiftRight(reverseMultiplier, paravirtualisedCount, reverseFractionBits);
    }

    /**
     * The first native count at which the paravirtualised counter shows a value or more: what a guest would have to
     * program so that no timer is early. Not part of the series.
     *
     * @throws ArithmeticException if no 64-bit native count shows it
     */
    public long firstNativeShowing(long paravirtualisedCount) {
        long high = paravirtualisedCount >>> (Long.SIZE - fractionBits);
        long low = paravirtualisedCount << fractionBits;
        long floor = Unsigned128.divide(high, low, scaleMultiplier);
        if (toParavirtualised(floor) == paravirtualisedCount) {
            return floor;
        }
        if (floor == -1) {
            throw new ArithmeticException("a native count of more than 64 bits");
        }
        return floor + 1;
    }
}
