package org.foliot.guest;

import org.foliot.api.guest.PvTimeDriver.Handover;

/**
 * The end of a kernel by other software taking the machine over.
 *
 * @param kind how
 * @param next the kernel that follows; null for a reboot, which goes through the firmware again
 * @param disable whether the old kernel disables stolen time first
 */
record Takeover(Handover kind, KernelSpec next, boolean disable) {
    GuestStage stage() {
        return switch (kind) {
            case KEXEC -> GuestStage.KEXEC;
            case CRASH -> GuestStage.CRASH;
            case REBOOT -> GuestStage.REBOOT;
            case BOOT -> GuestStage.KERNEL;
        };
    }
}
