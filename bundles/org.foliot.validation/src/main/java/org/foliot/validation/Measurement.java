package org.foliot.validation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.foliot.program.SubjectRef;

/**
 * What was measured in one run: metrics at the edges of the intervals, and what can only be seen on the way.
 *
 * <p>Times are picoseconds.
 */
public final class Measurement {
    private final Map<String, long[]> values;
    private final List<Long> edges;
    private final Map<String, List<long[]>> bursts;
    private final Map<String, List<long[]>> responses;

    /**
     * @param values per {@code subject.metric} its values at the edges
     * @param edges instants at which intervals begin or end, ascending
     * @param bursts per thread, beginning and length of each time on a processor
     * @param responses per task, completion and response time of each job
     */
    public Measurement(
            Map<String, long[]> values,
            List<Long> edges,
            Map<String, List<long[]>> bursts,
            Map<String, List<long[]>> responses) {
        this.values = Map.copyOf(values);
        this.edges = List.copyOf(edges);
        this.bursts = Map.copyOf(bursts);
        this.responses = Map.copyOf(responses);
    }

    /** How much a metric grew in an interval. */
    public long growth(SubjectRef subject, String metric, Interval interval) {
        return at(subject, metric, interval.to().picoseconds())
                - at(subject, metric, interval.from().picoseconds());
    }

    /** The same as a part of the interval. */
    public double fraction(SubjectRef subject, String metric, Interval interval) {
        return (double) growth(subject, metric, interval) / interval.length().picoseconds();
    }

    /** A metric at an edge of an interval. */
    public long at(SubjectRef subject, String metric, long instant) {
        long[] ofMetric = values.get(subject + "." + metric);
        int edge = edges.indexOf(instant);
        if (ofMetric == null || edge < 0) {
            throw new IllegalArgumentException(subject + "." + metric + " was not measured at " + instant + " ps");
        }
        return ofMetric[edge];
    }

    /** The uninterrupted times that a thread had a processor, of those that began in an interval. */
    public double[] bursts(SubjectRef thread, Interval interval) {
        return within(bursts.getOrDefault(thread.toString(), List.of()), interval);
    }

    /** Response times of the jobs that a task completed in an interval. */
    public double[] responses(SubjectRef task, Interval interval) {
        return within(responses.getOrDefault(task.toString(), List.of()), interval);
    }

    /** Mean response time of the jobs that a task or process completed in an interval; 0 for none. */
    public double meanResponse(SubjectRef task, Interval interval) {
        return responses.getOrDefault(task.toString(), List.of()).stream()
                .filter(p -> p[0] >= interval.from().picoseconds()
                        && p[0] <= interval.to().picoseconds())
                .mapToLong(p -> p[1])
                .average()
                .orElse(0);
    }

    private static double[] within(List<long[]> pairs, Interval interval) {
        long from = interval.from().picoseconds();
        long to = interval.to().picoseconds();
        return pairs.stream()
                .filter(p -> p[0] >= from && p[0] <= to)
                .mapToDouble(p -> p[1])
                .toArray();
    }

    /** The middle one of some values, 0 for none; of two in the middle the upper one, as the recording programs take it. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
