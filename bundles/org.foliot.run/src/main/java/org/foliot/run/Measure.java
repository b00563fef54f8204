package org.foliot.run;

import org.foliot.api.observation.Metric;
import org.foliot.time.ByteSize;
import org.foliot.time.Ratio;

/**
 * A number with what it counts, so that it can be shown to people.
 *
 * @param value the number: picoseconds, bytes, parts per billion, or things
 * @param kind what it counts
 */
public record Measure(long value, Kind kind) {
    /** What a number counts. */
    public enum Kind {
        /** Picoseconds. */
        TIME,
        /** Bytes. */
        BYTES,
        /** Things. */
        COUNT,
        /** 1 or 0. */
        FLAG,
        /** Counter ticks. */
        TICKS,
        /** Parts per billion. */
        RATIO;

        /** The kind of a metric's values. */
        public static Kind of(Metric.Unit unit) {
            return switch (unit) {
                case TIME -> TIME;
                case BYTES -> BYTES;
                case COUNT -> COUNT;
                case FLAG -> FLAG;
                case TICKS -> TICKS;
                case RATIO -> RATIO;
            };
        }
    }

    private static final String[] UNITS = {"ps", "ns", "us", "ms", "s"};

    /** A duration, or an instant since the start of the run. */
    public static Measure time(long picoseconds) {
        return new Measure(picoseconds, Kind.TIME);
    }

    /** The exact value as a scenario could write it: {@code 2.500000000123 s}, {@code 64 KiB}, {@code 12.5 %}. */
    @Override
    public String toString() {
        return switch (kind) {
            case TIME -> exactTime(value);
            case BYTES -> value < 0 ? value + " B" : new ByteSize(value).toString();
            case RATIO -> new Ratio(value).toString();
            case FLAG -> value == 0 ? "no" : "yes";
            case COUNT, TICKS -> Long.toString(value);
        };
    }

    private static String exactTime(long picoseconds) {
        if (picoseconds == 0) {
            return "0 s";
        }
        int unit = 0;
        long scale = 1;
        while (unit + 1 < UNITS.length && Math.abs(picoseconds / 1000) >= scale) {
            unit++;
            scale *= 1000;
        }
        StringBuilder text = new StringBuilder();
        long whole = picoseconds / scale;
        long fraction = Math.abs(picoseconds % scale);
        text.append(whole == 0 && picoseconds < 0 ? "-0" : Long.toString(whole));
        if (fraction != 0) {
            String digits = Long.toString(scale + fraction).substring(1);
            text.append('.').append(digits.replaceAll("0+$", ""));
        }
        return text.append(' ').append(UNITS[unit]).toString();
    }
}
