package org.foliot.api.scheduler;

/** Scheduling policies of sched(7); the deadline class is not modelled. */
public enum Policy {
    /** SCHED_OTHER, SCHED_NORMAL in the kernel. */
    OTHER,
    /** SCHED_BATCH: does not preempt on wake-up. */
    BATCH,
    /** SCHED_IDLE: weight 3, preempted by any other. */
    IDLE,
    /** SCHED_FIFO. */
    FIFO,
    /** SCHED_RR. */
    RR;

    /** Whether the real-time class handles it. */
    public boolean isRealTime() {
        return this == FIFO || this == RR;
    }
}
