/**
 * The project that a new extension starts as: a Maven build of its own that carries the libraries of Foliot that it needs.
 *
 * <p>The templates are files beside this package, one tree for what all kinds have in common and one for each kind; a name
 * between two {@code @} stands for what differs from project to project.
 */
@Export
@Version("0.1.0")
package org.foliot.archetype;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
