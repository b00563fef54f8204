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
 * <p>Where a run is cut into batches, each is measured like a run: what adds up counts from its beginning, and what is a level
 * is as it is at its end.
 *
 * @param measures what is measured
 * @param warmUp from when totals count, 0 for the whole run
 * @param batches into how many equal parts what follows the warm-up is cut, 1 for none; what is left of the division is added
 *     to the warm-up
 */
public record Measuring(List<MeasureDefinition> measures, Duration warmUp, int batches) {
    /** Metrics alone. */
    public static final Measuring NOTHING = new Measuring(List.of(), Duration.ZERO, 1);

    public Measuring {
        if (batches < 1) {
            throw new IllegalArgumentException(batches + " batches");
        }
        measures = List.copyOf(measures);
    }
}
