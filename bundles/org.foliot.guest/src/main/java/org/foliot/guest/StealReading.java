package org.foliot.guest;

/**
 * Counter and stolen time as guest software read them one after the other.
 *
 * @param clock sched_clock in nanoseconds, read first
 * @param stolen stolen nanoseconds, read second
 */
public record StealReading(long clock, long stolen) {
    /**
     * What a task is charged between two readings in nanoseconds, <i>elapsed − stolen</i> (S. Price, 2019-08-07). Wrong by
     * the length of any wait that struck between the reads of either.
     */
    public long chargeSince(StealReading earlier) {
        return clock - earlier.clock - (stolen - earlier.stolen);
    }
}
