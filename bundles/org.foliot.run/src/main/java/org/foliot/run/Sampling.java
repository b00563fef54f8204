package org.foliot.run;

import java.util.function.Predicate;
import org.foliot.time.Duration;

/**
 * When a sink gets the values of metrics, and of which.
 *
 * @param period distance of two samples, more than 0; the first is at the start of the run
 * @param wanted the metrics that are looked at
 */
public record Sampling(Duration period, Predicate<RunSink.Column> wanted) {
    public Sampling {
        if (period.picoseconds() <= 0) {
            throw new IllegalArgumentException("a sample every " + period);
        }
    }

    /** Every metric of everything. */
    public static Sampling ofAll(Duration period) {
        return new Sampling(period, column -> true);
    }
}
