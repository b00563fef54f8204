package org.foliot.guest;

import java.math.BigInteger;
import org.foliot.api.guest.GuestSystem;
import org.foliot.api.workload.Behaviour;
import org.foliot.engine.RandomStream;

/** One process as its kernel keeps it: place in the fair class, CPU time, and how far its work is. */
final class Task {
    /** What a task is doing, as far as the scheduler cares. */
    enum State {
        /** Not started, or ended. */
        DEAD,
        /** Waits for a wake-up. */
        SLEEPING,
        /** Waits in a run queue. */
        QUEUED,
        /** Is the current task of a CPU. */
        CURRENT
    }

    private static final int FIRST_PID = 100;

    final ProcessSpec spec;
    final int number;
    final RandomStream random;
    private final boolean[] allowed;

    State state = State.DEAD;
    Cpu cpu;
    boolean dying;
    /** Whether it is to start anew when it is dead. */
    boolean startWanted;

    private int nice;
    private long weight;
    private long virtualBase;
    private long executedSinceBase;
    long executionStart;
    long executed;
    long executedAtPick;
    long lastQueued;
    long runDelay;
    long userTime;
    long systemTime;
    private long shownUserTime;
    private long shownSystemTime;

    /** Kernel time in nanoseconds at which it was started. */
    long started;
    /** Picoseconds that the task really executed. */
    long ran;
    /** Picoseconds of execution to the next thing it does; {@link GuestSystem#NEVER} for none. */
    long left = GuestSystem.NEVER;
    /** Kernel time in nanoseconds at which the present job was released, or the lock was wanted. */
    long released;
    /** Kernel time in nanoseconds of the next wake-up while asleep. */
    long wakeTime;

    /** What its CPU clock showed when the present job began. */
    long burntBefore;

    long jobs;
    long skipped;
    long longestResponse;
    /** The program that it runs; null where it only computes. */
    private final RunningProgram program;
    /** Whether it spins on its lock. */
    boolean spinning;
    /** Whether it holds its lock. */
    boolean holding;
    /** Whether it has asked to be passed over once. */
    boolean yielded;

    /**
     * @param random where it gets random numbers; null for a task that needs none
     */
    Task(ProcessSpec spec, int number, int cpus, RandomStream random) {
        this(spec, number, cpus, random, RunningProgram.of(spec.behaviour()));
    }

    private Task(ProcessSpec spec, int number, int cpus, RandomStream random, RunningProgram program) {
        this.program = program;
        this.random = random;
        this.spec = spec;
        this.number = number;
        this.allowed = new boolean[cpus];
        for (int i = 0; i < cpus; i++) {
            allowed[i] = spec.vcpus().isEmpty() || spec.vcpus().contains(i);
        }
        this.nice = spec.nice();
        this.weight = NiceWeights.of(nice);
    }

    /** The same task, on no CPU yet. */
    Task(Task other) {
        this(
                other.spec,
                other.number,
                other.allowed.length,
                other.random == null ? null : other.random.copy(),
                other.program == null ? null : other.program.copy());
        state = other.state;
        dying = other.dying;
        startWanted = other.startWanted;
        nice = other.nice;
        weight = other.weight;
        virtualBase = other.virtualBase;
        executedSinceBase = other.executedSinceBase;
        executionStart = other.executionStart;
        executed = other.executed;
        executedAtPick = other.executedAtPick;
        lastQueued = other.lastQueued;
        runDelay = other.runDelay;
        userTime = other.userTime;
        systemTime = other.systemTime;
        shownUserTime = other.shownUserTime;
        shownSystemTime = other.shownSystemTime;
        started = other.started;
        ran = other.ran;
        left = other.left;
        burntBefore = other.burntBefore;
        released = other.released;
        wakeTime = other.wakeTime;
        jobs = other.jobs;
        skipped = other.skipped;
        longestResponse = other.longestResponse;
        spinning = other.spinning;
        holding = other.holding;
        yielded = other.yielded;
    }

    /** Whether its affinity has a CPU. */
    boolean mayUse(int number) {
        return allowed[number];
    }

    /** Whether it spends its time in system calls. */
    boolean inKernel() {
        return spec.irqsOff() || spec.behaviour() instanceof Behaviour.Yielding;
    }

    /** Whether it computes until its own CPU clock has shown enough. */
    boolean burns() {
        return spec.behaviour() instanceof Behaviour.Burning program && program.burns();
    }

    /** The program that it runs; null where it only computes. */
    RunningProgram program() {
        return program;
    }

    int nice() {
        return nice;
    }

    long weight() {
        return weight;
    }

    /** Changes the nice value; virtual run time so far stays. */
    void nice(int value) {
        place(virtualTime());
        nice = value;
        weight = NiceWeights.of(value);
    }

    /** Virtual run time in nanoseconds; independent of how finely execution was booked. */
    long virtualTime() {
        return virtualBase + NiceWeights.virtual(executedSinceBase, weight);
    }

    /** Sets virtual run time. */
    void place(long virtualTime) {
        virtualBase = virtualTime;
        executedSinceBase = 0;
    }

    /** Books execution up to a reading of clock_task (update_curr, kernel/sched/fair.c). */
    void charge(long clockTask) {
        long delta = clockTask - executionStart;
        if (delta > 0) {
            executionStart = clockTask;
            executed += delta;
            executedSinceBase += delta;
        }
    }

    /** Everything from zero, as for a new process. */
    void renew() {
        place(0);
        executed = 0;
        executedAtPick = 0;
        burntBefore = 0;
        runDelay = 0;
        userTime = 0;
        systemTime = 0;
        shownUserTime = 0;
        shownSystemTime = 0;
        ran = 0;
        jobs = 0;
        skipped = 0;
        longestResponse = 0;
        spinning = false;
        holding = false;
        yielded = false;
        dying = false;
    }

    /** A job is done. */
    void finishJob(long nanos) {
        jobs++;
        longestResponse = Math.max(longestResponse, nanos - released);
    }

    /**
     * cputime_adjust (kernel/sched/cputime.c): the sampled user and system times scaled to sum_exec_runtime, neither ever
     * going back between two looks.
     */
    PidStat adjusted() {
        long total = executed;
        if (Long.compareUnsigned(shownSystemTime + shownUserTime, total) < 0) {
            long system;
            if (systemTime == 0) {
                system = 0;
            } else if (userTime == 0) {
                system = total;
            } else {
                system = BigInteger.valueOf(systemTime)
                        .multiply(BigInteger.valueOf(total))
                        .divide(BigInteger.valueOf(systemTime + userTime))
                        .longValue();
            }
            system = Math.max(system, shownSystemTime);
            long user = total - system;
            if (user < shownUserTime) {
                user = shownUserTime;
                system = total - user;
            }
            shownSystemTime = system;
            shownUserTime = user;
        }
        return new PidStat(
                spec.name(),
                FIRST_PID + number,
                letter(),
                nice,
                cpu == null ? 0 : cpu.number,
                started,
                shownUserTime,
                shownSystemTime);
    }

    private char letter() {
        return switch (state) {
            case DEAD -> 'X';
            case SLEEPING -> 'S';
            case QUEUED, CURRENT -> 'R';
        };
    }
}
