package org.foliot.guest;

import org.foliot.api.workload.Behaviour;
import org.foliot.api.workload.Discipline;
import org.foliot.api.workload.Monitor;
import org.foliot.api.workload.Program;
import org.foliot.api.workload.Watchdog;
import org.foliot.guest.monitor.Monitored;

/** A program that wakes to read something of its guest, as a process runs it: what it keeps from one reading to the next. */
interface RunningProgram {
    /** Begins from nothing: the process has been started. */
    void start();

    /**
     * Reads, on the CPU that executes the process.
     *
     * @param nanos CLOCK_MONOTONIC there
     * @return 0, or the nanoseconds after which it reads once more in the same job: it has asked somebody and waits for the answer
     */
    long read(Kernel kernel, Cpu cpu, long nanos, long now);

    /** What a monitor shows; 0 for a program that is none. */
    default long monitored(Monitored what) {
        return 0;
    }

    /** Nanoseconds by which the clock was behind when it was measured last; 0 for a program that keeps none. */
    default long offset() {
        return 0;
    }

    /** Times that it has set the clock. */
    default long steps() {
        return 0;
    }

    /** Soft lockups that it has reported. */
    default long softLockups() {
        return 0;
    }

    /** Whether it keeps the clock no longer. */
    default boolean hasGivenUp() {
        return false;
    }

    /** The same with a life of its own. */
    RunningProgram copy();

    /** What a process with a behaviour runs; null if that is no program. */
    static RunningProgram of(Behaviour behaviour) {
        if (!(behaviour instanceof Behaviour.Sampling sampling)) {
            return null;
        }
        Program program = sampling.program();
        if (program instanceof Monitor monitor) {
            return new MonitorProgram(monitor);
        }
        return program instanceof Watchdog watchdog
                ? new WatchdogProgram(watchdog)
                : new DisciplineProgram((Discipline) program);
    }
}
