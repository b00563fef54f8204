package org.foliot.guest;

import java.util.ArrayList;
import java.util.List;

/** A kernel that suspends itself to RAM (kernel/power/suspend.c): who stays to do it, who comes back, and how far it is. */
final class Suspension {
    /** The CPU that is suspended last and goes on first. */
    final int last;

    private final List<Integer> returning = new ArrayList<>();
    private boolean asleep;
    private boolean wakeWanted;

    Suspension(int last) {
        this.last = last;
    }

    Suspension(Suspension other) {
        last = other.last;
        returning.addAll(other.returning);
        asleep = other.asleep;
        wakeWanted = other.wakeWanted;
    }

    /** A CPU goes down for it, and comes back afterwards. */
    void takesDown(int cpu) {
        returning.add(cpu);
    }

    /** CPUs that come back. */
    List<Integer> returning() {
        return returning;
    }

    /** Whether nothing executes any more. */
    boolean isAsleep() {
        return asleep;
    }

    void fallAsleep() {
        asleep = true;
    }

    /** Whether the alarm has gone off, maybe even before it was asleep. */
    boolean isWakeWanted() {
        return wakeWanted;
    }

    void wake() {
        wakeWanted = true;
    }
}
