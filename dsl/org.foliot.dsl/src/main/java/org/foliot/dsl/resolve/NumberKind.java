package org.foliot.dsl.resolve;

import org.foliot.api.observation.Metric;

/** What the number of an expression counts; a condition counts nothing. */
public enum NumberKind {
    TIME("a time", "s"),
    BYTES("a size", "B"),
    RATIO("a ratio", "%"),
    COUNT("a count", ""),
    FLAG("a flag", ""),
    TICKS("counter ticks", ""),
    CONDITION("a condition", "");

    private final String phrase;
    private final String unit;

    NumberKind(String phrase, String unit) {
        this.phrase = phrase;
        this.unit = unit;
    }

    /** What messages call it. */
    public String phrase() {
        return phrase;
    }

    /** A unit to write after a bare number to make it one of this kind; empty for none. */
    String unit() {
        return unit;
    }

    static NumberKind of(Metric.Unit unit) {
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
