package org.foliot.scheduler.linux;

import org.foliot.api.scheduler.Policy;
import org.foliot.api.scheduler.RunQueues;

/** A thread as the scheduler knows it (the scheduling part of struct task_struct). */
public final class Task {
    final int thread;
    final Entity entity;

    /** The processor that it is on or was on last, or null before its first. */
    Cpu cpu;

    /** Whether the machine has it on the run queues. */
    boolean queued;

    Policy policy = Policy.OTHER;
    TaskGroup group;

    /** Whether it reads its CPU clock all the time; see SchedulerHost. */
    boolean readsClock;

    /** SCHED_IDLE. */
    boolean idlePolicy;

    /** Counted by its processor as idle work: SCHED_IDLE or in a cpu.idle group. */
    boolean countedIdle;

    /** 1 to 99, or 0 for the fair class. */
    int rtPriority;

    /** Ticks left of a SCHED_RR slice. */
    int rrTicksLeft;

    /** Links of the list that it is on: that of its real-time priority, or the fair threads of its processor. */
    Task next;

    Task previous;

    Task(int thread, FairPolicy policy) {
        this.thread = thread;
        this.entity = policy.entity(this, ~thread);
    }

    /** Number of the thread on its host. */
    public int thread() {
        return thread;
    }

    /** Scheduling policy. */
    public Policy policy() {
        return policy;
    }

    /** Whether it reads its CPU clock all the time; see {@link org.foliot.api.scheduler.SchedulerHost#readsCpuClock}. */
    public boolean readsClock() {
        return readsClock;
    }

    /** Whether the real-time class handles it. */
    boolean isRealTime() {
        return rtPriority > 0;
    }

    /** The number of a task, or {@link RunQueues#NONE} for none. */
    static int number(Task task) {
        return task == null ? RunQueues.NONE : task.thread;
    }
}
