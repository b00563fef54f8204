/** One run: expectations, metrics, result and manifest. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.foliot.run;
