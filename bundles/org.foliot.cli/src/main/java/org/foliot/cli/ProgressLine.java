package org.foliot.cli;

import java.io.PrintStream;
import org.foliot.run.Progress;

/** One line on a terminal that says how far a batch of runs has come; gone when they are done. */
final class ProgressLine implements AutoCloseable {
    private static final long PATIENCE_NANOS = 300_000_000;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream err;
    private final boolean shown;
    private final int runs;
    private int ended;
    private long lastShown = System.nanoTime();
    private boolean visible;

    /**
     * A line that nobody sees yet.
     *
     * @param shown whether it will ever be seen
     */
    ProgressLine(Terminal terminal, int runs, boolean shown) {
        this.err = terminal.err();
        this.runs = runs;
        this.shown = shown;
    }

    /** To be told by one run. */
    Progress ofRun() {
        return shown ? this::at : Progress.NONE;
    }

    private synchronized void at(long instant, long end, long events) {
        long now = System.nanoTime();
        if (now - lastShown < PATIENCE_NANOS) {
            return;
        }
        lastShown = now;
        visible = true;
        long percent = end == 0 ? 100 : Math.min(100, instant / Math.max(1, end / 100));
        err.print(CLEAR + (runs == 1 ? "" : ended + " of " + runs + " runs done; ") + percent + " % of simulated time, "
                + events / 1000 + " k events");
        err.flush();
    }

    /** One run has ended. */
    synchronized void runEnded() {
        ended++;
    }

    /** One case of several has ended, and nobody tells of its runs. */
    synchronized void caseEnded() {
        runEnded();
        if (shown) {
            visible = true;
            err.print(CLEAR + ended + " of " + runs + " cases done");
            err.flush();
        }
    }

    @Override
    public synchronized void close() {
        if (visible) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
