package org.foliot.dsl.resolve;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.foliot.api.observation.Metric;
import org.foliot.dsl.foliot.Constant;
import org.foliot.dsl.foliot.Expression;
import org.foliot.dsl.foliot.Near;
import org.foliot.dsl.foliot.Reading;

/** What was found out about the expressions of a scenario. */
public final class ExpressionFacts {
    /**
     * What a reading reads.
     *
     * @param metric the metric
     * @param subjects whose; never empty
     */
    public record ResolvedReading(Metric metric, List<SubjectPath> subjects) {
        public ResolvedReading {
            subjects = List.copyOf(subjects);
        }
    }

    private final Map<Expression, NumberKind> kinds = new IdentityHashMap<>();
    private final Map<Reading, ResolvedReading> readings = new IdentityHashMap<>();
    private final Map<Constant, Long> constants = new IdentityHashMap<>();
    private final Map<Near, Long> tolerances = new IdentityHashMap<>();

    void set(Expression expression, NumberKind kind) {
        kinds.put(expression, kind);
    }

    void set(Reading reading, ResolvedReading resolved) {
        readings.put(reading, resolved);
    }

    void set(Constant constant, long amount) {
        constants.put(constant, amount);
    }

    void set(Near near, long tolerance) {
        tolerances.put(near, tolerance);
    }

    /** What an expression counts; absent where it is wrong. */
    public Optional<NumberKind> kind(Expression expression) {
        return Optional.ofNullable(kinds.get(expression));
    }

    /** What a reading reads; absent where it is wrong. */
    public Optional<ResolvedReading> reading(Reading reading) {
        return Optional.ofNullable(readings.get(reading));
    }

    /** A constant in picoseconds, bytes, parts per billion or just so; 0 where it is wrong. */
    public long constant(Constant constant) {
        return constants.getOrDefault(constant, 0L);
    }

    /** A tolerance in the unit of what it is for; 0 where it is wrong. */
    public long tolerance(Near near) {
        return tolerances.getOrDefault(near, 0L);
    }
}
