package org.foliot.dsl.resolve;

import java.util.List;
import java.util.Optional;
import org.foliot.dsl.foliot.Expression;
import org.foliot.dsl.resolve.ExpressionFacts.ResolvedReading;

/**
 * A scenario as it is at one point of a study, with what is measured there.
 *
 * @param scenario the scenario with the values of the point
 * @param measures what is measured, in the order of the study
 * @param distributions of what distributions are kept, in the order of the study
 */
public record ResolvedPoint(
        ResolvedScenario scenario, List<Measured> measures, List<ResolvedDistribution> distributions) {
    /**
     * What a run has many of.
     *
     * @param name as tables show it
     * @param quantity {@code waits} or {@code responses}
     * @param subjects whose; never empty
     */
    public record ResolvedDistribution(String name, String quantity, List<SubjectPath> subjects) {
        public ResolvedDistribution {
            subjects = List.copyOf(subjects);
        }
    }

    /**
     * A measure: an expression of the study, or a metric that it names.
     *
     * @param name its name
     * @param kind what it counts
     */
    public record Measured(
            String name, NumberKind kind, Optional<Expression> expression, Optional<ResolvedReading> reading) {}

    public ResolvedPoint {
        measures = List.copyOf(measures);
        distributions = List.copyOf(distributions);
    }
}
