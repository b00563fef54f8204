package org.foliot.guest;

/** What runs in the guest at the moment: firmware or a kernel; called as {@link org.foliot.api.guest.GuestSystem} is. */
interface Software {
    long enter(int vcpu, long now);

    /** A vCPU that executes has reached its next instant, or was interrupted. */
    long step(int vcpu, long now);

    void exit(int vcpu, long now);

    long wakeUp(int vcpu, long now);

    /** What the counters read has changed by more than the passing of time. */
    void clockChanged(long now);

    /** See {@link org.foliot.api.guest.GuestSystem#clockChanges}. */
    default void clockChanges(long now) {}

    /** The same software, which does not execute. */
    Software copy();
}
