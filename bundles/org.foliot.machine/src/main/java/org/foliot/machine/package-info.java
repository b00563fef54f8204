/** Hosts: physical CPUs, host threads, groups and quotas, run delay, virtual machines and their memory maps. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.foliot.machine;
