/**
 * One run of a compiled scenario.
 *
 * <p>{@link org.foliot.run.Runner} takes a {@link org.foliot.program.Program}, a seed and a {@link
 * org.foliot.api.extension.Catalog}, builds hosts and guests from the extensions that the program names, plays the
 * timeline, judges the expectations and returns a {@link org.foliot.run.RunResult}. While it runs it tells a {@link
 * org.foliot.run.RunSink} what happens, so that nothing long has to be held in memory.
 *
 * <p>A result depends on the program, the seed and the bundles, and on nothing else: not on the machine, the number of
 * threads or the JDK.
 */
@Export
@Version("0.1.0")
package org.foliot.run;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
