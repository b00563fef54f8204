package org.foliot.engine;

import org.apache.commons.rng.core.source64.L64X128Mix;

/**
 * Samples the exponential distribution of mean one in fixed point, by the ziggurat of Marsaglia and Tsang ("The
 * Ziggurat Method for Generating Random Variables", Journal of Statistical Software 5(8), 2000) with 256 layers.
 *
 * <p>The common case is one 64-bit random number, one multiplication and one comparison of integers. Whatever needs a
 * transcendental function goes through {@link StrictMath}, and the floating point elsewhere is addition, multiplication,
 * division and comparison, which Java from 17 on defines to the bit: a stream gives the same numbers on every JDK,
 * interpreted or compiled.
 */
final class ExponentialZiggurat {
    /** Binary places of a sample. */
    static final int FRACTION_BITS = 56;

    private static final int LAYERS = 256;
    private static final double ONE = 0x1p56;

    /** The right edge of the lowest layer, beyond which the tail begins. */
    private static final double EDGE = 7.697117470131050077;

    /** The area of every layer. */
    private static final double AREA = 0.0039496598225815571993;

    /** Twice the widths of the layers, so that the upper half of a product with 63 random bits is a sample. */
    private static final long[] DOUBLE_WIDTH = new long[LAYERS];

    /** Below this a sample of the layer lies under the curve: the width of the layer above. */
    private static final long[] INNER_WIDTH = new long[LAYERS];

    /** The density at the outer edge of each layer. */
    private static final double[] DENSITY = new double[LAYERS + 1];

    static {
        double[] edge = new double[LAYERS + 1];
        edge[0] = AREA / StrictMath.exp(-EDGE);
        edge[1] = EDGE;
        for (int layer = 2; layer < LAYERS; layer++) {
            edge[layer] = -StrictMath.log(StrictMath.exp(-edge[layer - 1]) + AREA / edge[layer - 1]);
        }
        edge[LAYERS] = 0;
        for (int layer = 0; layer < LAYERS; layer++) {
            DOUBLE_WIDTH[layer] = (long) (2 * ONE * edge[layer]);
            INNER_WIDTH[layer] = (long) (ONE * edge[layer + 1]);
            DENSITY[layer] = StrictMath.exp(-edge[layer]);
        }
        DENSITY[LAYERS] = 1;
    }

    private ExponentialZiggurat() {}

    /** A sample with {@link #FRACTION_BITS} binary places, zero or more. */
    static long sample(L64X128Mix random) {
        long bits = random.nextLong();
        int layer = (int) bits & (LAYERS - 1);
        long x = Math.multiplyHigh((bits >>> 8) << 7, DOUBLE_WIDTH[layer]);
        return x < INNER_WIDTH[layer] ? x : sampleEdge(random, layer, x);
    }

    /** Finishes the one sample in a hundred that does not lie wholly under the curve. */
    private static long sampleEdge(L64X128Mix random, int layer, long x) {
        if (layer == 0) {
            // The tail of an exponential is an exponential.
            return INNER_WIDTH[0] + sample(random);
        }
        double height = DENSITY[layer] + uniform(random) * (DENSITY[layer + 1] - DENSITY[layer]);
        return height < StrictMath.exp(-(x / ONE)) ? x : sample(random);
    }

    /** The sample that a number of 64 uniform bits is mapped to by inversion: the more bits, the smaller the sample. */
    static long invert(long bits) {
        return (long) (-StrictMath.log(unit(bits)) * ONE);
    }

    /** A random number strictly between 0 and 1. */
    static double uniform(L64X128Mix random) {
        return unit(random.nextLong());
    }

    private static double unit(long bits) {
        return ((bits >>> 12) + 0.5) * 0x1p-52;
    }
}
