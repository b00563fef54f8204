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
        at = first == null ? GuestSystem.NEVER : clock.instantOf(cpu, first.wakeTime);
    }

    private void findFirst() {
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
