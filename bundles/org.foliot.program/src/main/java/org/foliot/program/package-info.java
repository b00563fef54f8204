/**
 * A compiled scenario: what to simulate and what is expected of it, as immutable values without a trace of the language.
 *
 * <p>A {@link org.foliot.program.Program} is what the compiler makes and a run executes. It names extensions by id and
 * keeps their settings as texts, so it can be written down, compared, sent elsewhere and run there by whatever bundles are
 * installed. Every part that can fail at run time carries its {@link org.foliot.program.Source}.
 */
@Export
@Version("0.1.0")
package org.foliot.program;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
