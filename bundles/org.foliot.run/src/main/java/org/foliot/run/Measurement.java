package org.foliot.run;

/**
 * What a measure came to in a run.
 *
 * @param name the measure
 * @param measure its value
 */
public record Measurement(String name, Measure measure) {}
