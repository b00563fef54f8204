package org.foliot.program.study;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.foliot.program.Condition.Relation;

/** Says what conditions and terms come to at a point. */
public final class PointTerms {
    private static final double BILLION = 1e9;

    private PointTerms() {}

    /** Whether a condition without statistics holds. */
    public static boolean holds(PointCondition condition, StudyPoint point) {
        return holds(condition, point, statistic -> {
            throw new IllegalStateException("a condition on points has no statistics");
        });
    }

    /**
     * Whether a condition holds; where that turns on a number that is none, it does not.
     *
     * @param statistics what statistics come to at the point
     */
    public static boolean holds(
            PointCondition condition, StudyPoint point, ToDoubleFunction<Term.OverRuns> statistics) {
        return is(true, condition, point, statistics);
    }

    /**
     * Whether a condition does not hold; where that turns on a number that is none, nobody can say so, and the answer is no as
     * it is to {@link #holds(PointCondition, StudyPoint, ToDoubleFunction)}.
     *
     * @param statistics what statistics come to at the point
     */
    public static boolean fails(
            PointCondition condition, StudyPoint point, ToDoubleFunction<Term.OverRuns> statistics) {
        return is(false, condition, point, statistics);
    }

    /** Whether a condition is known to have this truth: Kleene's logic of three values. */
    private static boolean is(
            boolean truth, PointCondition condition, StudyPoint point, ToDoubleFunction<Term.OverRuns> statistics) {
        if (condition instanceof PointCondition.All all) {
            return truth
                    ? all.of().stream().allMatch(c -> is(true, c, point, statistics))
                    : all.of().stream().anyMatch(c -> is(false, c, point, statistics));
        } else if (condition instanceof PointCondition.Any any) {
            return truth
                    ? any.of().stream().anyMatch(c -> is(true, c, point, statistics))
                    : any.of().stream().allMatch(c -> is(false, c, point, statistics));
        } else if (condition instanceof PointCondition.Not not) {
            return is(!truth, not.of(), point, statistics);
        }
        PointCondition.Comparison comparison = (PointCondition.Comparison) condition;
        if (isWord(comparison.left(), point) || isWord(comparison.right(), point)) {
            boolean same = text(comparison.left(), point).equals(text(comparison.right(), point));
            return (comparison.relation().equals(Relation.EQUAL) == same) == truth;
        }
        double left = number(comparison.left(), point, statistics);
        double right = number(comparison.right(), point, statistics);
        return !Double.isNaN(left)
                && !Double.isNaN(right)
                && comparison.relation().holds(Double.compare(left, right)) == truth;
    }

    /** The statistics that a condition speaks of, in its order, each once. */
    public static List<Term.OverRuns> statistics(PointCondition condition) {
        Set<Term.OverRuns> found = new LinkedHashSet<>();
        collect(condition, found);
        return List.copyOf(found);
    }

    private static void collect(PointCondition condition, Set<Term.OverRuns> found) {
        if (condition instanceof PointCondition.All all) {
            all.of().forEach(c -> collect(c, found));
        } else if (condition instanceof PointCondition.Any any) {
            any.of().forEach(c -> collect(c, found));
        } else if (condition instanceof PointCondition.Not not) {
            collect(not.of(), found);
        } else if (condition instanceof PointCondition.Comparison comparison) {
            collect(comparison.left(), found);
            collect(comparison.right(), found);
        }
    }

    private static void collect(Term term, Set<Term.OverRuns> found) {
        if (term instanceof Term.OverRuns over) {
            found.add(over);
        } else if (term instanceof Term.Arithmetic arithmetic) {
            collect(arithmetic.left(), found);
            collect(arithmetic.right(), found);
        }
    }

    private static boolean isWord(Term term, StudyPoint point) {
        return term instanceof Term.Word
                || term instanceof Term.OfAxis of
                        && point.value(of.axis()).amount().isEmpty();
    }

    private static String text(Term term, StudyPoint point) {
        return term instanceof Term.Word word
                ? word.text()
                : term instanceof Term.OfAxis of ? point.value(of.axis()).text() : "";
    }

    /** What a number comes to, in the smallest unit. */
    public static double number(Term term, StudyPoint point, ToDoubleFunction<Term.OverRuns> statistics) {
        if (term instanceof Term.Fixed fixed) {
            return fixed.value();
        } else if (term instanceof Term.OfAxis of) {
            return point.value(of.axis()).amount().orElseThrow();
        } else if (term instanceof Term.OverRuns over) {
            return statistics.applyAsDouble(over);
        }
        Term.Arithmetic arithmetic = (Term.Arithmetic) term;
        double left = number(arithmetic.left(), point, statistics);
        double right = number(arithmetic.right(), point, statistics);
        return switch (arithmetic.operator()) {
            case PLUS -> left + right;
            case MINUS -> left - right;
            case TIMES -> left * right;
            case RATIO -> left / right * BILLION;
            case QUOTIENT -> left / right;
            case SCALE -> left * right / BILLION;
        };
    }
}
