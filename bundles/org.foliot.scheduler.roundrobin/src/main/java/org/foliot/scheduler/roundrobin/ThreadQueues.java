package org.foliot.scheduler.roundrobin;

import static org.foliot.api.scheduler.RunQueues.NONE;

import java.util.Arrays;

/** One doubly linked list of waiting threads per processor, kept in arrays so that no call allocates. */
final class ThreadQueues {
    private final int[] first;
    private final int[] last;
    private final int[] length;
    private int[] next = new int[0];
    private int[] previous = new int[0];

    ThreadQueues(int cpus) {
        first = new int[cpus];
        last = new int[cpus];
        length = new int[cpus];
        Arrays.fill(first, NONE);
        Arrays.fill(last, NONE);
    }

    /** Makes room for threads up to a number. */
    void grow(int threads) {
        next = Arrays.copyOf(next, threads);
        previous = Arrays.copyOf(previous, threads);
    }

    /** The thread that waits longest on a processor, or {@code NONE}. */
    int first(int cpu) {
        return first[cpu];
    }

    /** The thread behind another one, or {@code NONE}. */
    int after(int thread) {
        return next[thread];
    }

    int length(int cpu) {
        return length[cpu];
    }

    void append(int cpu, int thread) {
        int tail = last[cpu];
        previous[thread] = tail;
        next[thread] = NONE;
        if (tail == NONE) {
            first[cpu] = thread;
        } else {
            next[tail] = thread;
        }
        last[cpu] = thread;
        length[cpu]++;
    }

    void remove(int cpu, int thread) {
        int before = previous[thread];
        int after = next[thread];
        if (before == NONE) {
            first[cpu] = after;
        } else {
            next[before] = after;
        }
        if (after == NONE) {
            last[cpu] = before;
        } else {
            previous[after] = before;
        }
        length[cpu]--;
    }
}
