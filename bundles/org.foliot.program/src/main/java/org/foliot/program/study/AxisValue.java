package org.foliot.program.study;

import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A value of an axis.
 *
 * @param text as a scenario writes it
 * @param settings options of the extension or kernel that it names
 * @param amount in the smallest unit, for what has an order
 */
public record AxisValue(String text, SortedMap<String, String> settings, OptionalLong amount) {
    public AxisValue {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    /** The value with its settings, as tables show it and keys are made of. */
    public String label() {
        return settings.isEmpty()
                ? text
                : settings.entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue())
                        .collect(Collectors.joining(", ", text + " {", "}"));
    }

    @Override
    public String toString() {
        return label();
    }
}
