package org.foliot.engine;

import org.apache.commons.rng.core.source64.L64X128Mix;
import org.foliot.time.Ratio;
import org.foliot.time.counter.Unsigned128;

/**
 * A sequence of random numbers that belongs to one owner and one purpose; see {@link RandomStreams}.
 *
 * <p>Every number is an integer and the same on every JDK. The generator is L64X128Mix (G. Steele and S. Vigna, "LXM:
 * Better Splittable Pseudorandom Number Generators", OOPSLA 2021). A stream belongs to one thread.
 */
public final class RandomStream {
    /** The largest mean or standard deviation, in picoseconds: twenty hours. */
    public static final long MAX_SCALE = 1L << 56;

    private final L64X128Mix random;
    private final RandomStreams.Pairing pairing;

    /** All ones in a mirrored stream, else zero. */
    private final long mirror;

    RandomStream(L64X128Mix random, RandomStreams.Pairing pairing) {
        this.random = random;
        this.pairing = pairing;
        this.mirror = pairing == RandomStreams.Pairing.MIRRORED ? -1 : 0;
    }

    /** A stream that gives the same numbers as this one from now on, whatever is drawn from either. */
    public RandomStream copy() {
        L64X128Mix same = new L64X128Mix(0, 0, 0, 0);
        same.restoreState(random.saveState());
        return new RandomStream(same, pairing);
    }

    /** Sixty-four random bits. */
    public long nextLong() {
        return random.nextLong() ^ mirror;
    }

    /**
     * A number from zero to below a bound, all equally likely.
     *
     * @param bound one or more
     * @throws IllegalArgumentException if the bound is zero or less
     */
    public long nextLong(long bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("a bound of " + bound + " leaves no number to draw");
        }
        return nextUnsigned(bound);
    }

    /**
     * A number from a lowest to a highest, both included, all equally likely.
     *
     * @throws IllegalArgumentException if the highest is below the lowest
     */
    public long nextUniform(long lowest, long highest) {
        if (highest < lowest) {
            throw new IllegalArgumentException("there is no number from " + lowest + " to " + highest);
        }
        long count = highest - lowest + 1;
        return lowest + (count == 0 ? nextLong() : nextUnsigned(count));
    }

    /** Unbiased, by D. Lemire, "Fast Random Integer Generation in an Interval", TOMACS 29(1), 2019. */
    private long nextUnsigned(long bound) {
        long bits = nextLong();
        long low = bits * bound;
        if (Long.compareUnsigned(low, bound) < 0) {
            long threshold = Long.remainderUnsigned(-bound, bound);
            while (Long.compareUnsigned(low, threshold) < 0) {
                bits = nextLong();
                low = bits * bound;
            }
        }
        return Unsigned128.multiplyHigh(bits, bound);
    }

    /** Whether something happens that does so with a given probability; below zero it never does, above one always. */
    public boolean nextChance(Ratio probability) {
        return nextUnsigned(Ratio.ONE.partsPerBillion()) < probability.partsPerBillion();
    }

    /**
     * An exponentially distributed number, rounded down.
     *
     * @param mean its mean, zero to {@link #MAX_SCALE}
     * @throws IllegalArgumentException if the mean is out of range
     */
    public long nextExponential(long mean) {
        checkScale(mean, "mean");
        long sample = pairing == RandomStreams.Pairing.NONE
                ? ExponentialZiggurat.sample(random)
                : ExponentialZiggurat.invert(nextLong());
        return scaled(sample, mean, ExponentialZiggurat.FRACTION_BITS);
    }

    /**
     * A normally distributed number, rounded down; it may be negative.
     *
     * @param mean its mean
     * @param deviation its standard deviation, zero to {@link #MAX_SCALE}
     * @throws IllegalArgumentException if the deviation is out of range
     * @throws ArithmeticException if the result does not fit a {@code long}
     */
    public long nextNormal(long mean, long deviation) {
        checkScale(deviation, "standard deviation");
        long sample = NormalZiggurat.sample(random);
        // Complementing flips the sign, up to a unit in the last of 56 places.
        return Math.addExact(mean, scaled(sample ^ mirror, deviation, NormalZiggurat.FRACTION_BITS));
    }

    private static void checkScale(long scale, String what) {
        if (scale < 0 || scale > MAX_SCALE) {
            throw new IllegalArgumentException("a " + what + " of " + scale + " is not 0 to " + MAX_SCALE);
        }
    }

    /** <i>⌊sample · scale / 2^fractionBits⌋</i>. */
    private static long scaled(long sample, long scale, int fractionBits) {
        long high = Math.multiplyHigh(sample, scale);
        return (high << (Long.SIZE - fractionBits)) | ((sample * scale) >>> fractionBits);
    }
}
