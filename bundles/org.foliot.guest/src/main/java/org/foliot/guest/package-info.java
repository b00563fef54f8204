/** The guest: boot stages, the probe of PV time, accounting, processes and their views of the clock. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.foliot.guest;
