package org.foliot.validation.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.foliot.program.SubjectRef;
import org.foliot.time.Duration;
import org.foliot.validation.Interval;
import org.foliot.validation.Measurement;
import org.foliot.validation.Quantity;
import org.foliot.validation.Quantity.Unit;
import org.foliot.validation.Range;
import org.foliot.validation.Rule;

/** What is compared of a vCPU's thread and its steal page, and when it agrees. */
final class VmRules {
    /**
     * Noise of fractions: that of cases of grade clean, and the 1.2 % that strangers may have had in their runs, because nobody
     * has sorted out runs in which they had more.
     */
    static final double NOISE = 0.01 + 0.012;

    private static final double NANOS_PER_MILLI = 1e6;
    /** The page counts nanoseconds, the simulator picoseconds. */
    private static final double NANOSECOND = 1e-6;

    private static final SubjectRef VCPU = Subjects.VCPU;

    /** Time that the thread ran, guest code and host code. */
    static long ran(Measurement m, Interval interval) {
        return m.growth(VCPU, "running", interval) + m.growth(VCPU, "in_host", interval);
    }

    List<Quantity> window(Fields observed, Interval window, boolean exits) {
        List<Quantity> quantities = new ArrayList<>();
        double length = window.length().picoseconds();
        quantities.add(fraction(observed, "run", "run_fraction", m -> ran(m, window) / length));
        quantities.add(
                fraction(observed, "run_delay", "run_delay_fraction", m -> m.fraction(VCPU, "run_delay", window)));
        quantities.add(fraction(observed, "steal", "steal_fraction", m -> m.fraction(VCPU, "stolen", window)));
        quantities.add(milliseconds(
                "",
                "steal - run_delay",
                observed.range("steal_minus_run_delay_ns").times(1 / NANOS_PER_MILLI),
                m -> m.growth(VCPU, "stolen", window) - m.growth(VCPU, "run_delay", window),
                new Rule.Within(NANOSECOND)));
        quantities.add(rate(
                "timeslices",
                observed.range("timeslices_per_s"),
                m -> m.growth(VCPU, "loads", window),
                window,
                new Rule.Shown()));
        quantities.add(rate(
                "steal updates",
                observed.range("steal_updates_per_s"),
                m -> m.growth(VCPU, "steal_updates", window),
                window,
                new Rule.Shown()));
        if (exits) {
            quantities.add(rate(
                    "exits",
                    observed.range("io_exits_per_s"),
                    m -> m.growth(Subjects.process("loop"), "jobs", window),
                    window,
                    new Rule.Near(0.05)));
        }
        return quantities;
    }

    List<Quantity> aroundEvent(Fields json, List<Interval> intervals) {
        List<Quantity> quantities = new ArrayList<>();
        for (Interval interval : intervals) {
            Fields part = json.object(interval.name());
            Rule rule = new Rule.Within(NOISE * interval.length().picoseconds() / Duration.PS_PER_MILLI);
            quantities.add(milliseconds(interval.name(), "run", part.range("run_ms"), m -> ran(m, interval), rule));
            quantities.add(milliseconds(
                    interval.name(),
                    "run_delay",
                    part.range("delay_ms"),
                    m -> m.growth(VCPU, "run_delay", interval),
                    rule));
            quantities.add(milliseconds(
                    interval.name(), "steal", part.range("steal_ms"), m -> m.growth(VCPU, "stolen", interval), rule));
        }
        return quantities;
    }

    private static Quantity fraction(Fields observed, String name, String field, ToDoubleFunction<Measurement> meter) {
        return new Quantity(
                VCPU.toString(), "", name, Unit.FRACTION, observed.range(field), meter, new Rule.Within(NOISE));
    }

    private static Quantity milliseconds(
            String interval, String name, Range observed, ToDoubleFunction<Measurement> picoseconds, Rule rule) {
        return new Quantity(
                VCPU.toString(),
                interval,
                name,
                Unit.MILLISECONDS,
                observed,
                m -> picoseconds.applyAsDouble(m) / Duration.PS_PER_MILLI,
                rule);
    }

    private static Quantity rate(
            String name, Range observed, ToDoubleFunction<Measurement> count, Interval window, Rule rule) {
        double seconds = (double) window.length().picoseconds() / Duration.PS_PER_SECOND;
        return new Quantity(
                VCPU.toString(), "", name, Unit.PER_SECOND, observed, m -> count.applyAsDouble(m) / seconds, rule);
    }
}
