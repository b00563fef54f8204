/** Checks as dynamic tests of JUnit 5, for whoever has JUnit; nothing else in the test kit needs it. */
@Export
@Version("0.1.0")
package org.foliot.testkit.junit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
