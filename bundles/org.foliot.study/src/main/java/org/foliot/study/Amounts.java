package org.foliot.study;

import java.math.BigDecimal;
import java.math.MathContext;
import org.foliot.api.observation.Metric;

/** Writes means and half-widths for people: four digits, in the unit that suits them. */
final class Amounts {
    private static final MathContext DIGITS = new MathContext(4);
    private static final String[] TIMES = {"ps", "ns", "us", "ms", "s"};
    private static final String[] SIZES = {"B", "KiB", "MiB", "GiB"};

    private Amounts() {}

    /** A number in the smallest unit of what it counts, in one that suits it. */
    static String of(double value, Metric.Unit unit) {
        if (Double.isNaN(value)) {
            return "-";
        } else if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        return switch (unit) {
            case TIME -> scaled(value, 1000, TIMES);
            case BYTES -> scaled(value, 1024, SIZES);
            case RATIO -> plain(value / 1e7) + " %";
            case COUNT, FLAG, TICKS -> plain(value);
        };
    }

    private static String scaled(double value, double step, String[] units) {
        double number = value;
        int unit = 0;
        while (unit + 1 < units.length && Math.abs(number) >= step) {
            number /= step;
            unit++;
        }
        return plain(number) + " " + units[unit];
    }

    /** Four digits, without an exponent. */
    static String plain(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "-" : Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
