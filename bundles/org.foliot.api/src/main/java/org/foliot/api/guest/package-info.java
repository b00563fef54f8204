/**
 * The contract between what runs a vCPU and what runs in it.
 *
 * <p>The machine knows when a vCPU executes guest code; a guest system knows what it does with that time. They meet here:
 * {@link org.foliot.api.guest.GuestSystem} is called by the machine, {@link org.foliot.api.guest.GuestPlatform} is called
 * by the guest, and {@link org.foliot.api.guest.PvTimeDriver} is the part of a guest kernel that a hypervisor bundle
 * brings because it speaks that hypervisor's ABI.
 *
 * <p>All calls for one guest come from one thread, at non-decreasing instants in picoseconds of host time; what guest software
 * counts itself is in the units of its clocks. None may block, read a clock of its own, or allocate in steady state.
 *
 * <p>What an extension throws beside what is named here, and an answer that is not allowed here, end the run that it is part of,
 * with a message that names the bundle and the call; other runs go on. Nothing of it has to be caught by an extension.
 */
@Export
@Version("1.0.0")
package org.foliot.api.guest;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
