package org.foliot.run.formula;

import java.util.HashMap;
import java.util.Map;
import org.foliot.api.observation.Metric;
import org.foliot.api.observation.Metrics;
import org.foliot.api.observation.Subject;
import org.foliot.program.Expression;
import org.foliot.program.SubjectRef;

/** Metrics of a vCPU that move evenly from one event of a test to the next. */
public final class Piecewise implements MetricSource {
    private record Line(long from, long value, long slope) {}

    private final Map<String, Line> lines = new HashMap<>();

    /** Expression that reads a metric of web.vcpu[0]. */
    public static Expression.Reading vcpu(String metric) {
        return new Expression.Reading(
                SubjectRef.numbered(Subject.VCPU, "web", 0),
                Metrics.find(Subject.VCPU, metric).orElseThrow());
    }

    /** From an instant on the metric has a value and grows by a slope per picosecond. */
    public void set(String metric, long now, long value, long slope) {
        lines.put(metric, new Line(now, value, slope));
    }

    @Override
    public MetricReader reader(SubjectRef subject, Metric metric) {
        return instant -> {
            Line line = lines.getOrDefault(metric.name(), new Line(0, 0, 0));
            return line.value() + (instant - line.from()) * line.slope();
        };
    }
}
