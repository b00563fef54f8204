package org.foliot.machine;

/** What a host remembers of a thread that went away: its traits, which never change again, and the time that it ran here. */
final class Departed extends HostThread {
    Departed(HostThread gone, long now) {
        super(gone.subject, ObservationSink.NONE);
        this.nice = gone.nice;
        this.policy = gone.policy;
        this.priority = gone.priority;
        this.requestedSlice = gone.requestedSlice;
        this.group = gone.group;
        this.affinity = gone.affinity;
        this.ranElsewhere = -gone.ranHere(now);
    }

    @Override
    long switchedIn(long now) {
        throw gone();
    }

    @Override
    long due(long now) {
        throw gone();
    }

    @Override
    void switchedOut(long now, boolean preempted) {
        throw gone();
    }

    @Override
    long interrupted(long now) {
        throw gone();
    }

    @Override
    long crowded(long now) {
        throw gone();
    }

    @Override
    void timerExpired(long now) {
        throw gone();
    }

    @Override
    boolean wakesAfterHold(long now) {
        return false;
    }

    private static IllegalStateException gone() {
        return new IllegalStateException("the scheduler picked a thread that has exited");
    }
}
