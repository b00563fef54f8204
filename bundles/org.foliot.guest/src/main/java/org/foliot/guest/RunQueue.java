package org.foliot.guest;

import java.util.Arrays;

/**
 * The runnable tasks of one CPU without the current one, in the order of their virtual run time; equals in the order in which
 * they came (cfs_rq, kernel/sched/fair.c, Linux 6.1).
 */
final class RunQueue {
    private Task[] tasks = new Task[4];
    private int size;
    private long minVirtualTime;

    RunQueue() {}

    /** The same queue of other tasks, those with the same numbers. */
    RunQueue(RunQueue other, Task[] byNumber) {
        for (int i = 0; i < other.size; i++) {
            add(byNumber[other.tasks[i].number]);
        }
        minVirtualTime = other.minVirtualTime;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** The task at a place, 0 for the one with the least virtual run time. */
    Task get(int place) {
        return tasks[place];
    }

    /** The task with the least virtual run time; null for none. */
    Task first() {
        return size == 0 ? null : tasks[0];
    }

    void add(Task task) {
        if (size == tasks.length) {
            tasks = Arrays.copyOf(tasks, 2 * size);
        }
        long virtualTime = task.virtualTime();
        int place = size;
        while (place > 0 && tasks[place - 1].virtualTime() - virtualTime > 0) {
            tasks[place] = tasks[place - 1];
            place--;
        }
        tasks[place] = task;
        size++;
    }

    void remove(Task task) {
        int place = 0;
        while (tasks[place] != task) {
            place++;
        }
        size--;
        System.arraycopy(tasks, place + 1, tasks, place, size - place);
        tasks[size] = null;
    }

    /** Virtual run time below which no task here will be placed, except for what a sleeper is granted. */
    long minVirtualTime() {
        return minVirtualTime;
    }

    /** update_min_vruntime; while the queue is empty it may be put off until somebody wants to know. */
    void advance(Task current) {
        Task first = first();
        if (current == null && first == null) {
            return;
        }
        long least;
        if (current == null) {
            least = first.virtualTime();
        } else if (first == null) {
            least = current.virtualTime();
        } else {
            long ofCurrent = current.virtualTime();
            long ofFirst = first.virtualTime();
            least = ofFirst - ofCurrent < 0 ? ofFirst : ofCurrent;
        }
        if (least - minVirtualTime > 0) {
            minVirtualTime = least;
        }
    }
}
