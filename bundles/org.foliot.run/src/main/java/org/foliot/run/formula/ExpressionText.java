package org.foliot.run.formula;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.foliot.program.Condition;
import org.foliot.program.Expression;
import org.foliot.run.Measure;

/** Writes expressions as a scenario would, and tells what their numbers count. */
public final class ExpressionText {
    private ExpressionText() {}

    /** What an expression counts, taking constants for whatever stands beside them; counts where nothing tells. */
    public static Measure.Kind kind(Expression expression, Expression beside) {
        Measure.Kind own = kind(expression);
        Measure.Kind other = kind(beside);
        if (own != null) {
            return own;
        }
        return other == null ? Measure.Kind.COUNT : other;
    }

    private static Measure.Kind kind(Expression expression) {
        if (expression instanceof Expression.Reading reading) {
            return Measure.Kind.of(reading.metric().unit());
        } else if (expression instanceof Expression.Elapsed) {
            return Measure.Kind.TIME;
        } else if (expression instanceof Expression.Before before) {
            return kind(before.of());
        } else if (expression instanceof Expression.Arithmetic arithmetic) {
            if (arithmetic.operator() == Expression.Operator.RATIO) {
                return Measure.Kind.RATIO;
            }
            Measure.Kind left = kind(arithmetic.left());
            boolean sameKind = arithmetic.operator() != Expression.Operator.SCALE
                    && arithmetic.operator() != Expression.Operator.QUOTIENT;
            return left == null && sameKind ? kind(arithmetic.right()) : left;
        } else if (expression instanceof Expression.Aggregate aggregate) {
            return aggregate.of().stream()
                    .map(ExpressionText::kind)
                    .filter(k -> k != null)
                    .findFirst()
                    .orElse(null);
        }
        return null;
    }

    /** The expression as text, its constants in the unit of a kind. */
    public static String text(Expression expression, Measure.Kind kind) {
        if (expression instanceof Expression.Constant constant) {
            return new Measure(constant.value(), kind).toString();
        } else if (expression instanceof Expression.Elapsed) {
            return "elapsed";
        } else if (expression instanceof Expression.Reading reading) {
            return reading.subject() + "." + reading.metric().name();
        } else if (expression instanceof Expression.Before before) {
            return "before(" + text(before.of(), kind) + ")";
        } else if (expression instanceof Expression.Arithmetic arithmetic) {
            return arithmetic(arithmetic, kind);
        } else if (expression instanceof Expression.Aggregate aggregate) {
            return aggregate.of().stream()
                    .map(e -> text(e, kind(e, aggregate.of().get(0))))
                    .collect(
                            Collectors.joining(", ", aggregate.function().name().toLowerCase(Locale.ROOT) + "(", ")"));
        }
        throw new AssertionError(expression);
    }

    private static String arithmetic(Expression.Arithmetic of, Measure.Kind kind) {
        Measure.Kind leftKind = of.operator() == Expression.Operator.TIMES ? kind : kind(of.left(), of.right());
        Measure.Kind rightKind = kind(of.right(), of.left());
        return switch (of.operator()) {
            case PLUS -> joined(of, leftKind, " + ", rightKind);
            case MINUS -> joined(of, leftKind, " - ", rightKind);
            case TIMES -> joined(of, leftKind, " * ", Measure.Kind.COUNT);
            case RATIO -> joined(of, leftKind, " / ", rightKind);
            case QUOTIENT -> joined(of, leftKind, " / ", Measure.Kind.COUNT);
            case SCALE -> joined(of, leftKind, " * ", Measure.Kind.RATIO);
        };
    }

    /** Both operands, with no more parentheses than operators of the same rank from left to right need. */
    private static String joined(
            Expression.Arithmetic of, Measure.Kind leftKind, String operator, Measure.Kind rightKind) {
        int rank = rank(of);
        String left = text(of.left(), leftKind);
        String right = text(of.right(), rightKind);
        return (rank(of.left()) < rank ? "(" + left + ")" : left)
                + operator
                + (rank(of.right()) <= rank ? "(" + right + ")" : right);
    }

    /** How tightly an expression binds: sums, products, all others. */
    private static int rank(Expression expression) {
        if (!(expression instanceof Expression.Arithmetic arithmetic)) {
            return 3;
        }
        boolean sum =
                arithmetic.operator() == Expression.Operator.PLUS || arithmetic.operator() == Expression.Operator.MINUS;
        return sum ? 1 : 2;
    }

    /** The condition as text. */
    public static String text(Condition condition) {
        if (condition instanceof Condition.Comparison c) {
            return text(c.left(), kind(c.left(), c.right())) + " "
                    + c.relation().symbol() + " " + text(c.right(), kind(c.right(), c.left()));
        } else if (condition instanceof Condition.Near n) {
            Measure.Kind kind = kind(n.left(), n.right());
            return text(n.left(), kind) + " within " + text(n.tolerance(), kind) + " of " + text(n.right(), kind);
        } else if (condition instanceof Condition.All all) {
            return joined(all.of(), " and ");
        } else if (condition instanceof Condition.Any any) {
            return joined(any.of(), " or ");
        } else if (condition instanceof Condition.Not not) {
            return "not (" + text(not.of()) + ")";
        }
        throw new AssertionError(condition);
    }

    private static String joined(List<Condition> of, String word) {
        return of.stream().map(c -> "(" + text(c) + ")").collect(Collectors.joining(word));
    }
}
