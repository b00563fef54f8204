/**
 * The results of runs, of a thousand or of a million, in one file that people can query.
 *
 * <h2>What is kept</h2>
 *
 * A <em>run</em> is known by its {@linkplain org.foliot.store.RunKey key}, a digest of everything that determines it: two runs
 * of one key are the same run, so one that is in the store need never be repeated, whichever study asks for it. A run has
 * {@linkplain org.foliot.store.Measurement measurements} by name. A <em>study</em> is a plan: points, each with its coordinates
 * on the study's axes, and replications of each point. The plan may be replaced at any time; runs are only ever added.
 *
 * <h2>The file</h2>
 *
 * An SQLite database (application id {@code 0x466F6C69}, {@code user_version} = version of the schema), open to any tool that
 * reads one, also while a study writes it:
 *
 * <pre>
 * run          id, key (32 bytes), seed, antithetic (0, 1), outcome, fingerprint, error, end_ps, checksum
 * measure      id, name, unit
 * measurement  run, measure, value
 * study        id, name, scenario, checksum
 * axis, study_measure   study, position, name
 * coordinate   study, point, axis, value (text)
 * planned      study, position, point, replication, key
 *
 * all_runs            a view: a row per planned run, with study, coordinates (JSON) and what came out, null before it is made
 * all_measurements    a view: a row per measurement of a planned run
 * runs_of_NAME        a view per study: a row per planned run, with a column per axis and per measure
 * </pre>
 *
 * <h2>What can go wrong</h2>
 *
 * A batch of runs is one transaction, in the write-ahead log and on the disk when {@code add} returns: a process that is
 * killed, or a machine that loses power, loses no run of a batch that was added and keeps none of one that was not. One
 * process writes at a time, which a lock beside the file ensures that the system releases when the process ends, however it
 * ends. Every run and every plan has a checksum, so what a disk has changed is told and not taken for a result. A damaged
 * store is refused; {@link org.foliot.store.StoreFile#salvage} makes a new one of what can still be read, and keeps the old.
 */
@Export
@Version("0.1.0")
package org.foliot.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
