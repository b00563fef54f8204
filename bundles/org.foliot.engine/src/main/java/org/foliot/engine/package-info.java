/** Event queue, named random streams, partitions and the trajectory fingerprint. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.foliot.engine;
