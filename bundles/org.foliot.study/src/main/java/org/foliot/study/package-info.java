/**
 * Many runs of one scenario.
 *
 * <p>A {@link org.foliot.study.StudyPlan} compiles every point of a study once and gives each run a key, a digest of
 * everything that determines it. A {@link org.foliot.study.Campaign} makes the runs that its store does not have yet, by a
 * {@link org.foliot.study.RunExecutor}: threads of this process, or machines elsewhere. Whether a point has been run often
 * enough is decided by the results of its replications in their order, never by which came first. So what comes out depends
 * on the study and the seed alone: not on the number of threads, on how often the work was interrupted, or on what other
 * studies had left in the store.
 */
@Export
@Version("0.1.0")
package org.foliot.study;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
