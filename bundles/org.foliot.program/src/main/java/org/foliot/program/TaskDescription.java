package org.foliot.program;

import org.foliot.api.workload.Behaviour;

/**
 * One host task.
 *
 * @param name its name on the host, with its index where it is one of several: {@code hog[2]}
 * @param traits how it is scheduled
 * @param behaviour what it does
 * @param started whether it runs from the beginning, or waits for a start event
 */
public record TaskDescription(String name, ThreadTraits traits, Behaviour behaviour, boolean started) {}
