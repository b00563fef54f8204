package org.foliot.guest;

import org.foliot.api.workload.Behaviour;
import org.foliot.api.workload.Monitor;
import org.foliot.guest.monitor.Monitored;

/** A program that wakes to read something of its guest, as a process runs it: what it keeps from one reading to the next. */
interface RunningProgram {
    /** Begins from nothing: the process has been started. */
    void start();

    /**
     * Reads, on the CPU that executes the process.
     *
     * @param nanos CLOCK_MONOTONIC there
     */
    void read(Kernel kernel, Cpu cpu, long nanos, long now);

    /** What a monitor shows; 0 for a program that is none. */
    long monitored(Monitored what);

    /** The same with a life of its own. */
    RunningProgram copy();

    /** What a process with a behaviour runs; null if that is no program. */
    static RunningProgram of(Behaviour behaviour) {
        if (behaviour instanceof Behaviour.Sampling sampling && sampling.program() instanceof Monitor monitor) {
            return new MonitorProgram(monitor);
        }
        return null;
    }
}
