package org.foliot.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.foliot.api.observation.Metrics;
import org.foliot.api.observation.Subject;
import org.foliot.dsl.foliot.Aggregate;
import org.foliot.dsl.foliot.Before;
import org.foliot.dsl.foliot.Comparison;
import org.foliot.dsl.foliot.Conjunction;
import org.foliot.dsl.foliot.Constant;
import org.foliot.dsl.foliot.Corrupted;
import org.foliot.dsl.foliot.Disjunction;
import org.foliot.dsl.foliot.Elapsed;
import org.foliot.dsl.foliot.Near;
import org.foliot.dsl.foliot.Negation;
import org.foliot.dsl.foliot.Parenthesis;
import org.foliot.dsl.foliot.Product;
import org.foliot.dsl.foliot.Reading;
import org.foliot.dsl.foliot.Sum;
import org.foliot.dsl.resolve.ExpressionFacts;
import org.foliot.dsl.resolve.ExpressionFacts.ResolvedReading;
import org.foliot.dsl.resolve.NumberKind;
import org.foliot.dsl.resolve.Spread;
import org.foliot.dsl.resolve.SubjectPath;
import org.foliot.program.Condition;
import org.foliot.program.Condition.Relation;
import org.foliot.program.Expression;
import org.foliot.program.Expression.Function;
import org.foliot.program.Expression.Operator;
import org.foliot.program.SubjectRef;

/**
 * Translates claims, conditions and numbers, whose units have been checked.
 *
 * <p>Outside of an aggregate, a reading that selects several things makes the condition or number around it stand for each
 * of them in turn; readings of one expression go in step.
 */
final class Claims {
    private final ExpressionFacts facts;

    Claims(ExpressionFacts facts) {
        this.facts = facts;
    }

    /** A condition that holds when it holds for each of the things that it speaks of. */
    Condition condition(org.foliot.dsl.foliot.Expression claim) {
        List<Condition> each = conditions(claim);
        return each.size() == 1 ? each.get(0) : new Condition.All(each);
    }

    /** A condition that holds when it holds for one of the things that it speaks of. */
    Condition anyOf(org.foliot.dsl.foliot.Expression claim) {
        List<Condition> each = conditions(claim);
        return each.size() == 1 ? each.get(0) : new Condition.Any(each);
    }

    /** A number for each of the things that it speaks of. */
    List<Expression> numbers(org.foliot.dsl.foliot.Expression number) {
        List<Expression> each = new ArrayList<>();
        for (int i = 0; i < Spread.of(number, facts); i++) {
            each.add(number(number, i));
        }
        return each;
    }

    private List<Condition> conditions(org.foliot.dsl.foliot.Expression claim) {
        List<Condition> each = new ArrayList<>();
        for (int i = 0; i < Spread.of(claim, facts); i++) {
            each.add(condition(claim, i));
        }
        return each;
    }

    private Condition condition(org.foliot.dsl.foliot.Expression claim, int index) {
        if (claim instanceof Disjunction or) {
            return new Condition.Any(List.of(condition(or.getLeft(), index), condition(or.getRight(), index)));
        } else if (claim instanceof Conjunction and) {
            return new Condition.All(List.of(condition(and.getLeft(), index), condition(and.getRight(), index)));
        } else if (claim instanceof Negation not) {
            return new Condition.Not(condition(not.getCondition(), index));
        } else if (claim instanceof Parenthesis parenthesis) {
            return condition(parenthesis.getInner(), index);
        } else if (claim instanceof Comparison comparison) {
            return new Condition.Comparison(
                    relation(comparison.getOperator()),
                    number(comparison.getLeft(), index),
                    number(comparison.getRight(), index));
        } else if (claim instanceof Near near) {
            return new Condition.Near(
                    new Expression.Constant(facts.tolerance(near)),
                    number(near.getLeft(), index),
                    number(near.getRight(), index));
        } else if (claim instanceof Corrupted corrupted) {
            return isNotZero(new Expression.Reading(
                    new SubjectRef(Subject.GUEST, corrupted.getGuest().getName(), ""),
                    Metrics.find(Subject.GUEST, "corruptions").orElseThrow()));
        }
        return isNotZero(number(claim, index));
    }

    private static Condition isNotZero(Expression number) {
        return new Condition.Comparison(Relation.NOT_EQUAL, number, new Expression.Constant(0));
    }

    private static Relation relation(String symbol) {
        for (Relation relation : Relation.values()) {
            if (relation.symbol().equals(symbol)) {
                return relation;
            }
        }
        throw new IllegalArgumentException("there is no relation " + symbol);
    }

    private Expression number(org.foliot.dsl.foliot.Expression number, int index) {
        if (number instanceof Sum sum) {
            return new Expression.Arithmetic(
                    sum.getOperator().equals("+") ? Operator.PLUS : Operator.MINUS,
                    number(sum.getLeft(), index),
                    number(sum.getRight(), index));
        } else if (number instanceof Product product) {
            return product(product, index);
        } else if (number instanceof Parenthesis parenthesis) {
            return number(parenthesis.getInner(), index);
        } else if (number instanceof Aggregate aggregate) {
            return new Expression.Aggregate(
                    Function.valueOf(aggregate.getFunction().toUpperCase(Locale.ROOT)), numbers(aggregate.getOf()));
        } else if (number instanceof Before before) {
            return new Expression.Before(number(before.getOf(), index));
        } else if (number instanceof Elapsed) {
            return new Expression.Elapsed();
        } else if (number instanceof Reading reading) {
            return reading(reading, index);
        }
        return new Expression.Constant(facts.constant((Constant) number));
    }

    private Expression reading(Reading reading, int index) {
        ResolvedReading resolved = facts.reading(reading).orElseThrow();
        List<SubjectPath> subjects = resolved.subjects();
        SubjectPath subject = subjects.get(subjects.size() == 1 ? 0 : index);
        return new Expression.Reading(TimelineTranslation.subject(subject), resolved.metric());
    }

    private Expression product(Product product, int index) {
        Expression left = number(product.getLeft(), index);
        Expression right = number(product.getRight(), index);
        NumberKind a = facts.kind(product.getLeft()).orElseThrow();
        NumberKind b = facts.kind(product.getRight()).orElseThrow();
        if (product.getOperator().equals("*")) {
            return b == NumberKind.RATIO
                    ? new Expression.Arithmetic(Operator.SCALE, left, right)
                    : a == NumberKind.RATIO
                            ? new Expression.Arithmetic(Operator.SCALE, right, left)
                            : new Expression.Arithmetic(Operator.TIMES, left, right);
        }
        boolean ratio = facts.kind(product).orElseThrow() == NumberKind.RATIO && a != NumberKind.RATIO || a == b;
        return new Expression.Arithmetic(ratio ? Operator.RATIO : Operator.QUOTIENT, left, right);
    }
}
