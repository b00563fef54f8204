package org.foliot.statistics;

/**
 * Points that fill the unit cube more evenly than random ones: I. M. Sobol's sequence (1967), with the direction numbers of S.
 * Joe and F. Y. Kuo, <i>Constructing Sobol Sequences with Better Two-Dimensional Projections</i>, SIAM Journal on Scientific
 * Computing 30 (2008), file {@code new-joe-kuo-6}, in the order of I. A. Antonov and V. M. Saleev (1979). For numbers of points
 * that are powers of two.
 */
final class SobolSequence {
    /** How many coordinates a point may have. */
    static final int MOST_DIMENSIONS = 21;

    private static final int BITS = 52;

    /** For dimension 2 and up: the coefficients of the primitive polynomial, its degree being the number of what follows. */
    private static final int[][] JOE_KUO = {
        {0, 1},
        {1, 1, 3},
        {1, 1, 3, 1},
        {2, 1, 1, 1},
        {1, 1, 1, 3, 3},
        {4, 1, 3, 5, 13},
        {2, 1, 1, 5, 5, 17},
        {4, 1, 1, 5, 5, 5},
        {7, 1, 1, 7, 11, 19},
        {11, 1, 1, 5, 1, 1},
        {13, 1, 1, 1, 3, 11},
        {14, 1, 3, 5, 5, 31},
        {1, 1, 3, 3, 9, 7, 49},
        {13, 1, 1, 1, 15, 21, 21},
        {16, 1, 3, 1, 13, 27, 49},
        {19, 1, 1, 1, 15, 7, 5},
        {22, 1, 3, 1, 15, 13, 25},
        {25, 1, 1, 5, 5, 19, 61},
        {1, 1, 3, 7, 11, 23, 15, 103},
        {4, 1, 3, 7, 13, 13, 15, 69},
    };

    private final long[][] directions;
    private final long[] state;
    private long index;

    SobolSequence(int dimensions) {
        if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
            throw new IllegalArgumentException("from 1 to " + MOST_DIMENSIONS + " dimensions, not " + dimensions);
        }
        directions = new long[dimensions][];
        for (int d = 0; d < dimensions; d++) {
            directions[d] = d == 0 ? firstDirections() : directions(JOE_KUO[d - 1]);
        }
        state = new long[dimensions];
    }

    private static long[] firstDirections() {
        long[] v = new long[BITS];
        for (int i = 0; i < BITS; i++) {
            v[i] = 1L << BITS - 1 - i;
        }
        return v;
    }

    /** The recurrence of P. Bratley and B. L. Fox, ACM Transactions on Mathematical Software 14 (1988), algorithm 659. */
    private static long[] directions(int[] polynomial) {
        int degree = polynomial.length - 1;
        long[] v = new long[BITS];
        for (int i = 0; i < degree; i++) {
            v[i] = (long) polynomial[i + 1] << BITS - 1 - i;
        }
        for (int i = degree; i < BITS; i++) {
            v[i] = v[i - degree] ^ v[i - degree] >>> degree;
            for (int k = 1; k < degree; k++) {
                if ((polynomial[0] >> degree - 1 - k & 1) != 0) {
                    v[i] ^= v[i - k];
                }
            }
        }
        return v;
    }

    /** The next point; the first is the origin. */
    double[] next() {
        double[] point = new double[state.length];
        for (int d = 0; d < point.length; d++) {
            point[d] = state[d] * 0x1p-52;
        }
        int bit = Long.numberOfTrailingZeros(~index);
        for (int d = 0; d < point.length; d++) {
            state[d] ^= directions[d][bit];
        }
        index++;
        return point;
    }
}
