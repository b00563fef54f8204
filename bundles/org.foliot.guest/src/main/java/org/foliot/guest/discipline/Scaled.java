package org.foliot.guest.discipline;

import org.foliot.time.counter.Unsigned128;

/** Rates in nanoseconds per second in units of 2⁻³², as adjtimex has them. */
final class Scaled {
    private static final long SECOND = 1_000_000_000L;

    /** The largest rate that a kernel takes. */
    static final long LARGEST = AdjustableClock.LARGEST_FREQUENCY << AdjustableClock.SCALE_SHIFT;

    private Scaled() {}

    /** So many nanoseconds in so many, at most what a kernel takes; rounded towards 0. */
    static long rate(long nanos, long passed) {
        long size = Math.abs(nanos);
        if (size > passed / (SECOND / AdjustableClock.LARGEST_FREQUENCY)) {
            return nanos < 0 ? -LARGEST : LARGEST;
        }
        return signed(Unsigned128.multiplyDivide(size, SECOND << AdjustableClock.SCALE_SHIFT, passed), nanos);
    }

    /** A part of so many nanoseconds, gained in every second; rounded towards 0. */
    static long part(long nanos, long partsPerBillion) {
        return signed(
                Unsigned128.multiplyDivide(Math.abs(nanos), partsPerBillion << AdjustableClock.SCALE_SHIFT, SECOND),
                nanos);
    }

    static long limited(long scaled) {
        return Math.max(-LARGEST, Math.min(scaled, LARGEST));
    }

    private static long signed(long size, long sign) {
        return sign < 0 ? -size : size;
    }
}
