package org.foliot.guest;

import org.foliot.api.guest.GuestPlatform;

/**
 * Interprocessor interrupts of one kernel, sent when its own work at an instant is done, so that the machine never finds it
 * in the middle of something.
 *
 * <p>They also tell the machine that a vCPU will do something else than it last said; where Linux would send none, this is
 * only a message between the two halves of the simulator.
 */
final class Interrupts {
    private final GuestPlatform platform;
    private final Cpu[] cpus;
    private boolean pending;

    Interrupts(GuestPlatform platform, Cpu[] cpus) {
        this.platform = platform;
        this.cpus = cpus;
    }

    /** An interrupt for a CPU; none if that is the caller itself. */
    void send(Cpu target, Cpu caller) {
        if (target != caller) {
            target.interruptPending = true;
            pending = true;
        }
    }

    /** Sends what is pending; whether anything was. */
    boolean flush() {
        if (!pending) {
            return false;
        }
        pending = false;
        for (Cpu cpu : cpus) {
            if (cpu.interruptPending) {
                cpu.interruptPending = false;
                platform.kick(cpu.number);
            }
        }
        return true;
    }
}
