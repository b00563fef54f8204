package org.foliot.spark;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last error that a process has printed, for the message of whoever wonders why it has ended. */
final class LastWords {
    private static final int LINES = 50;

    private final Deque<String> lines = new ArrayDeque<>();

    synchronized void add(String line) {
        if (lines.size() == LINES) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    /** What to put after a message: the last line that speaks of an error or an exception, or nothing. */
    synchronized String afterwards() {
        return lines.stream()
                .filter(l -> l.contains(" ERROR ") || l.contains("Exception") || l.contains("Error:"))
                .filter(l -> !l.startsWith("\t"))
                .reduce((earlier, later) -> later)
                .map(l -> ": " + l.strip())
                .orElse("");
    }
}
