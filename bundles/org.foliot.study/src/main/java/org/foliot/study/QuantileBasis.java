package org.foliot.study;

import java.util.Optional;
import org.foliot.program.study.StudyMeasure;
import org.foliot.program.study.StudyPoint;
import org.foliot.program.study.Term;
import org.foliot.statistics.Interval;
import org.foliot.statistics.QuantileInterval;
import org.foliot.statistics.Sample;

/**
 * What a quantile in an expectation rests on: a quantile of a few runs is a number like any other, and says next to nothing.
 *
 * @param statistic the quantile, as an expectation writes it
 * @param measure of what
 * @param point of whose runs
 * @param value what it comes to
 * @param values of how many replications
 * @param needed how many an interval needs
 * @param level of the interval
 * @param interval where the quantile probably is; absent of fewer values than are needed
 */
public record QuantileBasis(
        String statistic,
        StudyMeasure measure,
        StudyPoint point,
        double value,
        int values,
        int needed,
        double level,
        Optional<Interval> interval) {
    /** Which quantile a statistic is, if it is one. */
    static Optional<Double> probability(Term.OverRuns term) {
        return switch (term.function()) {
            case MEDIAN -> Optional.of(0.5);
            case QUANTILE -> Optional.of(term.percent().orElseThrow() / 100.0);
            case MEAN, CI, DEVIATION, LOWEST, HIGHEST -> Optional.empty();
        };
    }

    static QuantileBasis of(
            double probability,
            StudyMeasure measure,
            PointResult point,
            double value,
            Term.OverRuns term,
            double level) {
        double[] values = point.values(term.measure());
        int needed = QuantileInterval.leastSize(probability, level);
        return new QuantileBasis(
                new Finding(term, measure, values.length, value).statistic(),
                measure,
                point.point(),
                value,
                values.length,
                needed,
                level,
                values.length < needed
                        ? Optional.empty()
                        : Optional.of(QuantileInterval.of(Sample.of(values), probability, level)
                                .interval()));
    }

    /** Whether there are too few runs for an interval. */
    public boolean isShort() {
        return interval.isEmpty();
    }

    /**
     * For people.
     *
     * @param replications what is counted: runs, or pairs of them
     * @param named whether to name the point, which nothing else does of an expectation that held
     */
    String described(String replications, boolean named) {
        String confidence = Amounts.plain(level * 100) + " %";
        String place = named && !point.coordinates().isEmpty() ? " at " + point : "";
        String found =
                statistic + place + ": " + Amounts.of(value, measure.unit()) + " of " + values + " " + replications;
        return interval.map(i -> found + ", at " + confidence + " from " + Amounts.of(i.lower(), measure.unit())
                        + " to " + Amounts.of(i.upper(), measure.unit()))
                .orElse(found + "; an interval at " + confidence + " needs " + needed);
    }
}
