package org.foliot.machine;

/** When one vCPU touches pages that have not arrived yet after a post-copy migration. */
final class PageFaults {
    private static final long NEVER = Long.MAX_VALUE;

    /** Null when everything is there. */
    private MissingPages missing;

    private long arrived;
    /** How long after that everything is there. */
    private long following;
    /** Executing left until the next fault, as of the last entry. */
    private long left = NEVER;

    private long at = NEVER;
    private long count;

    /** The vCPU begins on a host with its memory still elsewhere. */
    void arrive(MissingPages pages, long now) {
        missing = pages;
        arrived = now;
        following = pages.following().picoseconds();
        left = pages.untilFault(0);
    }

    /** The VM has gone elsewhere, by other means. */
    void forget() {
        missing = null;
        left = NEVER;
        at = NEVER;
    }

    /** The guest begins to execute. */
    void entered(long now) {
        if (missing != null && left != NEVER) {
            at = now + left;
            if (at - arrived >= following) {
                // By then everything will be there.
                forget();
            }
        }
    }

    /** The guest stops executing. */
    void left(long now) {
        if (at != NEVER) {
            left = Math.max(0, at - now);
            at = NEVER;
        }
    }

    /** When the vCPU touches a missing page if it goes on executing; {@link Long#MAX_VALUE} for never. */
    long at() {
        return at;
    }

    /** Faults that were taken. */
    long count() {
        return count;
    }

    /** It has touched one now; returns when that will be there. */
    long take(long now) {
        count++;
        long there = now + missing.latency().picoseconds();
        left = missing.untilFault(there - arrived);
        return there;
    }
}
