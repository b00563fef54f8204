package org.foliot.guest;

import java.util.Arrays;

/**
 * The lock that all processes of one kind share.
 *
 * <p>A choice of ours: it is taken by who sees it free first; of several that spin at that instant, by the one that has spun
 * longest. So a waiter that does not execute is passed over, as with a test-and-set lock.
 */
final class SpinLock {
    private Task holder;
    private Task[] spinners = new Task[4];
    private int size;

    SpinLock() {}

    /** The same lock of other tasks, those with the same numbers. */
    SpinLock(SpinLock other, Task[] byNumber) {
        holder = other.holder == null ? null : byNumber[other.holder.number];
        spinners = new Task[other.spinners.length];
        for (int i = 0; i < other.size; i++) {
            spinners[i] = byNumber[other.spinners[i].number];
        }
        size = other.size;
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
            task.spinning = true;
            if (size == spinners.length) {
                spinners = Arrays.copyOf(spinners, 2 * size);
            }
            spinners[size++] = task;
        }
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

    /** Who of the spinning tasks executes, in the order in which they came; null for none. */
    Task firstExecuting() {
        for (int i = 0; i < size; i++) {
            Task task = spinners[i];
            if (task.state == Task.State.CURRENT && task.cpu.executing) {
                return task;
            }
        }
        return null;
    }

    /** A spinning task gives up. */
    void forget(Task task) {
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
