package org.foliot.time.counter;

/** Products of two unsigned 64-bit numbers, kept whole until they are shifted or divided. */
public final class Unsigned128 {
    private static final long LOW_HALF = 0xffff_ffffL;

    private Unsigned128() {}

    /** The upper 64 bits of the product of two unsigned numbers; Java has this only from release 18 on. */
    public static long multiplyHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    }

    /**
     * The lower 64 bits of <i>(a · b) / 2^shift</i>, the kernel's {@code mul_u64_u64_shr}.
     *
     * @param shift 0 to 127
     */
    public static long multiplyShiftRight(long a, long b, int shift) {
        long high = multiplyHigh(a, b);
        if (shift >= Long.SIZE) {
            return high >>> (shift - Long.SIZE);
        }
        long low = a * b;
        // Two steps, as a shift by 64 would be a shift by nothing.
        return (low >>> shift) | (high << 1 << (Long.SIZE - 1 - shift));
    }

    /**
     * <i>⌊a · b / divisor⌋</i>.
     *
     * @throws ArithmeticException if that needs more than 64 bits, or the divisor is zero
     */
    public static long multiplyDivide(long a, long b, long divisor) {
        return divide(multiplyHigh(a, b), a * b, divisor);
    }

    /**
     * <i>⌊(high · 2⁶⁴ + low) / divisor⌋</i>, by Knuth's algorithm D with 32-bit digits.
     *
     * @throws ArithmeticException if that needs more than 64 bits, or the divisor is zero
     */
    public static long divide(long high, long low, long divisor) {
        if (Long.compareUnsigned(high, divisor) >= 0) {
            throw new ArithmeticException("a quotient of more than 64 bits");
        }
        if (high == 0) {
            return Long.divideUnsigned(low, divisor);
        }
        int normalise = Long.numberOfLeadingZeros(divisor);
        long d = divisor << normalise;
        long n = normalise == 0 ? high : (high << normalise) | (low >>> (Long.SIZE - normalise));
        long rest = low << normalise;
        long upper = digit(n, rest >>> 32, d);
        long middle = (n << 32) + (rest >>> 32) - upper * d;
        long lower = digit(middle, rest & LOW_HALF, d);
        return (upper << 32) + lower;
    }

    /** One 32-bit digit of the quotient of (n · 2³² + next) by a divisor whose top bit is set. */
    private static long digit(long n, long next, long d) {
        long dHigh = d >>> 32;
        long dLow = d & LOW_HALF;
        long q = Long.divideUnsigned(n, dHigh);
        long r = n - q * dHigh;
        // At most two corrections: the first digit of a normalised divisor is at least half the base.
        while (q > LOW_HALF || Long.compareUnsigned(q * dLow, (r << 32) + next) > 0) {
            q--;
            r += dHigh;
            if (r > LOW_HALF) {
                break;
            }
        }
        return q;
    }
}
