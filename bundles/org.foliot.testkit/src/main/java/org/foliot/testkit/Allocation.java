package org.foliot.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the bytes that repeated work allocates once it is warm. */
final class Allocation {
    private static final int REPETITIONS = 2_000;

    private Allocation() {}

    /** Expects that repeating an action allocates nothing; virtual machines that cannot tell are believed. */
    static void expectNone(String what, Runnable action) {
        if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)
                || !threads.isThreadAllocatedMemorySupported()
                || !threads.isThreadAllocatedMemoryEnabled()) {
            return;
        }
        repeat(action);
        long before = threads.getCurrentThreadAllocatedBytes();
        repeat(action);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        // A few bytes may come from elsewhere; one object each time would be sixteen times the limit at least.
        Expect.that(bytes < REPETITIONS, what + " allocates " + (double) bytes / REPETITIONS + " bytes each time");
    }

    private static void repeat(Runnable action) {
        for (int i = 0; i < REPETITIONS; i++) {
            action.run();
        }
    }
}
