package org.foliot.machine;

import org.foliot.api.guest.GuestSystem;

/** Makes what runs inside a VM. */
@FunctionalInterface
public interface GuestFactory {
    /**
     * Makes the guest.
     *
     * @param vm the VM, whose {@link Vm#platform()} and {@link Vm#driver} the guest may keep; it runs nowhere yet
     */
    GuestSystem create(Vm vm);
}
