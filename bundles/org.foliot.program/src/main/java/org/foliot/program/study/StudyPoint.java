package org.foliot.program.study;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One point of a study.
 *
 * @param number its place in the grid or design, from 0; points that conditions exclude keep theirs
 * @param coordinates one value per axis
 */
public record StudyPoint(long number, List<Coordinate> coordinates) {
    /** A value of an axis. */
    public record Coordinate(Axis axis, AxisValue value) {
        /** What a legend says: a word says itself what it is of, a number only with the name of its axis. */
        public String told() {
            return value.amount().isPresent() ? toString() : value.label();
        }

        @Override
        public String toString() {
            return axis.name() + " = " + value.label();
        }
    }

    public StudyPoint {
        coordinates = List.copyOf(coordinates);
    }

    /** The value of an axis by its number in the study. */
    public AxisValue value(int axis) {
        return coordinates.get(axis).value();
    }

    /** Every value as text, in the order of the axes. */
    public List<String> labels() {
        return coordinates.stream().map(c -> c.value().label()).toList();
    }

    /** As legends name it: {@code userspace, hogs = 4}. */
    public String told() {
        return coordinates.stream().map(Coordinate::told).collect(Collectors.joining(", "));
    }

    /** The coordinates without those of some axes: points that agree here differ in those alone. */
    public List<Coordinate> without(List<Integer> axes) {
        List<Coordinate> left = new ArrayList<>();
        for (int i = 0; i < coordinates.size(); i++) {
            if (!axes.contains(i)) {
                left.add(coordinates.get(i));
            }
        }
        return left;
    }

    /** As messages name it: {@code web.vcpus = 8, downtime = 10 ms}. */
    @Override
    public String toString() {
        return coordinates.isEmpty()
                ? "the scenario as it stands"
                : coordinates.stream().map(Coordinate::toString).collect(Collectors.joining(", "));
    }
}
