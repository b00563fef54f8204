package org.foliot.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;
import org.foliot.run.RunSettings;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Counts the events of an iteration and the time that the processor spent on them, which on a machine that does other
 * things besides is nearer to the truth than the time that went by.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class CpuTime {
    /** How many invocations were measured. */
    public long invocations;

    /** How many events happened. */
    public long events;

    /** How many nanoseconds of the processor they took. */
    public long cpuNanos;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Runs a host, whose simulation has a thread of its own. */
    void measure(BusyHost host) {
        measure(host, new RunSettings());
    }

    /** The same for a run that is made in some way. */
    void measure(BusyHost host, RunSettings settings) {
        events += host.run(settings).events();
        cpuNanos += host.cpuNanos();
        invocations++;
    }

    /** What the processor has spent on this thread so far, in nanoseconds. */
    static long ofThisThread() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** Runs something that says of how many events it consisted. */
    void measure(LongSupplier something) {
        long began = THREADS.getCurrentThreadCpuTime();
        events += something.getAsLong();
        cpuNanos += THREADS.getCurrentThreadCpuTime() - began;
        invocations++;
    }
}
