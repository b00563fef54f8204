/**
 * Guest memory, and the strategies by which the stolen-time structures get into it.
 *
 * <p>Three answers were argued over when stolen time came to arm64 (kvmarm, August 2019): the host kernel allocates the
 * memory, the VMM does, or the guest donates it. A strategy says where the structure of each vCPU lives, what one update
 * costs and from what parts, what has to be saved, and what happens to it at reset, kexec and hotplug. It does not know
 * the layout of the structure: that is the hypervisor's ABI.
 *
 * <p>All calls for one VM come from one thread; several runs may go on beside each other, and share the component but nothing that
 * it makes. Times are picoseconds, addresses and sizes bytes, prices processor cycles. A call that is refused returns a negative
 * {@link org.foliot.api.hypervisor.Errno} and has changed nothing; only {@code open} and {@code restore} throw, each what its
 * documentation names. None may block, read a clock of its own, or allocate in steady state.
 *
 * <p>What an extension throws beside what is named here, and an answer that is not allowed here, end the run that it is part of,
 * with a message that names the bundle and the call; other runs go on. Nothing of it has to be caught by an extension.
 */
@Export
@Version("1.0.0")
package org.foliot.api.memory;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
