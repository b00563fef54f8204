package org.foliot.machine;

import java.util.Arrays;
import org.foliot.api.scheduler.RunQueues;

/** The threads of one host by number, and which of them runs on which processor. */
final class Roster {
    private static final int NONE = RunQueues.NONE;

    private HostThread[] threads = new HostThread[16];
    private int count;
    private final int[] current;
    /** Threads on the queue of each processor, the running one included. */
    private final int[] load;

    Roster(int cpus) {
        current = new int[cpus];
        load = new int[cpus];
        Arrays.fill(current, NONE);
    }

    /** Threads that were ever created here. */
    int count() {
        return count;
    }

    HostThread thread(int number) {
        return threads[number];
    }

    /** Gives a thread the next number. */
    void add(HostThread newcomer) {
        if (count == threads.length) {
            threads = Arrays.copyOf(threads, 2 * count);
        }
        newcomer.number = count;
        threads[count++] = newcomer;
    }

    /** Another object stands for a number from now on. */
    void replace(int number, HostThread substitute) {
        threads[number] = substitute;
    }

    int current(int cpu) {
        return current[cpu];
    }

    void setCurrent(int cpu, int number) {
        current[cpu] = number;
    }

    /** The thread that runs on a processor, or null. */
    HostThread runningOn(int cpu) {
        return current[cpu] == NONE ? null : threads[current[cpu]];
    }

    /** Whether a thread runs at this instant. */
    boolean runs(HostThread thread) {
        return thread.queued && current[thread.cpu] == thread.number;
    }

    /** Whether a running thread is the only one on its processor's queue. */
    boolean isAlone(HostThread running) {
        return load[running.cpu] == 1;
    }

    void joined(int cpu) {
        load[cpu]++;
    }

    void left(int cpu) {
        load[cpu]--;
    }
}
