package org.foliot.run.formula;

import org.foliot.api.observation.Metric;
import org.foliot.program.SubjectRef;

/** Finds the reader of a metric once, before a run. */
@FunctionalInterface
public interface MetricSource {
    /**
     * The reader of a metric.
     *
     * @throws IllegalArgumentException when there is no such subject, or it has no such metric
     */
    MetricReader reader(SubjectRef subject, Metric metric);
}
