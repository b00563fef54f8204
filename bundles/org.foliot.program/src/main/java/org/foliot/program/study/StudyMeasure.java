package org.foliot.program.study;

import org.foliot.api.observation.Metric;

/**
 * Something that is measured in every run of a study.
 *
 * @param name as tables show it
 * @param unit what its number counts
 */
public record StudyMeasure(String name, Metric.Unit unit) {}
