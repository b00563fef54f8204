/**
 * The first answer to "whose memory is it": the host kernel's.
 *
 * <p>Version 1 of the series that brought stolen time to arm64 (kvmarm, 2 August 2019) let KVM allocate the structures of as
 * many vCPUs as a VM can ever have, rounded up to pages, and map them read-only into the guest at an address that the VMM
 * chose. The update is a plain store into the kernel's own memory, which is never swapped out and which no guest can scribble
 * on. In exchange the host gives memory to every VM, KVM has to see to it that nothing else is mapped there, and since it is
 * not the VMM's memory, the structures have to be saved and restored on their own when the VM moves.
 */
package org.foliot.memory.hostkernel;
