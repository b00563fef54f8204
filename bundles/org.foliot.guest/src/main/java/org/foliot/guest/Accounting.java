package org.foliot.guest;

import org.foliot.api.guest.GuestKernelOptions;
import org.foliot.api.guest.GuestKernelOptions.Cputime;
import org.foliot.api.guest.GuestKernelOptions.ExcessSteal;
import org.foliot.api.guest.GuestKernelOptions.StealRead;
import org.foliot.api.guest.GuestKernelOptions.TickSteal;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.observation.Observations;

/**
 * Keeps the books of every CPU: execution, ticks, run-queue clocks, idle time.
 *
 * <p>Ticks that came due while a vCPU executed are booked in bulk when somebody looks or the vCPU stops executing, with the
 * result that booking them one by one would have had: stolen time does not change while a vCPU executes, since a hypervisor
 * updates it before it lets a vCPU execute.
 *
 * <p>Choices of ours: interrupts take no time, so there is none of IRQ_TIME_ACCOUNTING; every tick brings jiffies up to date,
 * where Linux leaves it to one CPU; the tick stops whenever a CPU is idle, as it does in Linux where no cpuidle governor
 * keeps it.
 */
final class Accounting {
    private static final long PICOSECONDS = 1000L;

    private final GuestPlatform platform;
    private final Clocks clocks;
    private final StolenTime stolen;
    private final long tickLength;
    private final boolean oneTick;
    private final boolean carry;
    private final boolean vtime;
    private final boolean jiffiesCputime;
    private final boolean doubleRead;
    private final long minimumGranularity;
    private final long slice;
    private long jiffies;

    Accounting(GuestPlatform platform, Clocks clocks, StolenTime stolen, GuestKernelOptions options, long jiffies) {
        this.jiffies = jiffies;
        this.platform = platform;
        this.clocks = clocks;
        this.stolen = stolen;
        this.tickLength = tickLength(options);
        this.oneTick = options.tickSteal() == TickSteal.ONE_TICK;
        this.carry = options.excessSteal() == ExcessSteal.CARRIED;
        this.vtime = options.accounting() == GuestKernelOptions.Accounting.VTIME;
        this.jiffiesCputime = !vtime && options.cputime() == Cputime.JIFFIES;
        this.doubleRead = options.stealRead() == StealRead.DOUBLE;
        this.slice = options.slice().toNanos();
        this.minimumGranularity = slice / 4;
    }

    /** TICK_NSEC of a kernel. */
    static long tickLength(GuestKernelOptions options) {
        long hertz = options.tick().hertz();
        return (1_000_000_000L + hertz / 2) / hertz;
    }

    /** Ticks since the kernel was entered, as of the last time that a CPU brought them up to date. */
    long jiffies() {
        return jiffies;
    }

    /** Sched_clock of a CPU now. */
    long nanos(Cpu cpu, long now) {
        return clocks.sched().nanos(cpu.number, now);
    }

    /** CLOCK_MONOTONIC on a CPU now. */
    long monotonic(Cpu cpu, long now) {
        return clocks.monotonic().nanos(cpu.number, now);
    }

    /** Books what an executing CPU did up to now. */
    void settle(Cpu cpu, long now) {
        long executed = now - cpu.mark;
        if (executed > 0) {
            cpu.mark = now;
            Task current = cpu.current;
            if (current == null) {
                cpu.kernelWork -= executed;
            } else {
                current.ran += executed;
                if (current.left != Long.MAX_VALUE) {
                    current.left -= executed;
                }
            }
        }
        if (cpu.tick.at() > now || cpu.interruptsOff()) {
            return;
        }
        if (cpu.current != null && cpu.current.spec.irqsOff()) {
            lateTick(cpu, now);
        } else {
            takeTicks(cpu, now);
        }
    }

    private void takeTicks(Cpu cpu, long now) {
        long first = cpu.tick.stamp();
        long count = cpu.tick.take(now);
        if (clocks.isOne()) {
            ticks(cpu, count, first, cpu.tick.lastStamp());
        } else {
            // What sched_clock showed at ticks before this instant nobody knows any more; there are none while a CPU
            // executes.
            long nanos = nanos(cpu, now);
            ticks(cpu, count, nanos, nanos);
        }
    }

    /**
     * The tick interrupt that waited for a vCPU to execute, or for interrupts to be enabled: one for all ticks that came due,
     * taken now.
     */
    void lateTick(Cpu cpu, long now) {
        long nanos = nanos(cpu, now);
        cpu.tick.forward(clocks.isOne() ? nanos : monotonic(cpu, now), now);
        ticks(cpu, 1, nanos, nanos);
    }

    private void ticks(Cpu cpu, long count, long first, long last) {
        updateJiffies(cpu);
        long stolenNow = stolen.isShown() ? stolen.read(cpu.number) : 0;
        if (vtime) {
            accountVtime(cpu, last, stolenNow);
        } else if (stolen.isShown()) {
            long before = cpu.times.steal;
            long rest = jiffiesCputime
                    ? cpu.times.takeTicksInJiffies(count, tickLength, oneTick, stolenNow)
                    : cpu.times.takeTicks(count, tickLength, oneTick, stolenNow);
            cpu.unreportedSteal += cpu.times.steal - before;
            give(cpu, rest);
        } else {
            give(cpu, count * tickLength);
        }
        updateClockWith(cpu, first, stolenNow);
        if (count > 1) {
            chargeCurrent(cpu);
            updateClockWith(cpu, last, stolenNow);
        }
        chargeCurrent(cpu);
        if (!cpu.queue.isEmpty()) {
            cpu.queue.advance(cpu.current);
            checkPreemption(cpu);
        }
    }

    private void updateJiffies(Cpu cpu) {
        jiffies = Math.max(jiffies, cpu.tick.passed());
    }

    /** account_user_time, account_system_time or account_idle_time. */
    private void give(Cpu cpu, long nanos) {
        Task current = cpu.current;
        if (current == null) {
            if (cpu.idle) {
                cpu.times.idle += nanos;
            } else {
                cpu.times.system += nanos;
            }
        } else if (current.inKernel()) {
            current.systemTime += nanos;
            cpu.times.system += nanos;
        } else {
            current.userTime += nanos;
            if (current.nice() > 0) {
                cpu.times.nice += nanos;
            } else {
                cpu.times.user += nanos;
            }
        }
    }

    /** get_vtime_delta: what passed since the last look, less what was stolen of it. */
    private void accountVtime(Cpu cpu, long nanos, long stolenNow) {
        long delta = nanos - cpu.accountedTo;
        if (delta <= 0) {
            return;
        }
        cpu.accountedTo = nanos;
        long taken = 0;
        if (stolen.isShown()) {
            taken = cpu.times.takeUpTo(delta, stolenNow);
            cpu.unreportedSteal += taken;
        }
        give(cpu, delta - taken);
    }

    /** Vtime at a switch of tasks; nothing with tick accounting. */
    void accountSwitch(Cpu cpu, long nanos) {
        if (vtime) {
            accountVtime(cpu, nanos, stolen.isShown() ? stolen.read(cpu.number) : 0);
        }
    }

    /** Execution that vtime has not accounted yet but shows, in nanoseconds; 0 with tick accounting. */
    long pendingVtime(Cpu cpu, long now) {
        return vtime && !cpu.idle && cpu.phase != Cpu.Phase.OFF ? Math.max(0, nanos(cpu, now) - cpu.accountedTo) : 0;
    }

    /**
     * update_rq_clock.
     *
     * @param caller the CPU that executes it, whose counter is read
     */
    void updateClock(Cpu cpu, Cpu caller, long now) {
        updateClockWith(cpu, nanos(caller, now), stolen.isCharged() ? stolen.read(cpu.number) : 0);
    }

    private void updateClockWith(Cpu cpu, long nanos, long stolenNow) {
        if (stolen.isCharged()) {
            cpu.clock.update(nanos, stolenNow, carry);
        } else {
            cpu.clock.update(nanos);
        }
    }

    /** update_curr of the fair class. */
    void updateCurrent(Cpu cpu) {
        chargeCurrent(cpu);
        cpu.queue.advance(cpu.current);
    }

    private static void chargeCurrent(Cpu cpu) {
        Task current = cpu.current;
        if (current != null) {
            current.charge(cpu.clock.clockTask());
        }
    }

    /** check_preempt_tick of the fair class. */
    private void checkPreemption(Cpu cpu) {
        Task current = cpu.current;
        Task first = cpu.queue.first();
        if (current == null) {
            return;
        }
        long since = current.executed - current.executedAtPick;
        if (since > slice) {
            cpu.needsReschedule = true;
        } else if (since >= minimumGranularity && current.virtualTime() - first.virtualTime() > slice) {
            cpu.needsReschedule = true;
        }
    }

    /** A CPU that has nothing to run waits for interrupts, without its tick (tick_nohz_idle_enter). */
    void enterIdle(Cpu cpu, long now) {
        long nanos = monotonic(cpu, now);
        accountSwitch(cpu, nanos(cpu, now));
        cpu.idle = true;
        cpu.idleEntry = nanos;
        cpu.idleJiffies = jiffies;
        cpu.tick.stop();
    }

    /** An idle CPU has something to run again (tick_nohz_idle_exit, account_idle_ticks). */
    void leaveIdle(Cpu cpu, long now) {
        long nanos = monotonic(cpu, now);
        cpu.idleSleep += Math.max(0, nanos - cpu.idleEntry);
        cpu.tick.forward(nanos, now);
        updateJiffies(cpu);
        long ticks = jiffies - cpu.idleJiffies;
        if (vtime) {
            accountSwitch(cpu, nanos(cpu, now));
        } else if (ticks > 0) {
            accountIdleTicks(cpu, ticks * tickLength);
        }
        cpu.idle = false;
    }

    private void accountIdleTicks(Cpu cpu, long nanos) {
        if (!stolen.isShown()) {
            cpu.times.idle += nanos;
            return;
        }
        if (jiffiesCputime) {
            accountIdleJiffies(cpu, nanos);
            return;
        }
        long taken = cpu.times.takeUpTo(oneTick ? nanos : -1L, stolen.read(cpu.number));
        cpu.unreportedSteal += taken;
        if (Long.compareUnsigned(taken, nanos) < 0) {
            cpu.times.idle += nanos - taken;
        }
    }

    /** One booking of steal for all the ticks, and if there was any of a jiffy, it takes jiffies of idle time. */
    private void accountIdleJiffies(Cpu cpu, long nanos) {
        long before = cpu.times.steal;
        cpu.times.takeTicksInJiffies(1, tickLength, oneTick, stolen.read(cpu.number));
        long taken = cpu.times.steal - before;
        cpu.unreportedSteal += taken;
        if (Long.compareUnsigned(taken, nanos) < 0) {
            cpu.times.idle += nanos - taken;
        }
    }

    /** The idle column of /proc/stat: time asleep for an online CPU, cpustat for one that is not (fs/proc/stat.c). */
    long shownIdle(Cpu cpu, long now) {
        if (!cpu.isOnline()) {
            return cpu.times.idle;
        }
        return cpu.idleSleep + (cpu.idle ? Math.max(0, monotonic(cpu, now) - cpu.idleEntry) : 0);
    }

    /** An exit strikes after the counter has been read for an update of the run-queue clock and before stolen time is. */
    void openRace(Cpu cpu, long now) {
        cpu.raceArmed = false;
        cpu.raceOpen = true;
        cpu.raceClock = nanos(cpu, now);
        cpu.raceStolen = stolen.isCharged() ? stolen.read(cpu.number) : 0;
    }

    /**
     * The vCPU executes again and finishes the update. With the double read it finds that stolen time has changed since
     * before it read the counter, and reads the counter again.
     */
    void closeRace(Cpu cpu, long now) {
        cpu.raceOpen = false;
        long stolenNow = stolen.isCharged() ? stolen.read(cpu.number) : 0;
        boolean again = doubleRead && stolenNow != cpu.raceStolen;
        updateClockWith(cpu, again ? nanos(cpu, now) : cpu.raceClock, stolenNow);
        updateCurrent(cpu);
    }

    /** Reports steal that was booked at ticks since the last report. */
    void report(Cpu cpu) {
        if (cpu.unreportedSteal != 0) {
            long booked = cpu.unreportedSteal;
            cpu.unreportedSteal = 0;
            platform.observe(Observations.TICK_STEAL, cpu.number, booked, cpu.times.steal);
        }
    }

    /** Nanoseconds as a metric shows them. */
    static long toPicoseconds(long nanos) {
        return nanos * PICOSECONDS;
    }
}
