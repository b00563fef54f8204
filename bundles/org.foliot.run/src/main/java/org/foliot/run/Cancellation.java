package org.foliot.run;

import java.util.LinkedHashSet;
import java.util.Set;

/** A request to stop that can be made once, from any thread, for any number of runs. */
public final class Cancellation {
    private final Set<Runnable> listeners = new LinkedHashSet<>();
    private boolean requested;

    /** Asks all runs that share this object to stop soon; those that have not begun yet will not. */
    public void request() {
        Set<Runnable> told;
        synchronized (this) {
            requested = true;
            told = new LinkedHashSet<>(listeners);
        }
        told.forEach(Runnable::run);
    }

    /** Whether it was requested. */
    public synchronized boolean isRequested() {
        return requested;
    }

    /** Calls a listener when it is requested, at once if it already is. */
    public void add(Runnable listener) {
        boolean now;
        synchronized (this) {
            listeners.add(listener);
            now = requested;
        }
        if (now) {
            listener.run();
        }
    }

    /** Forgets a listener. */
    public synchronized void remove(Runnable listener) {
        listeners.remove(listener);
    }
}
