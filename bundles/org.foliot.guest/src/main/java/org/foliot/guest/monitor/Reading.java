package org.foliot.guest.monitor;

/**
 * A line of {@code /proc/stat} as a program reads it, and when.
 *
 * @param columns user, nice, system, idle, iowait, irq, softirq, steal in 1/100 s, unsigned; the program must not change it
 * @param cpus how many CPUs the line is about
 * @param nanos CLOCK_MONOTONIC in nanoseconds
 * @param instant true time in picoseconds
 */
public record Reading(long[] columns, int cpus, long nanos, long instant) {}
