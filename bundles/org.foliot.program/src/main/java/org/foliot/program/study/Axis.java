package org.foliot.program.study;

/**
 * Something that varies.
 *
 * @param name a parameter, or owner and property as in {@code web.vcpus}
 * @param isParameter which of the two
 * @param kind what its values are
 */
public record Axis(String name, boolean isParameter, AxisKind kind) {}
