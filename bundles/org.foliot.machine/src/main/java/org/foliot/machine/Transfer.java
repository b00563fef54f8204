package org.foliot.machine;

import java.util.Objects;
import java.util.Optional;
import org.foliot.time.ByteSize;
import org.foliot.time.Duration;
import org.foliot.time.counter.Unsigned128;

/**
 * How the memory of a VM gets to another host.
 *
 * @param copying how long it is copied while the VM runs; zero if the VM is stopped at once
 * @param converges whether so little is left after that that the VM can be stopped for it; if not, the migration is given up
 * @param downtime how long the VM is stopped
 * @param missing what is still at the source when the VM runs at the destination; empty if nothing is
 */
public record Transfer(Duration copying, boolean converges, Duration downtime, Optional<MissingPages> missing) {
    public Transfer {
        Objects.requireNonNull(copying, "copying");
        Objects.requireNonNull(downtime, "downtime");
        Objects.requireNonNull(missing, "missing");
    }

    /** Longer than any run, about 53 days: what would take longer takes so long. */
    static final long LONGEST = Long.MAX_VALUE / 2;

    /** The VM is stopped for a time that is given, in which everything is copied. */
    public static Transfer stopped(Duration downtime) {
        return new Transfer(Duration.ZERO, true, downtime, Optional.empty());
    }

    /** Memory is copied in rounds while the VM runs. */
    public static Transfer of(PreCopy rounds) {
        PreCopy.Course course = rounds.course();
        return new Transfer(course.copying(), course.converges(), course.downtime(), Optional.empty());
    }

    /**
     * The VM is stopped for its processors' state only, and its memory follows.
     *
     * @param downtime how long it is stopped
     */
    public static Transfer postCopy(Duration downtime, MissingPages missing) {
        return new Transfer(Duration.ZERO, true, downtime, Optional.of(missing));
    }

    /**
     * How long bytes take.
     *
     * @param perSecond more than 0
     */
    static Duration time(ByteSize bytes, ByteSize perSecond) {
        return new Duration(quotient(bytes.bytes(), Duration.PS_PER_SECOND, perSecond.bytes()));
    }

    /** Rounded up, so that whatever there is takes some time, and at most {@link #LONGEST}. */
    static long quotient(long a, long b, long divisor) {
        long high = Math.multiplyHigh(a, b);
        if (high >= divisor) {
            return LONGEST;
        }
        long low = a * b;
        long floor = Unsigned128.divide(high, low, divisor);
        boolean exact = floor * divisor == low;
        return floor < 0 || floor >= LONGEST ? LONGEST : floor + (exact ? 0 : 1);
    }

    Refusal doesNotConverge(String guest) {
        return new Refusal(
                Refusal.NOT_CONVERGING,
                "guest " + guest + " dirties its memory as fast as it is copied; the migration was given up after "
                        + copying + ", and it goes on where it was");
    }
}
