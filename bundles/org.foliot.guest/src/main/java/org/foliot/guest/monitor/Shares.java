package org.foliot.guest.monitor;

import java.math.BigInteger;

/** Exact shares in parts per billion, rounded down, and what no {@code long} can hold at the end of its range. */
final class Shares {
    /** The whole. */
    static final long ONE = 1_000_000_000L;

    private Shares() {}

    /** <i>⌊part · 10⁹ / whole⌋</i>; the whole is not 0. */
    static long of(long part, long whole) {
        return of(BigInteger.valueOf(part), BigInteger.valueOf(whole));
    }

    /** <i>⌊part · 10⁹ / whole⌋</i>; the whole is not 0. */
    static long of(BigInteger part, BigInteger whole) {
        BigInteger[] quotient = part.multiply(BigInteger.valueOf(ONE)).divideAndRemainder(whole);
        boolean down = quotient[1].signum() != 0 && quotient[1].signum() != whole.signum();
        BigInteger share = down ? quotient[0].subtract(BigInteger.ONE) : quotient[0];
        if (share.bitLength() < Long.SIZE) {
            return share.longValue();
        }
        return share.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** A share of percent with one decimal, the nearer one, or of two that are equally near the even one. */
    static long toOneDecimal(long part, long whole) {
        BigInteger thousandfold = BigInteger.valueOf(part).multiply(BigInteger.valueOf(1000));
        BigInteger divisor = BigInteger.valueOf(whole);
        if (divisor.signum() < 0) {
            thousandfold = thousandfold.negate();
            divisor = divisor.negate();
        }
        BigInteger[] doubled = thousandfold.shiftLeft(1).add(divisor).divideAndRemainder(divisor.shiftLeft(1));
        BigInteger nearest = doubled[1].signum() < 0 ? doubled[0].subtract(BigInteger.ONE) : doubled[0];
        if (doubled[1].signum() == 0 && nearest.testBit(0)) {
            nearest = nearest.subtract(BigInteger.ONE);
        }
        return nearest.multiply(BigInteger.valueOf(ONE / 1000))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .max(BigInteger.valueOf(Long.MIN_VALUE))
                .longValue();
    }

    /** Growth of a column in a second, as seconds in a second: <i>ticks / USER_HZ / time</i>; 0 if no time has passed. */
    static long rate(long ticks, long time, long second) {
        if (time <= 0) {
            return 0;
        }
        return of(
                BigInteger.valueOf(ticks).multiply(BigInteger.valueOf(second)),
                BigInteger.valueOf(time).multiply(BigInteger.valueOf(Columns.HERTZ)));
    }

    /** The sum, at the end of the range if it is beyond. */
    static long plus(long a, long b) {
        long sum = a + b;
        boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
        return overflow ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }
}
