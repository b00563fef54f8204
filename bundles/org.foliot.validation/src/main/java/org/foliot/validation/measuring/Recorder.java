package org.foliot.validation.measuring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.foliot.api.observation.ObservationKind;
import org.foliot.api.observation.Observations;
import org.foliot.api.observation.Subject;
import org.foliot.engine.RandomStreams;
import org.foliot.program.SubjectRef;
import org.foliot.run.RunResult;
import org.foliot.run.RunSink;
import org.foliot.time.Duration;
import org.foliot.validation.Interval;
import org.foliot.validation.Measurement;

/**
 * Looks at one run as the recording programs looked at theirs: at metrics when intervals begin and end, at jobs when they are
 * done, and at threads, which take gaps of less than 60 us for no gap.
 */
public final class Recorder implements RunSink {
    /** Gaps that a busy thread does not notice ({@code GAP} of the load generator). */
    private static final long GAP = 60 * Duration.PS_PER_MICRO;

    private final List<Long> edges;
    private final boolean watchesThreads;
    private final List<String> processes;
    private final List<String> names = new ArrayList<>();
    private final Map<String, long[]> values = new HashMap<>();
    private final Map<String, List<long[]>> bursts = new HashMap<>();
    private final Map<String, List<long[]>> responses = new HashMap<>();
    private final Map<String, Outside> outsides = new HashMap<>();
    private final RandomStreams streams;

    /**
     * A recorder for one run.
     *
     * @param intervals what will be measured
     * @param watchesThreads whether bursts are wanted
     * @param processes names of the processes of the guest, if there is one
     * @param seed that of the run
     */
    public Recorder(List<Interval> intervals, boolean watchesThreads, List<String> processes, long seed) {
        this.streams = new RandomStreams(seed);
        this.processes = List.copyOf(processes);
        SortedSet<Long> instants = new TreeSet<>();
        for (Interval interval : intervals) {
            instants.add(interval.from().picoseconds());
            instants.add(interval.to().picoseconds());
        }
        this.edges = List.copyOf(instants);
        this.watchesThreads = watchesThreads;
    }

    /** The distance of samples that has one at every edge but the last, where the run ends. */
    public Duration samplePeriod() {
        long period = 0;
        for (long edge : edges.subList(0, edges.size() - 1)) {
            period = greatestCommonDivisor(period, edge);
        }
        return new Duration(period);
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    @Override
    public void columns(List<Column> columns) {
        for (Column column : columns) {
            String name = column.subject() + "." + column.metric().name();
            names.add(name);
            values.put(name, new long[edges.size()]);
        }
    }

    @Override
    public void sample(long instant, long[] sampled) {
        int edge = edges.indexOf(instant);
        if (edge >= 0) {
            for (int i = 0; i < sampled.length; i++) {
                values.get(names.get(i))[edge] = sampled[i];
            }
        }
    }

    @Override
    public boolean wantsObservations() {
        return true;
    }

    @Override
    public void observation(long instant, ObservationKind kind, SubjectRef subject, long a, long b) {
        if (kind == Observations.JOB) {
            responses
                    .computeIfAbsent(subject.toString(), s -> new ArrayList<>())
                    .add(new long[] {instant, a});
        } else if (kind == Observations.PROCESS_JOB) {
            String process = subject.owner() + "." + processes.get((int) a);
            responses.computeIfAbsent(process, s -> new ArrayList<>()).add(new long[] {instant, b * Duration.PS_PER_NANO
            });
        }
    }

    @Override
    public boolean wantsSegments() {
        return watchesThreads;
    }

    @Override
    public void segment(SubjectRef subject, long start, long end, String state) {
        if (subject.kind() != Subject.CPU) {
            return;
        }
        Outside outside =
                outsides.computeIfAbsent(subject.toString(), cpu -> new Outside(streams.stream(cpu, "outside")));
        long from = start;
        for (long away = outside.firstAfter(from); away < end; away = outside.firstAfter(from)) {
            ran(state, from, away);
            from = Math.min(end, away + Outside.AWAY);
        }
        ran(state, from, end);
    }

    private void ran(String thread, long start, long end) {
        if (start >= end) {
            return;
        }
        List<long[]> ofThread = bursts.computeIfAbsent(thread, s -> new ArrayList<>());
        long[] last = ofThread.isEmpty() ? null : ofThread.get(ofThread.size() - 1);
        if (last != null && start - (last[0] + last[1]) <= GAP) {
            last[1] = end - last[0];
        } else {
            ofThread.add(new long[] {start, end - start});
        }
    }

    /** What was measured, when the run has ended. */
    public Measurement measurement(RunResult result) {
        result.metrics().forEach(m -> values.get(m.subject() + "." + m.metric().name())[edges.size() - 1] = m.value());
        return new Measurement(values, edges, bursts, responses);
    }
}
