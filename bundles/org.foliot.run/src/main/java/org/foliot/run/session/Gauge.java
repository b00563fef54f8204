package org.foliot.run.session;

import java.util.ArrayList;
import java.util.List;
import org.foliot.api.observation.Metric;
import org.foliot.program.MeasureDefinition;
import org.foliot.program.SubjectRef;
import org.foliot.run.Measure;
import org.foliot.run.Measurement;
import org.foliot.run.Measuring;
import org.foliot.run.formula.Binding;
import org.foliot.run.formula.Formula;
import org.foliot.run.formula.FormulaCompiler;
import org.foliot.run.formula.MetricReader;
import org.foliot.run.formula.MetricSource;

/** Takes the measures of a run: notes what totals are when the warm-up ends, and computes the rest when the run does. */
final class Gauge {
    private final Measuring measuring;
    private final List<Baselined> totals = new ArrayList<>();
    private final List<Formula> formulas = new ArrayList<>();
    private boolean warm;

    /** A total, less what it was when the warm-up ended. */
    private static final class Baselined implements MetricReader {
        private final MetricReader reader;
        private long baseline;

        Baselined(MetricReader reader) {
            this.reader = reader;
        }

        @Override
        public long at(long instant) {
            return reader.at(instant) - baseline;
        }

        @Override
        public boolean isFunctionOfTime() {
            return reader.isFunctionOfTime();
        }
    }

    Gauge(Measuring measuring, MetricSource metrics) {
        this.measuring = measuring;
        this.warm = measuring.warmUp().isZero();
        FormulaCompiler compiler = new FormulaCompiler(
                (subject, metric) -> reader(subject, metric, metrics),
                measuring.warmUp().picoseconds());
        for (MeasureDefinition measure : measuring.measures()) {
            formulas.add(compiler.formula(measure.value(), new Binding()));
        }
    }

    private MetricReader reader(SubjectRef subject, Metric metric, MetricSource metrics) {
        MetricReader reader = metrics.reader(subject, metric);
        if (warm || metric.accrual().equals(Metric.Accrual.LEVEL)) {
            return reader;
        }
        Baselined total = new Baselined(reader);
        totals.add(total);
        return total;
    }

    /** The instant at which {@link #warm} is to be called; {@link Long#MAX_VALUE} for none. */
    long next() {
        return warm ? Long.MAX_VALUE : measuring.warmUp().picoseconds();
    }

    /** The warm-up ends. */
    void warm(long now) {
        for (Baselined total : totals) {
            total.baseline = total.reader.at(now);
        }
        warm = true;
    }

    /** What was measured; nothing when the warm-up has not ended. */
    List<Measurement> finish(long now) {
        List<Measurement> measurements = new ArrayList<>();
        for (int i = 0; warm && i < formulas.size(); i++) {
            MeasureDefinition measure = measuring.measures().get(i);
            measurements.add(new Measurement(measure.name(), value(measure, formulas.get(i), now)));
        }
        return measurements;
    }

    private static Measure value(MeasureDefinition measure, Formula formula, long now) {
        try {
            return new Measure(formula.at(now), Measure.Kind.of(measure.unit()));
        } catch (ArithmeticException e) {
            throw new ArithmeticException("the measure " + measure.name() + " cannot be computed: " + e.getMessage());
        }
    }
}
