package org.foliot.validation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Something that was recorded of a case and can be measured in its simulation.
 *
 * @param subject whose it is, as the scenario calls it: {@code server.busy_0}
 * @param interval the part of the run in which it is measured, for people; empty where there is one only
 * @param name what it is: {@code run}
 * @param unit its unit
 * @param observed what was recorded
 * @param meter measures the same in a run, or takes samples of it
 * @param rule when the two agree
 */
public record Quantity(
        String subject, String interval, String name, Unit unit, Range observed, Meter meter, Rule rule) {
    /** A quantity that has one value in each run. */
    public Quantity(
            String subject,
            String interval,
            String name,
            Unit unit,
            Range observed,
            ToDoubleFunction<Measurement> value,
            Rule rule) {
        this(subject, interval, name, unit, observed, new Value(value), rule);
    }

    /** Measures a quantity. */
    public sealed interface Meter {
        /** What several runs give: the middle one, and how far they are apart. */
        Range of(List<Measurement> runs);
    }

    /**
     * One value a run.
     *
     * @param value takes it
     */
    public record Value(ToDoubleFunction<Measurement> value) implements Meter {
        @Override
        public Range of(List<Measurement> runs) {
            return Range.over(runs.stream().mapToDouble(value).toArray());
        }
    }

    /**
     * The median of samples, of which all runs together have one, as the recorded medians are those of all recorded runs.
     *
     * @param samples takes them
     */
    public record Samples(Function<Measurement, double[]> samples) implements Meter {
        @Override
        public Range of(List<Measurement> runs) {
            List<double[]> each = runs.stream().map(samples).toList();
            double median = Measurement.median(
                    each.stream().flatMapToDouble(Arrays::stream).toArray());
            double[] medians = each.stream().mapToDouble(Measurement::median).toArray();
            Range apart = Range.over(medians);
            return new Range(Math.min(apart.least(), median), median, Math.max(apart.greatest(), median));
        }
    }

    /** Units of quantities. */
    public enum Unit {
        /** A part of a whole. */
        FRACTION("%", 100, 2),
        /** Milliseconds. */
        MILLISECONDS("ms", 1, 3),
        /** Things in a second. */
        PER_SECOND("/s", 1, 1),
        /** Things. */
        COUNT("", 1, 0);

        private final String symbol;
        private final double scale;
        private final int decimals;

        Unit(String symbol, double scale, int decimals) {
            this.symbol = symbol;
            this.scale = scale;
            this.decimals = decimals;
        }

        /** How reports show the unit. */
        public String symbol() {
            return symbol;
        }

        /** A value as reports show it, without the symbol. */
        public String number(double value) {
            return number("%." + decimals + "f", value);
        }

        /** A difference of values as reports show it, with its sign and without the symbol. */
        public String difference(double value) {
            return number("%+." + decimals + "f", value);
        }

        private String number(String format, double value) {
            String text = String.format(Locale.ROOT, format, value * scale);
            // What is rounded to zero has no sign.
            return text.matches("[-+]0(\\.0*)?") ? text.substring(1) : text;
        }

        /** A value with its symbol: {@code 2.5 %}. */
        public String text(double value) {
            String number = number(value).replaceFirst("(\\.\\d*?)0+$", "$1").replaceFirst("\\.$", "");
            return symbol.isEmpty() ? number : number + " " + symbol;
        }
    }
}
