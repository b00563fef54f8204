package org.foliot.machine;

/** Where a thread's time goes: at every instant it is in exactly one of these. */
public enum ThreadState {
    /** A task runs its code, a vCPU guest code. */
    RUNNING,
    /** A vCPU's thread runs host code. */
    IN_HOST,
    /** Runnable and not running: preempted, not yet picked after a wake-up, or throttled by a quota. */
    WAITING,
    /** Blocked: a task sleeps, a vCPU is halted in WFI or its thread sleeps in the VMM after an exit. */
    IDLE,
    /** Stopped from outside: by the VMM, by SIGSTOP, by the freezer, by suspend of the host, or on its way to another host. */
    PAUSED,
    /** Not there: not yet started, ended, or a vCPU that is off. */
    OFFLINE;

    private static final ThreadState[] ALL = values();

    static ThreadState of(int ordinal) {
        return ALL[ordinal];
    }
}
