/** What an extension author sees: hypervisors, memory strategies, host schedulers and their contracts. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.foliot.api;
