package org.foliot.statistics;

import java.util.Arrays;

/**
 * Adds numbers exactly and rounds once, so that the sum is the same in whatever order they come.
 *
 * <p>It keeps the sum as numbers that do not overlap, smallest first, and rounds them half to even at the end: J. R. Shewchuk,
 * <i>Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates</i>, Discrete &amp; Computational
 * Geometry 18 (1997), and R. Hettinger's {@code fsum} of Python.
 */
public final class ExactSum {
    private double[] parts = new double[8];
    private int count;

    /**
     * Adds a number.
     *
     * @throws ArithmeticException if it is not finite, or the sum no longer is
     */
    public ExactSum add(double value) {
        double x = value;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            double y = parts[i];
            if (Math.abs(x) < Math.abs(y)) {
                double larger = y;
                y = x;
                x = larger;
            }
            double high = x + y;
            double low = y - (high - x);
            if (low != 0) {
                parts[kept++] = low;
            }
            x = high;
        }
        if (!Double.isFinite(x)) {
            throw new ArithmeticException("a sum with " + value + " is not finite");
        }
        if (kept == parts.length) {
            parts = Arrays.copyOf(parts, 2 * kept);
        }
        parts[kept] = x;
        count = kept + 1;
        return this;
    }

    /** The sum, rounded to the nearest number, half to even. */
    public double value() {
        int i = count;
        if (i == 0) {
            return 0;
        }
        double high = parts[--i];
        double low = 0;
        while (i > 0) {
            double x = high;
            double y = parts[--i];
            high = x + y;
            low = y - (high - x);
            if (low != 0) {
                break;
            }
        }
        // Half-way cases go the way that the parts below push them.
        if (i > 0 && (low < 0 && parts[i - 1] < 0 || low > 0 && parts[i - 1] > 0)) {
            double twice = low * 2;
            double rounded = high + twice;
            if (twice == rounded - high) {
                high = rounded;
            }
        }
        return high;
    }

    /** The sum of all of these. */
    public static double of(double... values) {
        ExactSum sum = new ExactSum();
        for (double value : values) {
            sum.add(value);
        }
        return sum.value();
    }
}
