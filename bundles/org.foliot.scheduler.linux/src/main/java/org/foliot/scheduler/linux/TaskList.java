package org.foliot.scheduler.linux;

/** A doubly linked list through {@link Task#next} and {@link Task#previous}; a task is on at most one such list. */
final class TaskList {
    private Task first;
    private Task last;

    Task first() {
        return first;
    }

    Task last() {
        return last;
    }

    boolean isEmpty() {
        return first == null;
    }

    void addFirst(Task task) {
        task.previous = null;
        task.next = first;
        if (first == null) {
            last = task;
        } else {
            first.previous = task;
        }
        first = task;
    }

    void addLast(Task task) {
        task.next = null;
        task.previous = last;
        if (last == null) {
            first = task;
        } else {
            last.next = task;
        }
        last = task;
    }

    void remove(Task task) {
        if (task.previous == null) {
            first = task.next;
        } else {
            task.previous.next = task.next;
        }
        if (task.next == null) {
            last = task.previous;
        } else {
            task.next.previous = task.previous;
        }
        task.next = null;
        task.previous = null;
    }
}
