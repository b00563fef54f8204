package org.foliot.machine;

import java.util.Arrays;

/**
 * The threads whose timers expired at the present instant, in the order in which they are woken: that in which their timers
 * were set, as a queue of timers with equal expiry has it (timerqueue_add, lib/timerqueue.c), and among equals by number.
 */
final class ExpiredTimers {
    private HostThread[] threads = new HostThread[8];
    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    void add(HostThread thread) {
        if (count == threads.length) {
            threads = Arrays.copyOf(threads, 2 * count);
        }
        int at = count++;
        while (at > 0 && isBefore(thread, threads[at - 1])) {
            threads[at] = threads[at - 1];
            at--;
        }
        threads[at] = thread;
    }

    private static boolean isBefore(HostThread a, HostThread b) {
        return a.timerSetAt < b.timerSetAt || (a.timerSetAt == b.timerSetAt && a.number < b.number);
    }

    /** Wakes them, and forgets them. */
    void wake(long now) {
        for (int i = 0; i < count; i++) {
            HostThread thread = threads[i];
            threads[i] = null;
            thread.timerExpired(now);
        }
        count = 0;
    }
}
