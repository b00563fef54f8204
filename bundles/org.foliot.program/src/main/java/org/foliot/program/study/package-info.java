/**
 * A compiled study: which points of a scenario are run, how often, what is measured, and what is asked of the measures.
 *
 * <p>A {@link org.foliot.program.study.Study} is to many runs what a {@link org.foliot.program.Program} is to one: immutable
 * values without a trace of the language. Its {@linkplain org.foliot.program.study.Grid points} are the combinations of the
 * values that vary, as far as its conditions let them; a point names its values as texts, by which whoever has the scenario
 * compiles the program of that point.
 */
@Export
@Version("0.1.0")
package org.foliot.program.study;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
