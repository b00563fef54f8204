package org.foliot.guest;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The lock that all processes of one kind share.
 *
 * <p>A choice of ours: it is taken by who sees it free first; of several that spin at that instant, by the one that has spun
 * longest. So a waiter that does not execute is passed over, as with a test-and-set lock. Who has stopped spinning sleeps, and
 * the first that does is woken at every release, as by a mutex of Linux.
 */
final class SpinLock {
    private Task holder;
    private Task[] spinners = new Task[4];
    private int size;
    private final Deque<Task> sleepers = new ArrayDeque<>();

    SpinLock() {}

    /** The same lock of other tasks, those with the same numbers. */
    SpinLock(SpinLock other, Task[] byNumber) {
        holder = other.holder == null ? null : byNumber[other.holder.number];
        spinners = new Task[other.spinners.length];
        for (int i = 0; i < other.size; i++) {
            spinners[i] = byNumber[other.spinners[i].number];
        }
        size = other.size;
        other.sleepers.forEach(sleeper -> sleepers.add(byNumber[sleeper.number]));
    }

    /** Who has it; null for nobody. */
    Task holder() {
        return holder;
    }

    boolean isFree() {
        return holder == null;
    }

    /** A task wants the lock: it has it, or it spins from now on. */
    void want(Task task) {
        if (holder == null) {
            holder = task;
            task.holding = true;
        } else {
            spin(task);
        }
    }

    private void spin(Task task) {
        task.spinning = true;
        if (size == spinners.length) {
            spinners = Arrays.copyOf(spinners, 2 * size);
        }
        spinners[size++] = task;
    }

    /** A spinning task goes to sleep until it is {@linkplain #wakeFirst woken}. */
    void sleep(Task task) {
        forget(task);
        sleepers.add(task);
    }

    /** The task that has slept longest is to spin again, once it executes; null for none. */
    Task wakeFirst() {
        Task first = sleepers.poll();
        if (first != null) {
            spin(first);
        }
        return first;
    }

    /** A spinning task takes the lock, which is free. */
    void take(Task task) {
        forget(task);
        task.holding = true;
        holder = task;
    }

    void release() {
        holder.holding = false;
        holder = null;
    }

    /** The task of a place in the order in which they came that spins on a CPU that executes; null for no such place. */
    Task executing(int place) {
        int passed = 0;
        for (int i = 0; i < size; i++) {
            if (isExecuting(spinners[i]) && passed++ == place) {
                return spinners[i];
            }
        }
        return null;
    }

    private static boolean isExecuting(Task task) {
        return task.state == Task.State.CURRENT && task.cpu.executing;
    }

    /** A waiting task gives up. */
    void forget(Task task) {
        sleepers.remove(task);
        for (int i = 0; i < size; i++) {
            if (spinners[i] == task) {
                size--;
                System.arraycopy(spinners, i + 1, spinners, i, size - i);
                spinners[size] = null;
                break;
            }
        }
        task.spinning = false;
    }
}
