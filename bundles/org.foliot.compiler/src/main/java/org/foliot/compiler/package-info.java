/**
 * From a scenario to a program: the door by which everybody who runs something enters.
 *
 * <p>{@link org.foliot.compiler.Compiler} takes what the language understood of a file, sets its parameters, and translates it
 * into the immutable values of {@code org.foliot.program}. Whatever is wrong comes back as located diagnostics; a program is
 * only made of a scenario without errors.
 */
@Export
@Version("0.1.0")
package org.foliot.compiler;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
