package org.foliot.program;

import org.foliot.api.observation.Metric;

/**
 * Something to be measured in a run.
 *
 * @param name its name
 * @param unit what its number counts
 * @param value how it is computed; totals count from the end of the warm-up
 */
public record MeasureDefinition(String name, Metric.Unit unit, Expression value) {}
