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
 * @param label as tables and charts show it: no longer than it takes to tell it from the other values of its axis
 */
public record AxisValue(String text, SortedMap<String, String> settings, OptionalLong amount, String label) {
    public AxisValue {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    /** A number. */
    public static AxisValue number(String text, long amount) {
        return new AxisValue(text, new TreeMap<>(), OptionalLong.of(amount), text);
    }

    /** The value with all its settings, as a scenario writes it. */
    public String written() {
        return written(text, settings);
    }

    /** A word with settings, as a scenario writes it: {@code kvm { counter_traps all }}. */
    public static String written(String text, SortedMap<String, String> settings) {
        return settings.isEmpty()
                ? text
                : settings.entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue())
                        .collect(Collectors.joining(" ", text + " { ", " }"));
    }

    @Override
    public String toString() {
        return label;
    }
}
