/**
 * KVM on arm64 with Live Physical Time, bit by bit as "[RFC 0/5] KVM: arm64: Add pvtime LPT support" had it (K. Zhu, 17 August
 * 2020, kvmarm): a counter of constant frequency for guests that move between hosts whose counters have others.
 *
 * <h2>The structure</h2>
 *
 * One per VM, 48 bytes, little-endian, aligned to 64, at an address that the VMM sets by an attribute of the VM: revision,
 * attributes, a sequence number, the frequencies of the host's counter and of the guest's, and a multiplier with its number of
 * fraction bits in either direction. Bit 0 of the sequence number is reserved; the rest counts how often the VM has been run for the
 * first time on a host. There is no state "being written", since no vCPU runs while the host writes.
 *
 * <h2>The host</h2>
 *
 * Before the first vCPU runs that was made on a host, the host writes the structure. If there was one already, it goes on from the
 * native count that the VMM restored: <i>⌊c · f′ / f⌋</i>, with what was left of timers scaled likewise, in 32 bits.
 *
 * <h2>The guest</h2>
 *
 * It reads the sequence number, the counter, and the sequence number again, and multiplies. It believes in the constant
 * frequency, disables reads by processes, whose instructions then trap to the kernel, has no vDSO for the clock, and moves the
 * trigger of the event stream by the power of two that is nearest to the ratio of the frequencies.
 *
 * <h2>What is wrong with it</h2>
 *
 * The multipliers are rounded down, so that the guest's counter is one tick back after a move from 100 MHz to 1 GHz, and its timers
 * go off one tick early. The 32 bits cut off what is left of a timer beyond 2³² ticks. Discovery of stolen time answers what is the
 * case of Live Physical Time. All of that is reproduced, and repaired by an option each.
 */
package org.foliot.hypervisor.kvmlpt;
