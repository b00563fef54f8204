package org.foliot.run;

import org.foliot.api.observation.Metric;
import org.foliot.program.SubjectRef;

/**
 * The value of a metric at some instant.
 *
 * @param subject whose metric it is
 * @param metric which one
 * @param value its value, in its unit
 */
public record MetricValue(SubjectRef subject, Metric metric, long value) {
    /** The value with its unit. */
    public Measure measure() {
        return new Measure(value, Measure.Kind.of(metric.unit()));
    }
}
