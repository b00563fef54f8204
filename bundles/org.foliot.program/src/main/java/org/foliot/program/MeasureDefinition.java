package org.foliot.program;

import org.foliot.api.observation.Metric;

/**
 * Something to be measured in a run.
 *
 * @param name its name
 * @param unit what its number counts
 * @param value how it is computed; totals count from the end of the warm-up
 */
public record MeasureDefinition(String name, Metric.Unit unit, Expression value) {
    /**
     * What the value of one batch is called where a run is cut into several.
     *
     * @param batch from 0
     */
    public static String ofBatch(String measure, int batch) {
        return measure + " #" + (batch + 1);
    }
}
