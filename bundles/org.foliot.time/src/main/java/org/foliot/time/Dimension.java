package org.foliot.time;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a quantity measures. */
public enum Dimension {
    /** A length of simulated time, or an instant counted from the start of a run; see {@link Duration}. */
    DURATION("a duration", "10 ms"),
    /** A rate of ticks; see {@link Frequency}. */
    FREQUENCY("a frequency", "100 MHz"),
    /** An amount of memory; see {@link ByteSize}. */
    SIZE("a size", "64 KiB"),
    /** A guest physical address; see {@link Address}. It has no unit: it is written in hexadecimal. */
    ADDRESS("an address", "0x1020000"),
    /** A part of a whole, or a deviation; see {@link Ratio}. */
    RATIO("a ratio", "12.5 %"),
    /** Work counted in clock cycles of the CPU that does it; see {@link Cycles}. */
    CYCLES("a cycle count", "752 cycles");

    private final String phrase;
    private final String example;

    Dimension(String phrase, String example) {
        this.phrase = phrase;
        this.example = example;
    }

    /** This dimension with its article, for messages: {@code a duration}. */
    public String phrase() {
        return phrase;
    }

    /** A quantity of this dimension as one would write it: {@code 10 ms}. */
    public String example() {
        return example;
    }

    /** The units of this dimension, smallest first; empty for {@link #ADDRESS}. */
    public List<Unit> units() {
        List<Unit> units = new ArrayList<>();
        for (Unit unit : Unit.values()) {
            if (unit.dimension() == this) {
                units.add(unit);
            }
        }
        return List.copyOf(units);
    }

    /** The unit symbols of this dimension for a message: {@code ps, ns, us, ms, s, min, h}. */
    String symbols() {
        return symbols(units());
    }

    /** The symbols of the given units for a message. */
    static String symbols(List<Unit> units) {
        return units.stream().map(Unit::symbol).collect(Collectors.joining(", "));
    }
}
