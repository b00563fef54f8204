/** The contract tests that an extension author runs against a bundle. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.foliot.testkit;
