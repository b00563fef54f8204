package org.foliot.validation.report;

/**
 * Something that simulated machines were set to.
 *
 * @param owner what it is a setting of: {@code kernel}, {@code scheduler eevdf}
 * @param name its name, as a scenario writes it where it has one there
 * @param value its value, as a scenario writes it
 * @param source where the value comes from: the data file, a measurement on the recorded machine, or a kernel source
 */
public record Parameter(String owner, String name, String value, String source) {}
