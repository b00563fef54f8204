/**
 * A jar put to the test as Foliot would load it: in an Apache Felix of its own, with Declarative Services, beside nothing or
 * beside other bundles.
 *
 * <p>The framework runs in this process and is thrown away afterwards. The interfaces that extensions implement come from the
 * class path of the test kit, with the versions that are exported there, so that a bundle which was built against others is not
 * wired here either.
 */
@Export
@Version("0.1.0")
package org.foliot.testkit.bundle;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
