package org.foliot.engine;

import org.apache.commons.rng.core.source64.L64X128Mix;

/**
 * Samples the standard normal distribution in fixed point, by the ziggurat of Marsaglia and Tsang with 256 layers; see
 * {@link ExponentialZiggurat} for the method and why its results are the same everywhere.
 */
final class NormalZiggurat {
    /** Binary places of a sample. */
    static final int FRACTION_BITS = 56;

    private static final int LAYERS = 256;
    private static final int SIGN_BIT = 8;
    private static final double ONE = 0x1p56;

    /** The right edge of the lowest layer, beyond which the tail begins. */
    private static final double EDGE = 3.6541528853610087963519472518;

    /** The area of every layer, under the density without its constant factor. */
    private static final double AREA = 0.0049286732339746519;

    /** Twice the widths of the layers, so that the upper half of a product with 63 random bits is a sample. */
    private static final long[] DOUBLE_WIDTH = new long[LAYERS];

    /** Below this a sample of the layer lies under the curve: the width of the layer above. */
    private static final long[] INNER_WIDTH = new long[LAYERS];

    /** The density at the outer edge of each layer. */
    private static final double[] DENSITY = new double[LAYERS + 1];

    static {
        double[] edge = new double[LAYERS + 1];
        edge[0] = AREA / density(EDGE);
        edge[1] = EDGE;
        for (int layer = 2; layer < LAYERS; layer++) {
            double height = density(edge[layer - 1]) + AREA / edge[layer - 1];
            edge[layer] = StrictMath.sqrt(-2 * StrictMath.log(height));
        }
        edge[LAYERS] = 0;
        for (int layer = 0; layer < LAYERS; layer++) {
            DOUBLE_WIDTH[layer] = (long) (2 * ONE * edge[layer]);
            INNER_WIDTH[layer] = (long) (ONE * edge[layer + 1]);
            DENSITY[layer] = density(edge[layer]);
        }
        DENSITY[LAYERS] = 1;
    }

    private NormalZiggurat() {}

    private static double density(double x) {
        return StrictMath.exp(-0.5 * x * x);
    }

    /** A sample with {@link #FRACTION_BITS} binary places. */
    static long sample(L64X128Mix random) {
        while (true) {
            long bits = random.nextLong();
            int layer = (int) bits & (LAYERS - 1);
            long x = Math.multiplyHigh((bits >>> 9) << 8, DOUBLE_WIDTH[layer]);
            if (x < INNER_WIDTH[layer] || (layer > 0 && isUnderCurve(random, layer, x))) {
                return signed(bits, x);
            }
            if (layer == 0) {
                return signed(bits, tail(random));
            }
        }
    }

    private static long signed(long bits, long x) {
        return (bits >>> SIGN_BIT & 1) == 0 ? x : -x;
    }

    private static boolean isUnderCurve(L64X128Mix random, int layer, long x) {
        double height = DENSITY[layer] + ExponentialZiggurat.uniform(random) * (DENSITY[layer + 1] - DENSITY[layer]);
        return height < density(x / ONE);
    }

    /** A sample beyond the edge, by Marsaglia's method for the tail of a normal. */
    private static long tail(L64X128Mix random) {
        double x;
        double y;
        do {
            x = -StrictMath.log(ExponentialZiggurat.uniform(random)) / EDGE;
            y = -StrictMath.log(ExponentialZiggurat.uniform(random));
        } while (y + y < x * x);
        return (long) (ONE * (EDGE + x));
    }
}
