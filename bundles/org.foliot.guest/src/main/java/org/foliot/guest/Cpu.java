package org.foliot.guest;

import org.foliot.time.counter.EventStream;

/** What a kernel keeps per CPU, and what its vCPU is doing. */
final class Cpu {
    /** How far a CPU is up. */
    enum Phase {
        /** Off, or not there. */
        OFF,
        /** The boot CPU between the kernel's entry and the start of the other CPUs. */
        BOOTING,
        /** Powered on, on its way up. */
        STARTING,
        /** Online. */
        ONLINE,
        /** On its way down. */
        STOPPING
    }

    final int number;
    final CpuTimes times;
    final RunQueueClock clock;
    final RunQueue queue;
    final TickTimer tick;
    final TimerQueue timers;

    Phase phase = Phase.OFF;
    /** Whether guest code executes on the vCPU. */
    boolean executing;
    /** Instant up to which execution has been booked. */
    long mark;
    /** Picoseconds of execution that the kernel itself needs in a phase. */
    long kernelWork;

    /** CNTKCTL_EL1 as far as it concerns the event stream, programmed when the CPU started; null for none. */
    EventStream eventStream;

    Task current;
    boolean needsReschedule;
    boolean stopWanted;
    /** Whether the CPU is to come up again as soon as it is down. */
    boolean startWanted;

    boolean idle;
    long idleEntry;
    long idleSleep;
    long idleJiffies;
    long contextSwitches;
    /** sched_clock to which vtime has accounted. */
    long accountedTo;
    /** Steal booked at ticks since it was last reported. */
    long unreportedSteal;
    /** Whether PSCI has been asked to power the vCPU on. */
    boolean powered;
    /** Whether the booting kernel has started the CPU. */
    boolean started;
    /** Whether the vCPU is to be sent an interrupt before the guest returns to the machine. */
    boolean interruptPending;

    /** The next exit strikes between the reads of counter and stolen time. */
    boolean raceArmed;
    /** An exit has struck between them. */
    boolean raceOpen;

    long raceClock;
    long raceStolen;

    Cpu(int number, KernelClock monotonic, long tickLength) {
        this.number = number;
        this.times = new CpuTimes();
        this.clock = new RunQueueClock();
        this.queue = new RunQueue();
        this.tick = new TickTimer(monotonic, number, tickLength);
        this.timers = new TimerQueue(monotonic, number);
    }

    /** The same CPU with other tasks, those with the same numbers; it does not execute. */
    Cpu(Cpu other, Task[] byNumber, KernelClock monotonic) {
        number = other.number;
        times = new CpuTimes(other.times);
        clock = new RunQueueClock(other.clock);
        queue = new RunQueue(other.queue, byNumber);
        tick = new TickTimer(other.tick, monotonic);
        timers = new TimerQueue(other.timers, byNumber, monotonic);
        current = other.current == null ? null : byNumber[other.current.number];
        phase = other.phase;
        kernelWork = other.kernelWork;
        eventStream = other.eventStream;
        needsReschedule = other.needsReschedule;
        stopWanted = other.stopWanted;
        startWanted = other.startWanted;
        idle = other.idle;
        idleEntry = other.idleEntry;
        idleSleep = other.idleSleep;
        idleJiffies = other.idleJiffies;
        contextSwitches = other.contextSwitches;
        accountedTo = other.accountedTo;
        unreportedSteal = other.unreportedSteal;
        powered = other.powered;
        started = other.started;
        raceArmed = other.raceArmed;
        raceOpen = other.raceOpen;
        raceClock = other.raceClock;
        raceStolen = other.raceStolen;
    }

    boolean isOnline() {
        return phase == Phase.ONLINE;
    }

    /** Whether its current task computes with interrupts disabled. */
    boolean interruptsOff() {
        return current != null && current.spec.irqsOff() && current.left > 0;
    }

    /** idle_cpu: online with nothing to run, as far as its kernel knows. */
    boolean hasNothingToRun() {
        return isOnline() && current == null && queue.isEmpty();
    }

    /** Tasks that run or want to. */
    int running() {
        return queue.size() + (current == null ? 0 : 1);
    }
}
