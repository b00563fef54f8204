package org.foliot.guest;

import org.foliot.api.guest.GuestSystem;

/** Knows when an executing CPU does something of its own again, if nothing comes from outside. */
final class Horizon {
    private final Clocks clocks;
    private final StolenTime stolen;
    private boolean stepAtTicks;

    /**
     * The horizon of all CPUs.
     *
     * @param stepAtTicks whether stolen time that is not charged yet makes a tick matter
     */
    Horizon(Clocks clocks, StolenTime stolen, boolean stepAtTicks) {
        this.clocks = clocks;
        this.stolen = stolen;
        this.stepAtTicks = stepAtTicks;
    }

    boolean stepsAtTicks() {
        return stepAtTicks;
    }

    void stepAtTicks(boolean on) {
        stepAtTicks = on;
    }

    /** The instant at which a CPU that executes does so, in picoseconds; {@link GuestSystem#NEVER} if it does not. */
    long of(Cpu cpu, long now) {
        Task current = cpu.current;
        long at = cpu.timers.at();
        if (current == null) {
            return Math.min(at, later(now, Math.max(0, cpu.kernelWork)));
        }
        if (cpu.interruptsOff()) {
            return later(now, current.left);
        }
        if (current.left != GuestSystem.NEVER) {
            at = Math.min(at, later(now, current.left));
        }
        boolean tickMatters = !clocks.isOne()
                || !cpu.queue.isEmpty()
                || (stepAtTicks && stolen.isShown() && cpu.times.outstanding(stolen.peek(cpu.number)) != 0);
        return tickMatters ? Math.min(at, cpu.tick.at()) : at;
    }

    /** An instant; never, if it is beyond the range of time. */
    private static long later(long now, long picoseconds) {
        return picoseconds > GuestSystem.NEVER - now ? GuestSystem.NEVER : now + picoseconds;
    }
}
