package org.foliot.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects segments as lanes, no more than a page can hold.
 *
 * <p>Where there are more, states within a stretch of time – the {@linkplain #grain grain} – are put together: how long each state
 * lasted in it stays exact, in which order they came does not. The grain grows until there is room.
 */
final class LaneRecorder {
    /** As many segments as a page shows without delay. */
    static final int MOST = 2_000_000;

    /** At a microsecond almost everything is still in order. */
    private static final long LEAST_GRAIN = 1_000_000;

    private static final long SEVERAL = 6;
    private static final int STATES = Short.MAX_VALUE;

    /** One lane while it grows. */
    private final class Growing {
        private final String subject;
        private final long start;
        private final Map<String, Short> names = new HashMap<>();
        private final List<String> states = new ArrayList<>();
        private long[] lengths = new long[16];
        private short[] places = new short[16];
        private int count;
        private long end;
        /** The present stretch of time, counted in grains, and where it began in the arrays. */
        private long stretch = -1;

        private int first;

        Growing(String subject, long start) {
            this.subject = subject;
            this.start = start;
            this.end = start;
        }

        private short place(String state) {
            Short known = names.get(state);
            if (known == null) {
                known = (short) Math.min(states.size(), STATES - 1);
                if (states.size() < STATES) {
                    states.add(state);
                }
                names.put(state, known);
            }
            return known;
        }

        void add(String state, long until) {
            short place = place(state);
            if (grain == 0) {
                append(place, until - end);
            } else {
                long border = Math.min(until, (end / grain + 1) * grain);
                long last = Math.max(border, (until - 1) / grain * grain);
                // A state that goes on over many stretches is one segment between what it shares with others.
                put(place, end, border);
                put(place, border, last);
                put(place, last, until);
            }
            end = until;
        }

        /** Puts in a piece of a state that begins in a stretch; what is of the same state there becomes longer. */
        private void put(short place, long from, long until) {
            if (from == until) {
                return;
            }
            if (from / grain != stretch) {
                stretch = from / grain;
                first = count;
            }
            for (int i = first; i < count; i++) {
                if (places[i] == place) {
                    lengths[i] += until - from;
                    return;
                }
            }
            append(place, until - from);
        }

        private void append(short place, long length) {
            if (count > 0 && count == first && places[count - 1] == place) {
                lengths[count - 1] += length;
                return;
            }
            if (count == lengths.length) {
                lengths = Arrays.copyOf(lengths, 2 * count);
                places = Arrays.copyOf(places, 2 * count);
            }
            lengths[count] = length;
            places[count] = place;
            count++;
            total++;
        }

        /** Puts everything in anew, with the present grain. */
        void repack() {
            long[] oldLengths = lengths;
            short[] oldPlaces = places;
            int old = count;
            lengths = new long[Math.max(16, old / 2)];
            places = new short[lengths.length];
            count = 0;
            first = 0;
            stretch = -1;
            total -= old;
            long instant = start;
            end = start;
            for (int i = 0; i < old; i++) {
                instant += oldLengths[i];
                add(states.get(oldPlaces[i]), instant);
            }
        }

        Lane lane() {
            return new Lane(subject, start, states, Arrays.copyOf(lengths, count), Arrays.copyOf(places, count));
        }
    }

    private final Map<String, Growing> lanes = new TreeMap<>(Paths.ORDER);
    private final int most;
    private long grain;
    private int total;

    LaneRecorder() {
        this(MOST);
    }

    LaneRecorder(int most) {
        this.most = most;
    }

    /** Takes a segment; those of one subject come in order. */
    void add(String subject, long start, long end, String state) {
        Growing lane = lanes.computeIfAbsent(subject, s -> new Growing(s, start));
        if (start > lane.end) {
            lane.add(Lane.UNKNOWN, start);
        }
        if (end > lane.end) {
            lane.add(state, end);
        }
        while (total > most) {
            coarsen();
        }
    }

    /** Makes the grain at least twice as long, and so long that several segments of usual length are in one stretch. */
    private void coarsen() {
        long time = 0;
        for (Growing lane : lanes.values()) {
            time += lane.end - lane.start;
        }
        long usual = time / total;
        do {
            grain = Math.max(LEAST_GRAIN, 2 * grain);
        } while (grain < SEVERAL * usual);
        lanes.values().forEach(Growing::repack);
    }

    /** Within how many picoseconds the order of states is not kept; 0 if it is kept everywhere. */
    long grain() {
        return grain;
    }

    /** The lanes by path. */
    List<Lane> lanes() {
        return lanes.values().stream().map(Growing::lane).toList();
    }
}
