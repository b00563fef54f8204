/**
 * The third answer to "whose memory is it": the guest's, as on x86, RISC-V and LoongArch.
 *
 * <p>Guest software names an aligned address in its own RAM for each vCPU, and the host writes there. The VMM has nothing to
 * do, the host gives no memory, and the structures travel with the guest. What it costs showed in the discussion of the series
 * (August 2019): the host does not know when the memory changes hands, so whoever donated has to take it back before kexec, or
 * the host writes into what the next kernel believes to be its own page; and if firmware and kernel both want the numbers, they
 * have to agree, since one address per vCPU is all that the host keeps.
 *
 * <p>Nothing stops a guest from naming the same address for two vCPUs, as nothing does on x86; both are then counted there.
 */
package org.foliot.memory.donated;
