package org.foliot.scheduler.linux.bench;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.foliot.api.scheduler.Policy;

/** One thread of the bench: what it is, what it does, and what sched_info says of it. Instants are picoseconds. */
public final class BenchThread {
    /** What a thread does with its processor. */
    public enum Kind {
        /** Runs for ever. */
        BUSY,
        /** Runs for a time in each period; releases that it was too late for are skipped. */
        PERIODIC,
        /** Runs for a time, then sleeps for a time. */
        DUTY,
        /** Calls sched_yield all the time. */
        YIELD,
        /** Runs for a time, then sleeps for a random time, as kernel threads do. */
        NOISE
    }

    final Kind kind;
    final BitSet cpus = new BitSet();
    Policy policy = Policy.OTHER;
    int nice;
    int rtPriority;
    int group;
    long slice;
    long run;
    /** Period, or sleep of a duty thread. */
    long period;

    long phase;

    SplittableRandom random;

    // ---- state
    boolean started;
    boolean runnable;
    boolean stopped;
    /** Processor that it runs on, or −1. */
    int onCpu = -1;
    /** When it began to run or to wait. */
    long since;
    /** Work left of the job. */
    long left;
    /** Whether the work of the job is done and only its system calls are left. */
    boolean jobDone;

    long release;
    long wakeAt = Long.MAX_VALUE;
    /** When its timer was set. */
    long sleepsSince;

    // ---- sched_info
    long runTime;
    long runDelay;
    long slices;
    long moves;
    /** Time from release to completion of each job. */
    final List<Long> responses = new ArrayList<>();

    private BenchThread(Kind kind) {
        this.kind = kind;
    }

    public static BenchThread busy(int... cpus) {
        return new BenchThread(Kind.BUSY).on(cpus);
    }

    public static BenchThread periodic(long run, long period, long phase, int... cpus) {
        BenchThread thread = new BenchThread(Kind.PERIODIC).on(cpus);
        thread.run = run;
        thread.period = period;
        thread.phase = phase;
        return thread;
    }

    public static BenchThread duty(long run, long sleep, int... cpus) {
        BenchThread thread = new BenchThread(Kind.DUTY).on(cpus);
        thread.run = run;
        thread.period = sleep;
        return thread;
    }

    public static BenchThread yielding(int... cpus) {
        return new BenchThread(Kind.YIELD).on(cpus);
    }

    /** Runs for a time, then sleeps for up to twice the mean. */
    public static BenchThread noise(long run, long meanSleep, int cpu) {
        BenchThread thread = new BenchThread(Kind.NOISE).on(cpu);
        thread.run = run;
        thread.period = meanSleep;
        thread.random = new SplittableRandom(cpu);
        return thread;
    }

    private BenchThread on(int... allowed) {
        for (int cpu : allowed) {
            cpus.set(cpu);
        }
        return this;
    }

    public BenchThread nice(int value) {
        nice = value;
        return this;
    }

    public BenchThread policy(Policy value, int priority) {
        policy = value;
        rtPriority = priority;
        return this;
    }

    public BenchThread slice(long picoseconds) {
        slice = picoseconds;
        return this;
    }

    public BenchThread group(int number) {
        group = number;
        return this;
    }

    /** Time on a processor so far, as booked. */
    public long runTime() {
        return runTime;
    }

    /** Time runnable but not running, booked when a wait ends. */
    public long runDelay() {
        return runDelay;
    }

    /** How often it was switched in. */
    public long slices() {
        return slices;
    }

    /** Time from release to completion of each job so far. */
    public List<Long> responses() {
        return responses;
    }

    /** How often balancing moved it. */
    public long moves() {
        return moves;
    }
}
