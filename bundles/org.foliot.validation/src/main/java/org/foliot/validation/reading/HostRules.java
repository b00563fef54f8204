package org.foliot.validation.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.foliot.program.SubjectRef;
import org.foliot.time.Duration;
import org.foliot.validation.Grade;
import org.foliot.validation.Interval;
import org.foliot.validation.Measurement;
import org.foliot.validation.Quantity;
import org.foliot.validation.Quantity.Unit;
import org.foliot.validation.Range;
import org.foliot.validation.Rule;

/**
 * What is compared of a thread on a host, and when it agrees: the rule in the README of the data.
 *
 * <p>Run time and run_delay of a case of grade clean lie in the recorded range widened by 0.01; medians of bursts and response
 * times are within a quarter of the recorded ones where those mean something. Of other cases only the shares are judged: of
 * several threads, in what all of them got; of a single one, in the time of the processor.
 */
final class HostRules {
    /** Noise of fractions. */
    private static final double NOISE = 0.01;
    /** How far medians may be apart. */
    private static final double QUARTER = 0.25;
    /** Bursts whose mean slice is longer are cut by kernel threads in the recording … */
    private static final double LONGEST_MEAN_SLICE = 5;
    /** … and so are those whose median is this long, by something outside of the machine. */
    private static final double LONGEST_BURST = 9.8;

    private static final double MICROS_PER_MILLI = 1e3;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Grade grade;
    private final List<SubjectRef> all;
    private final Interval whole;
    /** What strangers had of the processors, in processors. */
    private final double strangers;

    HostRules(Fields json, Grade grade, List<SubjectRef> all, Interval whole) {
        this.grade = grade;
        this.all = all;
        this.whole = whole;
        this.strangers = grade == Grade.POOR ? strangers(json) : 0;
    }

    /** A recording says it per processor. */
    private static double strangers(Fields json) {
        Fields observed = json.object("observed");
        if (!observed.has("cpu")) {
            return 0;
        }
        Fields cpu = observed.object("cpu");
        long cpus = json.objects("tasks").stream()
                .flatMap(t -> t.wholes("pinned_cpus", 0, Integer.MAX_VALUE).stream())
                .distinct()
                .count();
        return Math.max(0, cpu.range("foreign_fraction").median()) * cpus;
    }

    List<Quantity> of(SubjectRef task, Fields observed) {
        List<Quantity> quantities = new ArrayList<>();
        Rule exact = grade == Grade.CLEAN ? new Rule.Within(NOISE) : new Rule.Shown();
        Range run = observed.range("run_fraction");
        quantities.add(fraction(task, "run", "ran", run, isAlone() ? new Rule.Within(NOISE) : exact));
        quantities.add(fraction(task, "run_delay", "run_delay", observed.range("run_delay_fraction"), exact));
        if (all.size() > 1) {
            quantities.add(share(task, observed.range("run_share_of_own"), run));
        }
        Range meanSlice = observed.range("mean_slice_ns").times(1 / NANOS_PER_MILLI);
        quantities.add(milliseconds(
                task,
                "mean slice",
                meanSlice,
                new Rule.Shown(),
                m -> meanSlice(m.growth(task, "ran", whole), m.growth(task, "slices", whole))));
        median(observed, "on_cpu_burst_us").ifPresent(burst -> {
            boolean meaningful = meanSlice.median() <= LONGEST_MEAN_SLICE && burst < LONGEST_BURST;
            quantities.add(samples(task, "median burst", burst, near(meaningful), m -> m.bursts(task, whole)));
        });
        median(observed, "response_us")
                .ifPresent(response -> quantities.add(
                        samples(task, "median response", response, near(true), m -> m.responses(task, whole))));
        return quantities;
    }

    /**
     * Whether a thread ran by itself on a processor that was idle now and then: strangers ran in the idle time, so its run
     * fraction, which is its share of the processor, is exact all the same.
     */
    private boolean isAlone() {
        return grade == Grade.MIXED && all.size() == 1;
    }

    private static double meanSlice(long ran, long slices) {
        return slices == 0 ? 0 : (double) ran / slices;
    }

    private Rule near(boolean meaningful) {
        return meaningful && grade == Grade.CLEAN ? new Rule.Near(QUARTER) : new Rule.Shown();
    }

    private static Optional<Double> median(Fields observed, String name) {
        return observed.has(name)
                ? observed.object(name).decimal("p50").map(micros -> micros / MICROS_PER_MILLI)
                : Optional.empty();
    }

    private Quantity fraction(SubjectRef task, String name, String metric, Range observed, Rule rule) {
        return new Quantity(
                task.toString(), "", name, Unit.FRACTION, observed, m -> m.fraction(task, metric, whole), rule);
    }

    private Quantity milliseconds(
            SubjectRef task, String name, Range observed, Rule rule, ToDoubleFunction<Measurement> picoseconds) {
        return new Quantity(
                task.toString(),
                "",
                name,
                Unit.MILLISECONDS,
                observed,
                m -> picoseconds.applyAsDouble(m) / Duration.PS_PER_MILLI,
                rule);
    }

    private Quantity samples(
            SubjectRef task, String name, double median, Rule rule, Function<Measurement, double[]> picoseconds) {
        return new Quantity(
                task.toString(),
                "",
                name,
                Unit.MILLISECONDS,
                Range.of(median),
                new Quantity.Samples(m -> Arrays.stream(picoseconds.apply(m))
                        .map(ps -> ps / Duration.PS_PER_MILLI)
                        .toArray()),
                rule);
    }

    /** The share of a thread in what all threads of the case got. */
    private Quantity share(SubjectRef task, Range observed, Range run) {
        Rule rule = grade == Grade.CLEAN
                ? new Rule.Shown()
                : strangers > 0 ? new Rule.Displaced(NOISE, run.median(), strangers) : new Rule.Within(NOISE);
        return new Quantity(
                task.toString(),
                "",
                "share",
                Unit.FRACTION,
                observed,
                m -> {
                    double sum = 0;
                    for (SubjectRef each : all) {
                        sum += m.growth(each, "ran", whole);
                    }
                    return sum == 0 ? 0 : m.growth(task, "ran", whole) / sum;
                },
                rule);
    }
}
