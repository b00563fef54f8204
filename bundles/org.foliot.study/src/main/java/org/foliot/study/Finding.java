package org.foliot.study;

import java.util.Locale;
import org.foliot.api.observation.Metric;
import org.foliot.program.study.StudyMeasure;
import org.foliot.program.study.Term;

/**
 * What a statistic in an expectation came to at a point.
 *
 * @param term the statistic
 * @param measure of what
 * @param values of how many replications or batches
 * @param value in the smallest unit of the measure, or in parts per billion of a share; NaN if so few do not say it
 */
public record Finding(Term.OverRuns term, StudyMeasure measure, int values, double value) {
    /** The statistic as an expectation writes it, such as {@code mean(stolen)}. */
    public String statistic() {
        String function = term.percent().isPresent()
                ? "p" + term.percent().getAsInt()
                : term.function().name().toLowerCase(Locale.ROOT);
        return function + "(" + measure.name() + ")";
    }

    /** For people. */
    String described() {
        return statistic() + ": "
                + (Double.isNaN(value)
                        ? "cannot be said of so few, " + values
                        : Amounts.of(value, term.relative() ? Metric.Unit.RATIO : measure.unit()));
    }
}
