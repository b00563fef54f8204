/**
 * The facts of a host that extensions depend on: its kernel, its tick, its processors and their identity, and its counter.
 *
 * <p>Everything here is immutable and may be used from any thread.
 */
@Export
@Version("1.0.0")
package org.foliot.api.host;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
