/**
 * Runs as traces for the tools that people already have.
 *
 * <table>
 * <caption>Formats</caption>
 * <tr><td>{@link org.foliot.trace.TraceFormat#PERFETTO}</td><td>the protobuf trace of ui.perfetto.dev: lanes, counters,
 *     arrows</td></tr>
 * <tr><td>{@link org.foliot.trace.TraceFormat#CHROME}</td><td>the same as Trace Event Format, the JSON that many viewers
 *     read</td></tr>
 * <tr><td>{@link org.foliot.trace.TraceFormat#CTF}</td><td>Common Trace Format 1.8, one trace per host and guest, with
 *     sched_switch as LTTng writes it, for Trace Compass and babeltrace</td></tr>
 * <tr><td>{@link org.foliot.trace.TraceFormat#PROCSTAT}</td><td>what /proc/stat shows at each sample, for scripts that read
 *     /proc/stat</td></tr>
 * </table>
 *
 * <p>A trace is written while the run goes on and never held in memory; it appears with its run's directory, whole or not at
 * all. The same run gives the same bytes. The formats count nanoseconds: instants are rounded down, which keeps their order.
 */
@Export
@Version("0.1.0")
package org.foliot.trace;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
