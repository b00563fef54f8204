package org.foliot.machine;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.foliot.api.observation.Subject;

/** Numbers everything that can be observed, in the order in which it was made, and knows its path. */
public final class Subjects {
    private final List<Subject> kinds = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();
    private final Map<Subject, Map<String, Integer>> numbers = new EnumMap<>(Subject.class);

    /**
     * Adds a thing.
     *
     * @param kind what it is
     * @param path as a scenario writes it: {@code src}, {@code src.cpu[0]}, {@code src.hog}, {@code web.vcpu[1]}
     * @return its number, from 0 without gaps
     * @throws IllegalArgumentException when there is one of this kind and path
     */
    public int add(Subject kind, String path) {
        int number = paths.size();
        Map<String, Integer> ofKind = numbers.computeIfAbsent(kind, k -> new HashMap<>());
        if (ofKind.putIfAbsent(path, number) != null) {
            throw new IllegalArgumentException("there are two of kind " + kind.title() + " called " + path);
        }
        kinds.add(kind);
        paths.add(path);
        return number;
    }

    /** How many there are. */
    public int count() {
        return paths.size();
    }

    /** What a number stands for. */
    public Subject kind(int number) {
        return kinds.get(number);
    }

    /** The path of a number. */
    public String path(int number) {
        return paths.get(number);
    }

    /** The number of a thing, if there is one. */
    public OptionalInt find(Subject kind, String path) {
        Integer number = numbers.getOrDefault(kind, Map.of()).get(path);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
