package org.foliot.program;

import java.util.List;
import org.foliot.api.observation.Metric;

/**
 * A number that can be computed at any instant of a run. Times are picoseconds, ratios parts per billion; the compiler has
 * checked that units fit.
 */
public sealed interface Expression {
    /** A fixed number. */
    record Constant(long value) implements Expression {}

    /** The present value of a metric. */
    record Reading(SubjectRef subject, Metric metric) implements Expression {}

    /** The present instant. */
    record Elapsed() implements Expression {}

    /** The value that an expression had when the event before it took place; in {@link Expectation.After} only. */
    record Before(Expression of) implements Expression {}

    /** Two numbers combined; overflow is an error of the run. */
    record Arithmetic(Operator operator, Expression left, Expression right) implements Expression {}

    /** Several numbers combined; never empty. */
    record Aggregate(Function function, List<Expression> of) implements Expression {
        public Aggregate {
            of = List.copyOf(of);
        }
    }

    /** How two numbers combine. */
    enum Operator {
        PLUS,
        MINUS,
        TIMES,
        /** Parts per billion of left to right; left times 10^9 over right, rounded down. 0 to 0 is 0. */
        RATIO,
        /** Left divided by a count, rounded down; by 0 is an error of the run. */
        QUOTIENT,
        /** Left multiplied by parts per billion. */
        SCALE
    }

    /** How several numbers combine. */
    enum Function {
        SUM,
        MIN,
        MAX
    }
}
