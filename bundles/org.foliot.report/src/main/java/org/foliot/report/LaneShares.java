package org.foliot.report;

import java.util.List;
import java.util.function.ToIntFunction;

/** How a lane's time is divided among a few classes of states, column by column of a picture. */
final class LaneShares {
    private final double[] shares;
    private final int classes;

    private LaneShares(double[] shares, int classes) {
        this.shares = shares;
        this.classes = classes;
    }

    /**
     * Divides a lane; each of its states is looked at once.
     *
     * @param classOf the class of a state, from 0; below 0 for none
     * @param end where the last column ends, in picoseconds; the first begins at 0
     */
    static LaneShares of(Lane lane, ToIntFunction<String> classOf, int classes, long end, int columns) {
        List<String> states = lane.states();
        int[] classOfPlace = states.stream().mapToInt(classOf).toArray();
        double[] shares = new double[columns * classes];
        double width = (double) end / columns;
        long start = lane.start();
        for (int i = 0; i < lane.count(); i++) {
            long until = Math.min(end, start + lane.length(i));
            int kind = classOfPlace[lane.place(i)];
            if (kind >= 0 && until > start) {
                add(shares, classes, kind, start / width, until / width, columns);
            }
            start += lane.length(i);
        }
        return new LaneShares(shares, classes);
    }

    private static void add(double[] shares, int classes, int kind, double from, double to, int columns) {
        int first = Math.min(columns - 1, (int) from);
        int last = Math.min(columns - 1, (int) to);
        if (first == last) {
            shares[first * classes + kind] += to - from;
            return;
        }
        shares[first * classes + kind] += first + 1 - from;
        for (int column = first + 1; column < last; column++) {
            shares[column * classes + kind] = 1;
        }
        shares[last * classes + kind] += to - last;
    }

    /** The part of a column that a class has, from 0 to 1. */
    double at(int column, int kind) {
        return shares[column * classes + kind];
    }

    /** The class that has a whole column, -1 if several share it. */
    int whole(int column) {
        for (int kind = 0; kind < classes; kind++) {
            if (at(column, kind) > 0.998) {
                return kind;
            }
        }
        return -1;
    }
}
