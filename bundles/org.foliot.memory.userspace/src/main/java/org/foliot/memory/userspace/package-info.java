/**
 * The second answer to "whose memory is it", and the one that was merged: the VMM's.
 *
 * <p>Since version 2 of the series (19 August 2019) the VMM allocates ordinary memory, registers it with KVM like the guest's
 * RAM, and sets the address of every vCPU's structure. KVM reaches it with get_user and put_user. It travels with the rest of
 * the guest's memory, needs no save and restore of its own, and is safe over kexec and between firmware and kernel, since
 * guest software never allocates from it. In exchange the VMM has to place and size it, and the bytes per vCPU are ABI. A
 * guest must not write to it, but nothing stops one.
 */
package org.foliot.memory.userspace;
