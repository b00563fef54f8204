package org.foliot.run.formula;

import java.util.List;
import org.foliot.program.Condition;
import org.foliot.program.Expression;
import org.foliot.time.Ratio;

/** Binds expressions and conditions to the metrics of one run. */
public final class FormulaCompiler {
    private final MetricSource metrics;
    private final long origin;

    /** Time counts from the start of the run. */
    public FormulaCompiler(MetricSource metrics) {
        this(metrics, 0);
    }

    /**
     * Time counts from an instant.
     *
     * @param origin the instant from which {@code elapsed} counts, in picoseconds
     */
    public FormulaCompiler(MetricSource metrics, long origin) {
        this.metrics = metrics;
        this.origin = origin;
    }

    /**
     * Binds an expression.
     *
     * @param binding receives what the expression needs beside metrics
     */
    public Formula formula(Expression expression, Binding binding) {
        if (expression instanceof Expression.Constant constant) {
            long value = constant.value();
            return instant -> value;
        } else if (expression instanceof Expression.Elapsed) {
            long from = origin;
            return instant -> instant - from;
        } else if (expression instanceof Expression.Reading reading) {
            MetricReader reader = metrics.reader(reading.subject(), reading.metric());
            binding.uses(reader);
            return reader::at;
        } else if (expression instanceof Expression.Before before) {
            return binding.remember(formula(before.of(), binding));
        } else if (expression instanceof Expression.Arithmetic arithmetic) {
            return arithmetic(
                    arithmetic.operator(), formula(arithmetic.left(), binding), formula(arithmetic.right(), binding));
        } else if (expression instanceof Expression.Aggregate aggregate) {
            return aggregate(
                    aggregate.function(),
                    aggregate.of().stream().map(e -> formula(e, binding)).toArray(Formula[]::new));
        }
        throw new AssertionError(expression);
    }

    private static Formula arithmetic(Expression.Operator operator, Formula left, Formula right) {
        return switch (operator) {
            case PLUS -> instant -> Math.addExact(left.at(instant), right.at(instant));
            case MINUS -> instant -> Math.subtractExact(left.at(instant), right.at(instant));
            case TIMES -> instant -> Math.multiplyExact(left.at(instant), right.at(instant));
            case RATIO -> instant -> Proportion.partsPerBillion(left.at(instant), right.at(instant));
            case QUOTIENT -> instant -> Math.floorDiv(left.at(instant), right.at(instant));
            case SCALE -> instant -> new Ratio(right.at(instant)).of(left.at(instant));
        };
    }

    private static Formula aggregate(Expression.Function function, Formula[] of) {
        return switch (function) {
            case SUM -> instant -> sum(of, instant);
            case MIN -> instant -> minimum(of, instant);
            case MAX -> instant -> maximum(of, instant);
        };
    }

    private static long sum(Formula[] of, long instant) {
        long sum = 0;
        for (Formula formula : of) {
            sum = Math.addExact(sum, formula.at(instant));
        }
        return sum;
    }

    private static long minimum(Formula[] of, long instant) {
        long least = Long.MAX_VALUE;
        for (Formula formula : of) {
            least = Math.min(least, formula.at(instant));
        }
        return least;
    }

    private static long maximum(Formula[] of, long instant) {
        long most = Long.MIN_VALUE;
        for (Formula formula : of) {
            most = Math.max(most, formula.at(instant));
        }
        return most;
    }

    /** Binds a condition; see {@link #formula}. */
    public Check check(Condition condition, Binding binding) {
        if (condition instanceof Condition.Comparison comparison) {
            Condition.Relation relation = comparison.relation();
            Formula left = formula(comparison.left(), binding);
            Formula right = formula(comparison.right(), binding);
            return instant -> relation.holds(Long.compare(left.at(instant), right.at(instant)));
        } else if (condition instanceof Condition.Near near) {
            Formula tolerance = formula(near.tolerance(), binding);
            Formula left = formula(near.left(), binding);
            Formula right = formula(near.right(), binding);
            return instant -> distance(left.at(instant), right.at(instant)) <= tolerance.at(instant);
        } else if (condition instanceof Condition.All all) {
            Check[] of = checks(all.of(), binding);
            return instant -> all(of, instant);
        } else if (condition instanceof Condition.Any any) {
            Check[] of = checks(any.of(), binding);
            return instant -> any(of, instant);
        } else if (condition instanceof Condition.Not not) {
            Check of = check(not.of(), binding);
            return instant -> !of.at(instant);
        }
        throw new AssertionError(condition);
    }

    private Check[] checks(List<Condition> conditions, Binding binding) {
        return conditions.stream().map(c -> check(c, binding)).toArray(Check[]::new);
    }

    private static long distance(long a, long b) {
        return Math.absExact(Math.subtractExact(a, b));
    }

    private static boolean all(Check[] of, long instant) {
        for (Check check : of) {
            if (!check.at(instant)) {
                return false;
            }
        }
        return true;
    }

    private static boolean any(Check[] of, long instant) {
        for (Check check : of) {
            if (check.at(instant)) {
                return true;
            }
        }
        return false;
    }
}
