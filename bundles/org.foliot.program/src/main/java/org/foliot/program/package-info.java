/** The compiled scenario: immutable records without a trace of the text they came from. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.foliot.program;
