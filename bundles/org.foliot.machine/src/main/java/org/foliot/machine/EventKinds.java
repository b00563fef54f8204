package org.foliot.machine;

/**
 * Which events come first among those due at the same instant, throughout a machine.
 *
 * <p>The order is that of cause before effect: what the scenario does, then what a VMM finishes, then runtime and timers,
 * which make threads runnable, and only then processors, which choose among the runnable. Timers that expire together are
 * one interrupt: all their threads are runnable before any processor chooses.
 */
public final class EventKinds {
    /** An event of the timeline; nothing of the machine comes before it. */
    public static final int TIMELINE = 0;

    /** A VMM finishes something that took time: the downtime of a migration, a snapshot. */
    public static final int VMM = 10;

    /** A quota is refilled or distributed. */
    public static final int QUOTA = 20;

    /** A timer wakes a thread. */
    public static final int TIMER = 30;

    /** A processor: its thread does something of its own, a tick finds a quota used up, the scheduler's timer. */
    public static final int PROCESSOR = 40;

    /** What was put off to the end of an instant. */
    public static final int DEFERRED = 50;

    private EventKinds() {}
}
