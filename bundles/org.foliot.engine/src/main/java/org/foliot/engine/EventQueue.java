package org.foliot.engine;

import java.util.Arrays;

/**
 * Knows for each of many sources when its next event is due, and which of all of them is first.
 *
 * <h2>Order</h2>
 *
 * Events are ordered by time, then by kind, then by source; the order in which they were scheduled never matters. A
 * source has at most one event, so the order is total.
 *
 * <h2>How it works</h2>
 *
 * A tournament over primitive arrays. The leaves hold the events of the sources; every inner entry repeats the first
 * event among its children, so that the root is the first of all. An event is two numbers: its time, and its rank,
 * which is its kind in the upper and its source in the lower bits, so that comparing ranks settles ties. A change
 * replays the games from one leaf upwards, to the root unless the lowest ends as before: looking further up whether one
 * does costs more than playing on.
 *
 * <p>The lowest games are among four, because there the arrays are large and every row is a cache miss; the others
 * are among two, because there the arithmetic counts. Differences are turned into masks instead of branches: the
 * outcome of a game is anyone's guess, and a wrong guess of the processor costs more than the game.
 *
 * <p>Nothing is allocated but when sources are added: then the arrays double.
 */
public final class EventQueue {
    /** The time of a source that has no event. */
    public static final long NEVER = Long.MAX_VALUE;

    /** The largest kind of event. */
    public static final int MAX_KIND = 127;

    /** How many sources there can be. */
    public static final int MAX_SOURCES = 1 << 24;

    private static final int SOURCE_BITS = 24;
    private static final int SOURCE_MASK = MAX_SOURCES - 1;
    private static final int ROOT = 1;
    private static final int LEAVES_PER_GROUP = 4;

    /**
     * Both arrays hold, in this order: an unused entry; the binary games in heap order, root at 1, children of i at 2i
     * and 2i + 1, the lowest of them the groups at {@code groups} to 2·{@code groups} − 1; and the leaves, four to a
     * group.
     */
    private long[] time;

    private int[] rank;
    private int groups;
    private int sources;

    /** Creates a queue without sources. */
    public EventQueue() {
        allocate(2);
    }

    private void allocate(int newGroups) {
        groups = newGroups;
        time = new long[leaf(LEAVES_PER_GROUP * newGroups)];
        rank = new int[time.length];
        Arrays.fill(time, NEVER);
        for (int source = 0; source < LEAVES_PER_GROUP * newGroups; source++) {
            rank[leaf(source)] = source;
        }
    }

    private int leaf(int source) {
        return 2 * groups + source;
    }

    private int group(int source) {
        return groups + (source >>> 2);
    }

    /**
     * Adds a source without an event.
     *
     * @return its index; indices count from zero
     * @throws IllegalStateException if there are {@link #MAX_SOURCES} already
     */
    public int addSource() {
        if (sources == MAX_SOURCES) {
            throw new IllegalStateException("more than " + MAX_SOURCES + " event sources");
        }
        if (sources == LEAVES_PER_GROUP * groups) {
            grow();
        }
        return sources++;
    }

    private void grow() {
        long[] oldTime = time;
        int[] oldRank = rank;
        int oldLeaves = leaf(0);
        allocate(2 * groups);
        System.arraycopy(oldTime, oldLeaves, time, leaf(0), sources);
        System.arraycopy(oldRank, oldLeaves, rank, leaf(0), sources);
        for (int group = groups; group < 2 * groups; group++) {
            int first = leaf(LEAVES_PER_GROUP * (group - groups));
            promote(first(first(first, first + 1), first(first + 2, first + 3)), group);
        }
        for (int game = groups - 1; game >= ROOT; game--) {
            promote(first(2 * game, 2 * game + 1), game);
        }
    }

    private int first(int a, int b) {
        boolean aIsFirst = time[a] != time[b] ? time[a] < time[b] : rank[a] < rank[b];
        return aIsFirst ? a : b;
    }

    private void promote(int winner, int game) {
        time[game] = time[winner];
        rank[game] = rank[winner];
    }

    /** How many sources there are. */
    public int sources() {
        return sources;
    }

    /** Whether no source has an event. */
    public boolean isEmpty() {
        return time[ROOT] == NEVER;
    }

    /** The time of the first event, or {@link #NEVER}. */
    public long nextTime() {
        return time[ROOT];
    }

    /** The source of the first event; any source if there is no event. */
    public int nextSource() {
        return rank[ROOT] & SOURCE_MASK;
    }

    /** The kind of the first event; zero if there is no event. */
    public int nextKind() {
        return rank[ROOT] >>> SOURCE_BITS;
    }

    /**
     * The time of a source's event, or {@link #NEVER}.
     *
     * @throws IndexOutOfBoundsException if there is no such source
     */
    public long time(int source) {
        return time[leaf(checked(source))];
    }

    /**
     * The kind of a source's event; zero if it has none.
     *
     * @throws IndexOutOfBoundsException if there is no such source
     */
    public int kind(int source) {
        return rank[leaf(checked(source))] >>> SOURCE_BITS;
    }

    /**
     * Gives a source an event, in place of the one it has, if any.
     *
     * @param source which one
     * @param newTime zero or more, and less than {@link #NEVER}
     * @param kind 0 to {@link #MAX_KIND}; at equal times lower kinds come first
     * @throws IndexOutOfBoundsException if there is no such source
     * @throws IllegalArgumentException if time or kind is out of range
     */
    public void schedule(int source, long newTime, int kind) {
        if (newTime < 0 || newTime == NEVER) {
            throw new IllegalArgumentException("an event cannot be due at " + newTime + " ps");
        }
        if (kind < 0 || kind > MAX_KIND) {
            throw new IllegalArgumentException("an event kind of " + kind + " is not 0 to " + MAX_KIND);
        }
        put(checked(source), newTime, kind << SOURCE_BITS | source);
    }

    /**
     * Takes a source's event away, if it has one.
     *
     * @throws IndexOutOfBoundsException if there is no such source
     */
    public void cancel(int source) {
        put(checked(source), NEVER, source);
    }

    private int checked(int source) {
        if (source < 0 || source >= sources) {
            throw new IndexOutOfBoundsException("there is no event source " + source + " among " + sources);
        }
        return source;
    }

    /** Changes a leaf and replays the games above it. */
    private void put(int source, long newTime, int newRank) {
        long[] times = time;
        int[] ranks = rank;
        int i = leaf(source);
        long t = newTime;
        int r = newRank;
        times[i] = t;
        ranks[i] = r;
        long otherTime = times[i ^ 2];
        int otherRank = ranks[i ^ 2];
        long rivalTime = times[i ^ 3];
        int rivalRank = ranks[i ^ 3];
        // Times are never negative, so their differences do not overflow.
        long difference = rivalTime - otherTime;
        if (difference == 0) {
            otherRank = Math.min(otherRank, rivalRank);
        } else {
            long less = difference >> 63;
            otherTime += difference & less;
            otherRank ^= (otherRank ^ rivalRank) & (int) less;
        }
        rivalTime = times[i ^ 1];
        rivalRank = ranks[i ^ 1];
        difference = rivalTime - t;
        if (difference == 0) {
            r = Math.min(r, rivalRank);
        } else {
            long less = difference >> 63;
            t += difference & less;
            r ^= (r ^ rivalRank) & (int) less;
        }
        difference = otherTime - t;
        if (difference == 0) {
            r = Math.min(r, otherRank);
        } else {
            long less = difference >> 63;
            t += difference & less;
            r ^= (r ^ otherRank) & (int) less;
        }
        i = group(source);
        if (times[i] != t || ranks[i] != r) {
            replay(i, t, r);
        }
    }

    /** Replays the games above a group whose first event has changed, to the root. */
    private void replay(int group, long newTime, int newRank) {
        long[] times = time;
        int[] ranks = rank;
        int i = group;
        long t = newTime;
        int r = newRank;
        times[i] = t;
        ranks[i] = r;
        while (i > ROOT) {
            int rivalRank = ranks[i ^ 1];
            long difference = times[i ^ 1] - t;
            if (difference == 0) {
                r = Math.min(r, rivalRank);
            } else {
                long less = difference >> 63;
                t += difference & less;
                r ^= (r ^ rivalRank) & (int) less;
            }
            i >>>= 1;
            times[i] = t;
            ranks[i] = r;
        }
    }
}
