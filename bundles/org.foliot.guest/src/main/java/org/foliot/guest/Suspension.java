package org.foliot.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.observation.Observations;

/**
 * Suspends one kernel to RAM, and lets it go on (kernel/power/suspend.c): all CPUs but one go down, that one tells the drivers and
 * stops the clocks, and an alarm wakes it.
 */
final class Suspension {
    private final GuestPlatform platform;
    private final Clocks clocks;
    private final Timekeeper timekeeper;
    private final StolenTime stolen;
    private final Accounting accounting;
    private final Interrupts interrupts;
    private final Cpu[] cpus;
    private final List<Integer> returning = new ArrayList<>();
    /** The CPU that is suspended last and goes on first; null while the kernel is neither suspended nor about to be. */
    private Cpu last;

    private boolean asleep;
    private boolean wakeWanted;
    /** When the alarm goes off that was set for it. */
    private long alarm;

    Suspension(
            GuestPlatform platform,
            Clocks clocks,
            Timekeeper timekeeper,
            StolenTime stolen,
            Accounting accounting,
            Interrupts interrupts,
            Cpu[] cpus) {
        this.platform = platform;
        this.clocks = clocks;
        this.timekeeper = timekeeper;
        this.stolen = stolen;
        this.accounting = accounting;
        this.interrupts = interrupts;
        this.cpus = cpus;
    }

    /** Goes on where another has got to. */
    void goOnFrom(Suspension other) {
        last = other.last == null ? null : cpus[other.last.number];
        asleep = other.asleep;
        wakeWanted = other.wakeWanted;
        alarm = other.alarm;
        returning.addAll(other.returning);
    }

    /** Whether the kernel is suspended, or about to be. */
    boolean isUnderWay() {
        return last != null;
    }

    /** Whether nothing executes any more. */
    boolean isAsleep() {
        return asleep;
    }

    /** Whether a CPU is the one that is suspended last. */
    boolean isLast(Cpu cpu) {
        return cpu == last;
    }

    /** Whether the alarm has gone off, maybe even before the kernel was asleep. */
    boolean isWakeWanted() {
        return wakeWanted;
    }

    /** When the alarm goes off, if the kernel waits for one. */
    OptionalLong alarm() {
        return isUnderWay() ? OptionalLong.of(alarm) : OptionalLong.empty();
    }

    /**
     * The CPU that executes this stays; the others are told to go down.
     *
     * @param alarmAt when the alarm goes off
     */
    void begin(Cpu cpu, long alarmAt) {
        last = cpu;
        alarm = alarmAt;
        for (Cpu other : cpus) {
            if (other != cpu && (other.isOnline() || other.phase == Cpu.Phase.STARTING) && !other.stopWanted) {
                returning.add(other.number);
                other.stopWanted = true;
                interrupts.send(other, cpu);
            }
        }
    }

    /** A CPU that was to go down has come as far as it can go by itself. */
    void cpuReady(Cpu cpu) {
        cpu.stopWanted = cpu.isOnline();
        interrupts.send(last, cpu);
    }

    /** syscore_suspend, on the CPU that is left. */
    void fallAsleep(long now) {
        accounting.updateClock(last, last, now);
        accounting.updateCurrent(last);
        accounting.report(last);
        if (stolen.isShown()) {
            stolen.suspend(last.number);
        }
        last.tick.stop();
        clocks.suspend(last.number, now);
        last.timers.reread();
        asleep = true;
        platform.observe(Observations.GUEST_STAGE, last.number, GuestStage.ASLEEP.code(), returning.size());
    }

    /** The alarm goes off: where a vCPU has to be woken, its number; −1 where none has. */
    int ring() {
        wakeWanted = isUnderWay();
        return asleep ? last.number : -1;
    }

    /**
     * syscore_resume, on the CPU that was left.
     *
     * @return the CPUs that have to come back
     */
    List<Integer> goOn(long now) {
        Cpu cpu = last;
        last = null;
        asleep = false;
        wakeWanted = false;
        long slept = clocks.resume(cpu.number, now);
        timekeeper.slept(slept);
        if (stolen.isShown()) {
            stolen.resume(cpu.number);
        }
        cpu.timers.reread();
        if (!cpu.idle) {
            cpu.tick.forward(accounting.monotonic(cpu, now), now);
        }
        platform.observe(Observations.GUEST_STAGE, cpu.number, GuestStage.AWAKE.code(), slept);
        List<Integer> back = List.copyOf(returning);
        returning.clear();
        return back;
    }
}
