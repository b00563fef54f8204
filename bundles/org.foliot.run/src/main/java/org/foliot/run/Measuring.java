package org.foliot.run;

import java.util.List;
import org.foliot.program.MeasureDefinition;
import org.foliot.time.Duration;

/**
 * What is measured in a run, and from when.
 *
 * <p>A measure is computed at the end. In it, what adds up over a run (totals and {@code elapsed}) counts from the end of the
 * warm-up; what is a level is as it is at the end.
 *
 * @param measures what is measured
 * @param warmUp from when totals count, 0 for the whole run
 */
public record Measuring(List<MeasureDefinition> measures, Duration warmUp) {
    /** Metrics alone. */
    public static final Measuring NOTHING = new Measuring(List.of(), Duration.ZERO);

    public Measuring {
        measures = List.copyOf(measures);
    }
}
