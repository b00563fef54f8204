package org.foliot.run.formula;

/** Exact division of one number by another, in parts per billion. */
final class Proportion {
    private static final long BILLION = 1_000_000_000L;
    private static final int BILLION_BITS = Long.SIZE - Long.numberOfLeadingZeros(BILLION);

    private Proportion() {}

    /**
     * <i>⌊part · 10⁹ / whole⌋</i>, without intermediate overflow. Nothing of nothing is 0; something of nothing, and what
     * no {@code long} can hold, is the largest or smallest {@code long}.
     */
    static long partsPerBillion(long part, long whole) {
        if (part == 0) {
            return 0;
        }
        boolean negative = part < 0 != whole < 0;
        if (whole == 0) {
            return part < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        // Magnitudes are unsigned, so that of the smallest long fits too.
        long numerator = Math.abs(part);
        long denominator = Math.abs(whole);
        long units = Long.divideUnsigned(numerator, denominator);
        long rest = Long.remainderUnsigned(numerator, denominator);
        if (units < 0 || units > Long.MAX_VALUE / BILLION - 1) {
            return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        long quotient = 0;
        long remainder = 0;
        for (int bit = BILLION_BITS - 1; bit >= 0; bit--) {
            quotient <<= 1;
            boolean carry = remainder < 0;
            remainder <<= 1;
            if (carry || Long.compareUnsigned(remainder, denominator) >= 0) {
                remainder -= denominator;
                quotient++;
            }
            if ((BILLION >>> bit & 1) != 0) {
                long sum = remainder + rest;
                boolean beyond = Long.compareUnsigned(sum, rest) < 0;
                remainder = sum;
                if (beyond || Long.compareUnsigned(remainder, denominator) >= 0) {
                    remainder -= denominator;
                    quotient++;
                }
            }
        }
        long magnitude = units * BILLION + quotient;
        return negative ? (remainder == 0 ? -magnitude : -magnitude - 1) : magnitude;
    }
}
