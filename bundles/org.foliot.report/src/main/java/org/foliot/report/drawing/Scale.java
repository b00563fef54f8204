package org.foliot.report.drawing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Where numbers are along a line of pixels, and which of them are written beside it. Uses {@link StrictMath} where arithmetic
 * is not exact, so that pictures have the same bytes on every machine.
 */
public final class Scale {
    /**
     * A number that is written beside an axis.
     *
     * @param value the number
     * @param label how it is written
     */
    public record Tick(double value, String label) {}

    private static final int[] STEPS = {1, 2, 5, 10};

    private final boolean logarithmic;
    private final double low;
    private final double high;
    private final double from;
    private final double to;
    private final List<Tick> ticks;

    private Scale(boolean logarithmic, double low, double high, double from, double to, List<Tick> ticks) {
        this.logarithmic = logarithmic;
        this.low = low;
        this.high = high;
        this.from = from;
        this.to = to;
        this.ticks = ticks;
    }

    /**
     * A linear scale exactly from one number to another.
     *
     * @param from pixel of {@code low}
     * @param to pixel of {@code high}, less than {@code from} for an axis that goes up
     * @param most about how many ticks there is room for
     */
    public static Scale exact(double low, double high, double from, double to, int most) {
        double end = high > low ? high : low + 1;
        return new Scale(false, low, end, from, to, ticks(low, end, step(end - low, most)));
    }

    /** A linear scale that is widened to whole steps; see {@link #exact}. */
    public static Scale linear(double low, double high, double from, double to, int most) {
        double end = high > low ? high : low + (low == 0 ? 1 : Math.abs(low));
        BigDecimal step = step(end - low, most);
        double size = step.doubleValue();
        double first = Math.floor(low / size + 1e-9) * size;
        double last = Math.ceil(end / size - 1e-9) * size;
        return new Scale(false, first, last, from, to, ticks(first, last, step));
    }

    /** A logarithmic scale that is widened to whole powers of ten, or to 2 and 5 times them; see {@link #exact}. */
    public static Scale logarithmic(double low, double high, double from, double to) {
        int decade = (int) Math.floor(StrictMath.log10(low) + 1e-9);
        List<Tick> candidates = new ArrayList<>();
        int end = (int) Math.ceil(StrictMath.log10(high) - 1e-9);
        boolean between = end - decade <= 3;
        for (int power = decade; power <= end; power++) {
            for (int digit : between ? new int[] {1, 2, 5} : new int[] {1}) {
                BigDecimal value = BigDecimal.valueOf(digit).scaleByPowerOfTen(power);
                candidates.add(new Tick(value.doubleValue(), label(value)));
            }
        }
        int first = 0;
        while (first + 1 < candidates.size() && candidates.get(first + 1).value() <= low * (1 + 1e-9)) {
            first++;
        }
        int last = candidates.size() - 1;
        while (last - 1 > first && candidates.get(last - 1).value() >= high * (1 - 1e-9)) {
            last--;
        }
        List<Tick> shown = candidates.subList(first, last + 1);
        return new Scale(true, shown.get(0).value(), shown.get(shown.size() - 1).value(), from, to, List.copyOf(shown));
    }

    /** The same scale with ticks at these numbers alone, for an axis on which only a few numbers were looked at. */
    public Scale withTicks(double... values) {
        List<Tick> chosen = new ArrayList<>();
        for (double value : values) {
            chosen.add(new Tick(value, label(BigDecimal.valueOf(value))));
        }
        return new Scale(logarithmic, low, high, from, to, List.copyOf(chosen));
    }

    private static BigDecimal step(double span, int most) {
        int power = (int) Math.floor(StrictMath.log10(span / Math.max(1, most)));
        for (int digit : STEPS) {
            BigDecimal step = BigDecimal.valueOf(digit).scaleByPowerOfTen(power);
            if (step.doubleValue() * most >= span * (1 - 1e-9)) {
                return step;
            }
        }
        return BigDecimal.valueOf(2).scaleByPowerOfTen(power + 1);
    }

    private static List<Tick> ticks(double low, double high, BigDecimal step) {
        List<Tick> ticks = new ArrayList<>();
        double size = step.doubleValue();
        long first = (long) Math.ceil(low / size - 1e-9);
        long last = (long) Math.floor(high / size + 1e-9);
        for (long i = first; i <= last; i++) {
            BigDecimal value = step.multiply(BigDecimal.valueOf(i));
            ticks.add(new Tick(value.doubleValue(), label(value)));
        }
        return List.copyOf(ticks);
    }

    /** A number as people write it: {@code 1,500}, {@code 0.025}, {@code 2e9}. */
    static String label(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        if (plain.signum() == 0) {
            return "0";
        }
        int magnitude = plain.precision() - plain.scale();
        if (magnitude > 7 || magnitude < -4) {
            BigDecimal mantissa = plain.movePointLeft(magnitude - 1).stripTrailingZeros();
            return mantissa.toPlainString() + "e" + (magnitude - 1);
        }
        String digits = plain.toPlainString();
        int point = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
        StringBuilder text = new StringBuilder(digits);
        for (int i = point - 3; i > (plain.signum() < 0 ? 1 : 0); i -= 3) {
            text.insert(i, ',');
        }
        return text.toString().replace('-', '−');
    }

    /** The pixel of a number. */
    public double at(double value) {
        double share = logarithmic
                ? (StrictMath.log10(value) - StrictMath.log10(low)) / (StrictMath.log10(high) - StrictMath.log10(low))
                : (value - low) / (high - low);
        return from + share * (to - from);
    }

    /** The number at the beginning of the axis. */
    public double low() {
        return low;
    }

    /** The number at its end. */
    public double high() {
        return high;
    }

    /** The numbers that are written, from low to high. */
    public List<Tick> ticks() {
        return ticks;
    }
}
