package org.foliot.guest;

import org.foliot.api.guest.GuestSystem;

/**
 * The periodic tick of one CPU, which comes due at equal distances on the kernel's clock, at the same readings on all CPUs
 * (tick_setup_sched_timer, kernel/time/tick-sched.c, without skew_tick).
 *
 * <p>A choice of ours: the tick begins three eighths of its length after the kernel is entered. A real kernel starts it after
 * some work, at no particular moment; here hosts tick and guests start at whole milliseconds, and if a guest's ticks fell upon
 * its host's, every other one would come due just as the vCPU loses its processor.
 *
 * <p>The instant at which the next tick comes due is kept while the machine's clock stays as it is, so that comparing it with
 * the present is all that most calls need.
 */
final class TickTimer {
    private static final long PICOSECONDS = 1000L;

    private final KernelClock clock;
    private final int cpu;
    private final long length;
    private final long phase;
    private final boolean exact;
    private final long countsPerTick;
    private final long countsOfPhase;
    private long next;
    private long at = GuestSystem.NEVER;
    private long period;
    private boolean running;

    TickTimer(KernelClock clock, int cpu, long length) {
        this.clock = clock;
        this.cpu = cpu;
        this.length = length;
        this.phase = phase(length);
        this.exact = clock.showsMultiplesOf(length) && clock.showsMultiplesOf(phase);
        this.countsPerTick = clock.toCount(length);
        this.countsOfPhase = clock.toCount(phase);
        this.period = length * PICOSECONDS;
    }

    /** The same tick, whose instants have to be {@linkplain #reread read again} before it is used. */
    TickTimer(TickTimer other, KernelClock sameClock) {
        clock = sameClock;
        cpu = other.cpu;
        length = other.length;
        phase = other.phase;
        exact = other.exact;
        countsPerTick = other.countsPerTick;
        countsOfPhase = other.countsOfPhase;
        next = other.next;
        period = other.period;
        running = other.running;
    }

    /** Nanoseconds from the kernel's entry to the beginning of its first tick period. */
    static long phase(long length) {
        return length * 3 / 8;
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
        long due = phase + number * length;
        return exact ? due : clock.stamp(due);
    }

    private long count() {
        return exact ? countsOfPhase + next * countsPerTick : clock.toCount(phase + next * length);
    }

    /** Starts the tick, or forwards it beyond a reading of the clock taken now. */
    void forward(long nanos, long now) {
        long due = at;
        long number = next;
        long beyond = nanos - phase - number * length;
        next = beyond >= 0 && beyond < length ? number + 1 : Math.max(0, Math.floorDiv(nanos - phase, length)) + 1;
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
        long last = Math.floorDiv(clock.nanos(cpu, now) - phase, length);
        long count = last - next + 1;
        if (count < 1) {
            throw new UntoldClockException(cpu);
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
