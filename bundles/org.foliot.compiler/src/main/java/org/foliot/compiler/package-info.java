/** From a scenario to a program; every refusal is a located diagnostic. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.foliot.compiler;
