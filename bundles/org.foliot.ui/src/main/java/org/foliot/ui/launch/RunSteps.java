package org.foliot.ui.launch;

import org.eclipse.core.runtime.IProgressMonitor;
import org.foliot.run.Cancellation;
import org.foliot.run.Measure;
import org.foliot.run.Progress;

/** Turns simulated time into steps of a progress bar with words beside it, and a request of its user into a cancellation. */
public final class RunSteps implements Progress {
    /** Of which the bar has so many. */
    static final int ALL = 1000;

    private static final long PATIENCE_NANOS = 200_000_000;

    /** Digits of instants that are worth showing: the rest changes faster than anybody reads. */
    private static final long FINEST = 10_000;

    private final IProgressMonitor monitor;
    private final Cancellation cancellation;
    private long lastSaid = System.nanoTime();
    private int done;

    /**
     * Begins at the start of a run.
     *
     * @param monitor shows it
     * @param cancellation is requested when the user of the monitor asks for it
     */
    public RunSteps(IProgressMonitor monitor, Cancellation cancellation) {
        this.monitor = monitor;
        this.cancellation = cancellation;
    }

    @Override
    public void at(long instant, long end, long events) {
        if (monitor.isCanceled()) {
            cancellation.request();
        }
        int reached = end <= 0 ? 0 : (int) (ALL * Math.min(1.0, (double) instant / end));
        if (reached > done) {
            monitor.worked(reached - done);
            done = reached;
        }
        // A run that needs days for the first step says at once that it gets on.
        long now = System.nanoTime();
        if (now - lastSaid >= PATIENCE_NANOS) {
            lastSaid = now;
            monitor.subTask(words(instant, end, events));
        }
    }

    /** Such as "132.3 s of 9000 s, 337510 events". */
    static String words(long instant, long end, long events) {
        long unit = 1;
        while (unit <= end / FINEST / 10) {
            unit *= 10;
        }
        return Measure.time(instant - instant % unit) + " of " + Measure.time(end) + ", " + events + " events";
    }
}
