package org.foliot.time;

import java.util.Optional;

/** The units quantities are written in, in ascending order within each dimension. */
public enum Unit {
    PICOSECOND("ps", Dimension.DURATION, 1L),
    NANOSECOND("ns", Dimension.DURATION, 1_000L),
    MICROSECOND("us", Dimension.DURATION, 1_000_000L),
    MILLISECOND("ms", Dimension.DURATION, 1_000_000_000L),
    SECOND("s", Dimension.DURATION, 1_000_000_000_000L),
    MINUTE("min", Dimension.DURATION, 60_000_000_000_000L),
    HOUR("h", Dimension.DURATION, 3_600_000_000_000_000L),

    HERTZ("Hz", Dimension.FREQUENCY, 1L),
    KILOHERTZ("kHz", Dimension.FREQUENCY, 1_000L),
    MEGAHERTZ("MHz", Dimension.FREQUENCY, 1_000_000L),
    GIGAHERTZ("GHz", Dimension.FREQUENCY, 1_000_000_000L),

    BYTE("B", Dimension.SIZE, 1L),
    KIBIBYTE("KiB", Dimension.SIZE, 1L << 10),
    MEBIBYTE("MiB", Dimension.SIZE, 1L << 20),
    GIBIBYTE("GiB", Dimension.SIZE, 1L << 30),

    PARTS_PER_BILLION("ppb", Dimension.RATIO, 1L),
    PARTS_PER_MILLION("ppm", Dimension.RATIO, 1_000L),
    PERCENT("%", Dimension.RATIO, 10_000_000L),

    CYCLE("cycles", Dimension.CYCLES, 1L);

    private final String symbol;
    private final Dimension dimension;
    private final long scale;

    Unit(String symbol, Dimension dimension, long scale) {
        this.symbol = symbol;
        this.dimension = dimension;
        this.scale = scale;
    }

    /** How the unit is written; symbols are case-sensitive ({@code ms} is not {@code Ms}). */
    public String symbol() {
        return symbol;
    }

    /** What the unit measures. */
    public Dimension dimension() {
        return dimension;
    }

    /** How many of the dimension's smallest unit this unit is: 10⁹ for {@code ms}, as a millisecond is 10⁹ ps. */
    public long scale() {
        return scale;
    }

    /** The unit written as {@code symbol}, if there is one. */
    public static Optional<Unit> of(String symbol) {
        for (Unit unit : values()) {
            if (unit.symbol.equals(symbol)) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return symbol;
    }
}
