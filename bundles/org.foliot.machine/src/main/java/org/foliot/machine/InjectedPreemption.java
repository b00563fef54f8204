package org.foliot.machine;

import org.foliot.time.Duration;

/** A preemption that a timeline injects into a vCPU's thread, once, from the wish for it to the wait that came of it. */
final class InjectedPreemption {
    /** How long the thread is kept from its processor before it next enters the guest; 0 for not at all. */
    private long due;
    /** What becomes due at the next exit from the guest. */
    private long atExit;
    /** Whether there was one since the hypervisor last handled requests. */
    private boolean happened;

    private long runDelayBefore;

    /** Asks for one before the guest is entered next. */
    void beforeEntry(Duration wait) {
        due = requirePositive(wait);
    }

    /** Asks for one while the guest executes. */
    void duringGuest(Duration wait) {
        atExit = requirePositive(wait);
    }

    private static long requirePositive(Duration wait) {
        if (wait.picoseconds() <= 0) {
            throw new IllegalArgumentException("a preemption of " + wait + " is not more than 0");
        }
        return wait.picoseconds();
    }

    /** Whether the guest has to be left for it. */
    boolean isAwaitingExit() {
        return atExit > 0;
    }

    /** The guest is left, for this or for something else. */
    void left() {
        due = Math.max(due, atExit);
        atExit = 0;
    }

    /** Whether the thread gives way before it goes on to the guest. */
    boolean isDue() {
        return due > 0;
    }

    /** The thread gives way; how long, in picoseconds. */
    long begin(long runDelay) {
        happened = true;
        runDelayBefore = runDelay;
        long wait = due;
        due = 0;
        return wait;
    }

    /** How long the thread then really waited, in picoseconds; 0 if nothing has happened since this was asked. */
    long takeWait(long runDelay) {
        long wait = happened ? runDelay - runDelayBefore : 0;
        happened = false;
        return wait;
    }

    /** Nobody asks for the wait any more. */
    void forgetWait() {
        happened = false;
    }
}
