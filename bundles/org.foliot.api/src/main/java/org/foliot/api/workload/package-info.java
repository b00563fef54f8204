/**
 * What threads and processes do with the processor time they get, the same for host tasks and guest processes.
 *
 * <p>Everything here is immutable and may be used from any thread.
 */
@Export
@Version("1.0.0")
package org.foliot.api.workload;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
