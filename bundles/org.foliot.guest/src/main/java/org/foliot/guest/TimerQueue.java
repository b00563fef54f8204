package org.foliot.guest;

import java.util.Arrays;
import org.foliot.api.guest.GuestSystem;

/** The sleeping tasks whose timers are armed on one CPU. */
final class TimerQueue {
    private final KernelClock clock;
    private final int cpu;
    private Task[] tasks = new Task[4];
    private int size;
    private Task first;
    private long at = GuestSystem.NEVER;
    /** Whether the CPU sleeps with its timer set for something else than the first task's expiry. */
    private boolean armed;

    private long armedFor;
    private long spurious;

    TimerQueue(KernelClock clock, int cpu) {
        this.clock = clock;
        this.cpu = cpu;
    }

    /** The same timers of other tasks; their instants have to be {@linkplain #reread read again} before they are used. */
    TimerQueue(TimerQueue other, Task[] byNumber, KernelClock sameClock) {
        clock = sameClock;
        cpu = other.cpu;
        for (int i = 0; i < other.size; i++) {
            Task task = byNumber[other.tasks[i].number];
            tasks = i == tasks.length ? Arrays.copyOf(tasks, 2 * i) : tasks;
            tasks[size++] = task;
            first = other.tasks[i] == other.first ? task : first;
        }
        armed = other.armed;
        armedFor = other.armedFor;
        spurious = other.spurious;
    }

    /**
     * The CPU is about to sleep: its timer is set, as the hardware and the driver allow. One whose time has come, and which has not
     * expired all the same, went off early and was set again; that stays as it is.
     */
    void sleep(boolean byDistance, long now) {
        armed = false;
        boolean early = clock.timersMayBeEarly();
        if (first != null && (byDistance || early) && !clock.shows(cpu, first.wakeTime, now)) {
            armedFor = clock.deadline(cpu, first.wakeTime, byDistance, now);
            armed = early || clock.isBefore(armedFor, first.wakeTime);
            if (armed) {
                clock.arm(cpu, armedFor);
            }
        }
    }

    /** When the sleeping CPU's timer goes off. */
    long wakeUp() {
        return armed ? clock.armedInstant(cpu, armedFor) : at;
    }

    /**
     * The CPU executes again. If its timer has gone off, it takes that interrupt now, which may be a while after, and reads the clock
     * to see what has expired (hrtimer_interrupt).
     */
    void awake(long now) {
        boolean interrupted = armed && at > now && wakeUp() <= now;
        armed = false;
        if (interrupted) {
            reread();
            spurious += at > now ? 1 : 0;
        }
    }

    /** How often the CPU was woken by its timer before anything had expired. */
    long spurious() {
        return spurious;
    }

    /** When the first timer fires; {@link GuestSystem#NEVER} for none. */
    long at() {
        return at;
    }

    /** Arms the timer of a task for its {@link Task#wakeTime}. */
    void add(Task task) {
        if (size == tasks.length) {
            tasks = Arrays.copyOf(tasks, 2 * size);
        }
        tasks[size++] = task;
        if (first == null || isBefore(task, first)) {
            first = task;
            armed = false;
            reread();
        }
    }

    /** Disarms the timer of a task, if it is armed here. */
    void remove(Task task) {
        for (int i = 0; i < size; i++) {
            if (tasks[i] == task) {
                tasks[i] = tasks[--size];
                tasks[size] = null;
                if (task == first) {
                    findFirst();
                }
                return;
            }
        }
    }

    /** Takes the first task whose timer has fired by now; null for none. Equal ones come in the order of their numbers. */
    Task takeExpired(long now) {
        if (at > now) {
            return null;
        }
        Task expired = first;
        remove(expired);
        return expired;
    }

    /** Takes any task, to arm it elsewhere; null for none. */
    Task takeAny() {
        Task any = first;
        if (any != null) {
            remove(any);
        }
        return any;
    }

    /** The machine's clock is another. */
    void reread() {
        at = first == null ? GuestSystem.NEVER : clock.expiry(cpu, first.wakeTime);
    }

    private void findFirst() {
        armed = false;
        first = null;
        for (int i = 0; i < size; i++) {
            if (first == null || isBefore(tasks[i], first)) {
                first = tasks[i];
            }
        }
        reread();
    }

    private static boolean isBefore(Task a, Task b) {
        return a.wakeTime != b.wakeTime ? a.wakeTime < b.wakeTime : a.number < b.number;
    }
}
