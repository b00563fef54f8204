/**
 * Guest memory, and the strategies by which the stolen-time structures get into it.
 *
 * <p>Three answers were argued over when stolen time came to arm64 (kvmarm, August 2019): the host kernel allocates the
 * memory, the VMM does, or the guest donates it. A strategy says where the structure of each vCPU lives, what one update
 * costs and from what parts, what has to be saved, and what happens to it at reset, kexec and hotplug. It does not know
 * the layout of the structure: that is the hypervisor's ABI.
 */
@Export
@Version("0.1.0")
package org.foliot.api.memory;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
