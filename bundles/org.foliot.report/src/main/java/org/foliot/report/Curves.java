package org.foliot.report;

import java.util.Map;
import java.util.Set;
import org.foliot.api.observation.Subject;
import org.foliot.program.Program;
import org.foliot.run.RunSink;
import org.foliot.run.Sampling;
import org.foliot.time.Duration;

/** Which metrics the pictures of a run need over time, and how often. */
public final class Curves {
    private static final Map<Subject, Set<String>> DRAWN =
            Map.of(Subject.VCPU, Set.of("stolen", "run_delay"), Subject.GUEST, Set.of("clock_error"));
    private static final int SAMPLES = 1000;

    private Curves() {}

    /**
     * The sampling with which a run has what its pictures need: a thousand samples of stolen time, run_delay and clock error.
     * These are metrics that can be read without any guest noticing.
     */
    public static Sampling sampling(Program program) {
        long period = Math.max(1, (program.end().picoseconds() + SAMPLES - 1) / SAMPLES);
        return new Sampling(new Duration(period), Curves::isDrawn);
    }

    private static boolean isDrawn(RunSink.Column column) {
        return isDrawn(column.subject().kind(), column.metric().name());
    }

    static boolean isDrawn(Subject subject, String metric) {
        return DRAWN.getOrDefault(subject, Set.of()).contains(metric);
    }
}
