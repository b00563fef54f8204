package org.foliot.machine;

/** What the thread of a vCPU is about while it is runnable. */
enum VcpuPhase {
    /** Host work, then the hypervisor's requests. */
    ENTERING,
    /** Requests have been handled, which takes time; then the guest. */
    REQUESTS,
    /** Guest code. */
    GUEST,
    /** Host work of WFI, then the thread blocks. */
    HALTING,
    /** Polls for an interrupt before it blocks. */
    POLLING,
    /** Host work of an exit to the VMM, then the thread sleeps there. */
    EXITING,
    /** Has touched a page that is not there, and sleeps until it is. */
    FAULTING,
    /** Host work of power-off, then the thread is off. */
    GOING_OFF
}
