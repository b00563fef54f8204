package org.foliot.time.counter;

import java.math.BigInteger;
import org.foliot.time.Frequency;

/**
 * The multiplier with which x86 hardware scales the TSC of a guest: <i>(count · ratio) ≫ fraction bits</i>.
 *
 * <p>Sources: linux-6.12 arch/x86/kvm/x86.c (set_tsc_khz), arch/x86/kvm/vmx/vmx.c and arch/x86/include/asm/svm.h for
 * the limits. Arm has no such hardware.
 *
 * @param unit the hardware that applies the ratio
 * @param ratio the multiplier, unsigned
 */
public record TscRatio(ScalingUnit unit, long ratio) {
    private static final long HERTZ_PER_KILOHERTZ = 1_000L;

    /** The two kinds of TSC-scaling hardware. */
    public enum ScalingUnit {
        /** Intel VMX: 48 fraction bits, ratios below 2⁶⁴ − 1. */
        VMX(48, -1L),
        /** AMD SVM: 32 fraction bits, ratios below 2⁴⁰ − 1. */
        SVM(32, 0xff_ffff_ffffL);

        private final int fractionBits;
        private final long limit;

        ScalingUnit(int fractionBits, long limit) {
            this.fractionBits = fractionBits;
            this.limit = limit;
        }

        /** How many bits of a ratio are behind the binary point. */
        public int fractionBits() {
            return fractionBits;
        }
    }

    /**
     * The ratio that gives a guest its frequency on a host: ⌊2^fraction · guest / host⌋, both in whole kHz.
     *
     * @throws IllegalArgumentException if the hardware has no such ratio, which KVM refuses too
     */
    public static TscRatio of(ScalingUnit unit, Frequency guest, Frequency host) {
        long guestKilohertz = guest.hertz() / HERTZ_PER_KILOHERTZ;
        long hostKilohertz = host.hertz() / HERTZ_PER_KILOHERTZ;
        if (hostKilohertz == 0) {
            throw new IllegalArgumentException("a host TSC of " + host + " is less than 1 kHz");
        }
        BigInteger ratio = BigInteger.valueOf(guestKilohertz)
                .shiftLeft(unit.fractionBits)
                .divide(BigInteger.valueOf(hostKilohertz));
        if (ratio.signum() == 0
                || ratio.bitLength() > Long.SIZE
                || Long.compareUnsigned(ratio.longValue(), unit.limit) >= 0) {
            throw new IllegalArgumentException(
                    unit + " cannot scale a host TSC of " + host + " to " + guest + " for a guest");
        }
        return new TscRatio(unit, ratio.longValue());
    }

    /** What the guest's TSC shows before its offset is added, for a count of the host's. */
    public long scale(long hostCount) {
        return Unsigned128.multiplyShiftRight(hostCount, ratio, unit.fractionBits);
    }

    /**
     * The least count of the host's that {@link #scale} turns into so much or more, as unsigned numbers.
     *
     * @throws ArithmeticException if no count of 64 bits does
     */
    public long leastCount(long scaled) {
        int bits = unit.fractionBits;
        long low = scaled << bits;
        long count = Unsigned128.divide(scaled >>> (Long.SIZE - bits), low, ratio);
        return count * ratio == low ? count : count + 1;
    }
}
