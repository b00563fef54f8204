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
    private final long countsPerTick;
    private long next;
    private long at = GuestSystem.NEVER;
    private long period;
    private boolean running;

    TickTimer(KernelClock clock, int cpu, long length) {
        this.clock = clock;
        this.cpu = cpu;
        this.length = length;
        this.exact = clock.showsMultiplesOf(length);
        this.countsPerTick = clock.toCount(length);
        this.period = length * PICOSECONDS;
    }

    /** When the next tick comes due; {@link GuestSystem#NEVER} while the tick, or the counter, is stopped. */
    long at() {
        return at;
    }

    /** Number of the last tick that came due by the last time that ticks were taken or forwarded. */
    long passed() {
        return next - 1;
    }

    /** What the kernel's clock shows when the next tick comes due. */
    long stamp() {
        return stamp(next);
    }

    /** What the clock showed at the last tick that {@link #take} took. */
    long lastStamp() {
        return stamp(next - 1);
    }

    private long stamp(long number) {
        long due = number * length;
        return exact ? due : clock.stamp(due);
    }

    private long count() {
        return exact ? next * countsPerTick : clock.toCount(next * length);
    }

    /** Starts the tick, or forwards it beyond a reading of the clock taken now. */
    void forward(long nanos, long now) {
        long due = at;
        long number = next;
        long beyond = nanos - number * length;
        next = beyond >= 0 && beyond < length ? number + 1 : Math.floorDiv(nanos, length) + 1;
        boolean known = running && due != GuestSystem.NEVER;
        running = true;
        at = known ? instant(due + (next - number) * period, now) : clock.instantOfCount(cpu, count());
    }

    void stop() {
        running = false;
        at = GuestSystem.NEVER;
    }

    /**
     * Takes all ticks that came due up to now while the CPU executed.
     *
     * @return how many, at least one if {@link #at} is not after now
     */
    long take(long now) {
        long due = at;
        if (due + period > now) {
            next++;
            at = instant(due + period, now);
            if (at > now) {
                period = at - due;
                return 1;
            }
            next--;
        }
        long last = Math.floorDiv(clock.nanos(cpu, now), length);
        long count = last - next + 1;
        if (count < 1) {
            throw new IllegalStateException("the counter of vCPU " + cpu + " changed and the guest was not told");
        }
        next = last + 1;
        at = instant(due + count * period, now);
        period = (at - due) / count;
        return count;
    }

    /** The machine's clock is another: the next tick is due at the same reading, at another instant. */
    void reread() {
        at = running ? clock.instantOfCount(cpu, count()) : GuestSystem.NEVER;
    }

    private long instant(long guess, long now) {
        return guess > now ? clock.instantOfCount(cpu, count(), guess) : clock.instantOfCount(cpu, count());
    }
}
