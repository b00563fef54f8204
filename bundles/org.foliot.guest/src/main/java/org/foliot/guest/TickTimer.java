package org.foliot.guest;

import org.foliot.api.guest.GuestSystem;

/**
 * The periodic tick of one CPU, which comes due at multiples of the tick's length on the kernel's clock, the same on all CPUs
 * (tick_setup_sched_timer, kernel/time/tick-sched.c, without skew_tick).
 *
 * <p>The instant at which the next tick comes due is kept while the machine's clock stays as it is, so that comparing it with
 * the present is all that most calls need.
 */
final class TickTimer {
    private static final long PICOSECONDS = 1000L;

    private final KernelClock clock;
    private final int cpu;
    private final long length;
    private final boolean exact;
    private long boundary;
    private long at = GuestSystem.NEVER;
    private long period;
    private boolean running;

    TickTimer(KernelClock clock, int cpu, long length) {
        this.clock = clock;
        this.cpu = cpu;
        this.length = length;
        this.exact = clock.showsMultiplesOf(length);
        this.period = length * PICOSECONDS;
    }

    /** When the next tick comes due; {@link GuestSystem#NEVER} while the tick, or the counter, is stopped. */
    long at() {
        return at;
    }

    /** What the kernel's clock shows when the next tick comes due. */
    long stamp() {
        return stamp(boundary);
    }

    private long stamp(long due) {
        return exact ? due : clock.stamp(due);
    }

    /** Starts the tick, or forwards it beyond a reading of the clock taken now. */
    void forward(long nanos, long now) {
        long previous = at;
        long previousBoundary = boundary;
        boundary = (Math.floorDiv(nanos, length) + 1) * length;
        running = true;
        if (previous == GuestSystem.NEVER) {
            at = clock.instantOf(cpu, boundary);
        } else {
            at = instantOf(previous + (boundary - previousBoundary) / length * period, now);
        }
    }

    void stop() {
        running = false;
        at = GuestSystem.NEVER;
    }

    /**
     * Takes all ticks that came due up to now while the CPU executed.
     *
     * @return how many; {@link #lastStamp} then tells what the clock showed at the last one
     */
    long take(long now) {
        long due = at;
        if (due + period > now) {
            boundary += length;
            at = instantOf(due + period, now);
            if (at > now) {
                period = at - due;
                return 1;
            }
            boundary -= length;
            at = due;
        }
        long last = Math.floorDiv(clock.nanos(cpu, now), length) * length;
        long count = (last - boundary) / length + 1;
        if (count < 1) {
            throw new IllegalStateException("the counter of vCPU " + cpu + " changed and the guest was not told");
        }
        boundary = last + length;
        at = instantOf(due + count * period, now);
        period = (at - due) / count;
        return count;
    }

    /** What the clock showed at the last tick that {@link #take} took. */
    long lastStamp() {
        return stamp(boundary - length);
    }

    /** The machine's clock is another: the next tick is due at the same reading, at another instant. */
    void reread() {
        at = running ? clock.instantOf(cpu, boundary) : GuestSystem.NEVER;
    }

    private long instantOf(long guess, long now) {
        return guess > now ? clock.instantOf(cpu, boundary, guess) : clock.instantOf(cpu, boundary);
    }
}
