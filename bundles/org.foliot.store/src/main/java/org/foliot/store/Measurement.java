package org.foliot.store;

import java.util.Objects;

/**
 * What a run has measured.
 *
 * @param value in its unit
 * @param unit such as {@code ps}; empty for a plain number
 */
public record Measurement(long value, String unit) {
    public Measurement {
        Objects.requireNonNull(unit, "unit");
    }

    @Override
    public String toString() {
        return unit.isEmpty() ? Long.toString(value) : value + " " + unit;
    }
}
