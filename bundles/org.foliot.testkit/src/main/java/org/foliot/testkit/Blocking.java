package org.foliot.testkit;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/** Counts how often repeated work waits: sleeps, parks, or waits for a monitor that another thread holds. */
final class Blocking {
    private static final int REPETITIONS = 100;

    private Blocking() {}

    /** Expects that repeating an action never waits; what it waits for needs no time to pass to be seen. */
    static void expectNone(String what, Runnable action) {
        action.run();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        ThreadInfo before = threads.getThreadInfo(self);
        for (int i = 0; i < REPETITIONS; i++) {
            action.run();
        }
        ThreadInfo after = threads.getThreadInfo(self);
        long waits =
                after.getWaitedCount() - before.getWaitedCount() + after.getBlockedCount() - before.getBlockedCount();
        // A single one may be that of a class that is loaded, or of the JVM itself.
        Expect.that(
                waits < REPETITIONS / 2,
                what + " waits: " + waits + " times in " + REPETITIONS
                        + ", but should never; a run has one thread and no" + " time but its own");
    }
}
