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
        if (!isDue()) {
            return;
        }
        long percent = end == 0 ? 100 : Math.min(100, instant / Math.max(1, end / 100));
        show((runs == 1 ? "" : ended + " of " + runs + " runs done; ") + percent + " % of simulated time, "
                + events / 1000 + " k events");
    }

    /** Whether nothing was shown for long enough; if so, something is going to be. */
    private boolean isDue() {
        long now = System.nanoTime();
        if (now - lastShown < PATIENCE_NANOS) {
            return false;
        }
        lastShown = now;
        return true;
    }

    private void show(String text) {
        visible = true;
        err.print(CLEAR + text);
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
            show(ended + " of " + runs + " cases done");
        }
    }

    /** A campaign of runs has come so far; what it had before it began takes no time. */
    synchronized void campaign(long done, long known, long most) {
        if (!shown || !isDue()) {
            return;
        }
        long made = done - known;
        String left = made == 0 ? "" : "; " + time((lastShown - begun) / made * (most - done)) + " left";
        show(done + " of " + most + " runs done" + (known == 0 ? "" : ", " + known + " of them before") + left);
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
