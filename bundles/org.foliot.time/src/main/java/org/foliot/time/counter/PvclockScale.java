package org.foliot.time.counter;

import org.foliot.time.Frequency;

/**
 * The multiplier and shift of pvclock, with which an x86 guest turns a TSC difference into nanoseconds:
 * <i>((ticks ≪ shift) · multiplier) ≫ 32</i>, shifting right if the shift is negative.
 *
 * <p>Sources: linux-6.12 arch/x86/include/asm/pvclock.h (pvclock_scale_delta) for the conversion and
 * arch/x86/kvm/x86.c (kvm_get_time_scale) for the choice of the pair.
 *
 * @param multiplier {@code tsc_to_system_mul}, an unsigned fraction of 32 bits, 0 to 2³² − 1
 * @param shift {@code tsc_shift}, −63 to 63
 */
public record PvclockScale(long multiplier, int shift) {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long LOW_HALF = 0xffff_ffffL;
    private static final long FARTHEST = 1L << 61;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the multiplier does not fit 32 bits, or the shift would lose every bit
     */
    public PvclockScale {
        if ((multiplier & ~LOW_HALF) != 0 || shift <= -Long.SIZE || shift >= Long.SIZE) {
            throw new IllegalArgumentException(
                    "a pvclock multiplier of " + multiplier + " and a shift of " + shift + " are out of range");
        }
    }

    /** The pair that KVM chooses for a TSC: the shift that leaves the multiplier the most significant bits. */
    public static PvclockScale of(Frequency tsc) {
        long ticks = tsc.hertz();
        int shift = 0;
        // The kernel's loops also see to it that both sides fit 32 bits; for a target of a billion they always do.
        while (ticks > 2 * NANOS_PER_SECOND) {
            ticks >>>= 1;
            shift--;
        }
        while (ticks <= NANOS_PER_SECOND) {
            ticks <<= 1;
            shift++;
        }
        return new PvclockScale((NANOS_PER_SECOND << 32) / ticks, shift);
    }

    /** The nanoseconds in a number of ticks, modulo 2⁶⁴ as in the kernel. */
    public long toNanos(long ticks) {
        long shifted = shift < 0 ? ticks >>> -shift : ticks << shift;
        return Unsigned128.multiplyShiftRight(shifted, multiplier, 32);
    }

    /**
     * The least number of ticks that {@link #toNanos} turns into so many nanoseconds or more; {@link Long#MAX_VALUE} if none
     * below that does.
     *
     * @param nanos unsigned numbers of 2⁶¹ and more, which are 73 years, are never reached
     */
    public long leastTicks(long nanos) {
        if (nanos == 0) {
            return 0;
        } else if (multiplier == 0 || Long.compareUnsigned(nanos, FARTHEST) >= 0) {
            return Long.MAX_VALUE;
        }
        long high = nanos >>> 32;
        long low = nanos << 32;
        if (Long.compareUnsigned(high, multiplier) >= 0) {
            return Long.MAX_VALUE;
        }
        long shifted = Unsigned128.divide(high, low, multiplier);
        shifted += shifted * multiplier == low ? 0 : 1;
        if (shifted < 0) {
            return Long.MAX_VALUE;
        } else if (shift >= 0) {
            return (shifted >>> shift) + ((shifted & ((1L << shift) - 1)) == 0 ? 0 : 1);
        }
        return Long.numberOfLeadingZeros(shifted) > -shift ? shifted << -shift : Long.MAX_VALUE;
    }

    /**
     * The frequency that a guest works out for its TSC from the pair, in whole kHz (linux-6.12 arch/x86/kernel/pvclock.c,
     * pvclock_tsc_khz).
     *
     * @throws ArithmeticException if the multiplier is zero
     */
    public long kilohertz() {
        long kilohertz = (1_000_000L << 32) / multiplier;
        return shift < 0 ? kilohertz << -shift : kilohertz >>> shift;
    }
}
