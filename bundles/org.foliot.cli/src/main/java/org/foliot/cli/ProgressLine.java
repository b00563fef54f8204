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
    private final long begun = System.nanoTime();
    private long lastShown = begun;
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

    /** A campaign of runs has come so far; what it had before it began takes no time. */
    synchronized void campaign(long done, long known, long most) {
        long now = System.nanoTime();
        if (!shown || now - lastShown < PATIENCE_NANOS) {
            return;
        }
        lastShown = now;
        visible = true;
        long made = done - known;
        String left = made == 0 ? "" : "; " + time((now - begun) / made * (most - done)) + " left";
        err.print(CLEAR + done + " of " + most + " runs done" + (known == 0 ? "" : ", " + known + " of them before")
                + left);
        err.flush();
    }

    private static String time(long nanoseconds) {
        long seconds = Math.max(1, nanoseconds / 1_000_000_000);
        return seconds < 60
                ? seconds + " s"
                : seconds < 3600
                        ? seconds / 60 + " min " + seconds % 60 + " s"
                        : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
    }

    @Override
    public synchronized void close() {
        if (visible) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
