/**
 * What can be seen of a run: observations, which happen at an instant, and metrics, which have a value at every instant.
 *
 * <p>Everything here is immutable and may be used from any thread.
 */
@Export
@Version("1.0.0")
package org.foliot.api.observation;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
