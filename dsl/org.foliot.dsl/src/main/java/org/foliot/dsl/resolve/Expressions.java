package org.foliot.dsl.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.foliot.api.observation.Metric;
import org.foliot.api.observation.Metrics;
import org.foliot.api.observation.Subject;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.AfterEvent;
import org.foliot.dsl.foliot.Aggregate;
import org.foliot.dsl.foliot.Always;
import org.foliot.dsl.foliot.Before;
import org.foliot.dsl.foliot.Comparison;
import org.foliot.dsl.foliot.Conjunction;
import org.foliot.dsl.foliot.Constant;
import org.foliot.dsl.foliot.Corrupted;
import org.foliot.dsl.foliot.Disjunction;
import org.foliot.dsl.foliot.Elapsed;
import org.foliot.dsl.foliot.Expression;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.Near;
import org.foliot.dsl.foliot.Negation;
import org.foliot.dsl.foliot.Parenthesis;
import org.foliot.dsl.foliot.Product;
import org.foliot.dsl.foliot.Reading;
import org.foliot.dsl.foliot.Statistic;
import org.foliot.dsl.foliot.Sum;
import org.foliot.dsl.foliot.Trend;
import org.foliot.dsl.foliot.Value;
import org.foliot.dsl.messages.Spelling;
import org.foliot.time.ByteSize;
import org.foliot.time.Dimension;
import org.foliot.time.Duration;
import org.foliot.time.QuantityFormatException;
import org.foliot.time.Ratio;

/**
 * Checks what expressions count: a sum adds like to like, a comparison compares like with like, a condition stands where a
 * condition belongs.
 */
final class Expressions {
    private static final int DEEPEST = 500;

    private final Subjects subjects;
    private final Values values;
    private final Findings findings;
    private final ExpressionFacts facts = new ExpressionFacts();

    Expressions(Subjects subjects, Values values, Findings findings) {
        this.subjects = subjects;
        this.values = values;
        this.findings = findings;
    }

    /** Everything found out so far. */
    ExpressionFacts facts() {
        return facts;
    }

    /** Checks an expression that has to be true or false. */
    void requireCondition(Expression expression) {
        if (expression == null) {
            return;
        }
        if (depth(expression) > DEEPEST) {
            reportTooDeep(expression);
            return;
        }
        condition(expression);
        new Spread(facts, findings).check(expression);
    }

    /** Checks an expression that has to be one number; empty where it is none. */
    Optional<NumberKind> requireNumber(Expression expression) {
        if (expression == null) {
            return Optional.empty();
        } else if (depth(expression) > DEEPEST) {
            reportTooDeep(expression);
            return Optional.empty();
        }
        Optional<NumberKind> kind = number(expression);
        new Spread(facts, findings).check(expression);
        int count = kind.isPresent() ? Spread.of(expression, facts) : 1;
        if (count > 1) {
            findings.error(
                    Codes.SELECTOR,
                    expression,
                    "this stands for " + count + " numbers, where one is expected",
                    "use sum(…), min(…) or max(…)");
        }
        return kind;
    }

    private void reportTooDeep(Expression expression) {
        findings.error(
                Codes.SYNTAX_TOO_DEEP,
                expression,
                "this expression is nested more than " + DEEPEST + " levels deep",
                "use sum(…) over a selection such as vcpu[*]");
    }

    private static int depth(Expression expression) {
        // Without recursion, which is what the limit protects.
        int deepest = 0;
        List<EObject> level = List.of(expression);
        while (!level.isEmpty() && deepest <= DEEPEST) {
            List<EObject> next = new ArrayList<>();
            level.forEach(e -> next.addAll(e.eContents()));
            level = next;
            deepest++;
        }
        return deepest;
    }

    private void condition(Expression expression) {
        Optional<NumberKind> kind = kind(expression);
        boolean condition = kind.isEmpty() || kind.get() == NumberKind.CONDITION || kind.get() == NumberKind.FLAG;
        if (!condition) {
            findings.error(
                    Codes.EXPRESSION_KIND,
                    expression,
                    "this is " + kind.get().phrase() + ", where a condition is expected",
                    "compare it with something");
        }
    }

    private Optional<NumberKind> number(Expression expression) {
        Optional<NumberKind> kind = kind(expression);
        if (kind.isPresent() && kind.get() == NumberKind.CONDITION) {
            findings.error(Codes.EXPRESSION_KIND, expression, "this is a condition, where a number is expected", "");
            return Optional.empty();
        }
        return kind;
    }

    private Optional<NumberKind> kind(Expression expression) {
        if (expression == null) {
            return Optional.empty();
        }
        Optional<NumberKind> known = facts.kind(expression);
        Optional<NumberKind> kind = known.isPresent() ? known : compute(expression);
        kind.ifPresent(k -> facts.set(expression, k));
        return kind;
    }

    private Optional<NumberKind> compute(Expression expression) {
        if (expression instanceof Disjunction or) {
            condition(or.getLeft());
            condition(or.getRight());
        } else if (expression instanceof Conjunction and) {
            condition(and.getLeft());
            condition(and.getRight());
        } else if (expression instanceof Negation not) {
            condition(not.getCondition());
        } else if (expression instanceof Comparison comparison) {
            unify(comparison, comparison.getLeft(), comparison.getRight(), "compared with");
        } else if (expression instanceof Near near) {
            near(near);
        } else if (expression instanceof Trend trend) {
            trend(trend);
        } else if (!(expression instanceof Corrupted)) {
            return computeNumber(expression);
        }
        return Optional.of(NumberKind.CONDITION);
    }

    private Optional<NumberKind> computeNumber(Expression expression) {
        if (expression instanceof Sum sum) {
            return unify(
                    sum, sum.getLeft(), sum.getRight(), sum.getOperator().equals("+") ? "added to" : "subtracted from");
        } else if (expression instanceof Product product) {
            return product(product);
        } else if (expression instanceof Parenthesis parenthesis) {
            return kind(parenthesis.getInner());
        } else if (expression instanceof Aggregate aggregate) {
            return number(aggregate.getOf());
        } else if (expression instanceof Before before) {
            return before(before);
        } else if (expression instanceof Elapsed) {
            return Optional.of(NumberKind.TIME);
        } else if (expression instanceof Reading reading) {
            return reading(reading);
        } else if (expression instanceof Statistic statistic) {
            findings.error(
                    Codes.EXPRESSION_KIND,
                    statistic,
                    statistic.getFunction() + "(…) is a number of many runs, and here is one",
                    "sum(…), min(…) and max(…) combine readings of one run; statistics stand in the expectations of a study");
            return Optional.empty();
        }
        return constant((Constant) expression);
    }

    private Optional<NumberKind> unify(Expression place, Expression left, Expression right, String how) {
        Optional<NumberKind> a = number(left);
        Optional<NumberKind> b = number(right);
        if (a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        } else if (a.get() == b.get()) {
            return a;
        } else if (isCount(a.get()) && isCount(b.get())) {
            return a.get() == NumberKind.COUNT ? b : a;
        }
        if (!unitMissing(left, a.get(), b.get()) && !unitMissing(right, b.get(), a.get())) {
            String first =
                    how.startsWith("compared") ? a.get().phrase() : b.get().phrase();
            String second =
                    how.startsWith("compared") ? b.get().phrase() : a.get().phrase();
            findings.error(
                    Codes.EXPRESSION_UNIT,
                    place,
                    first + " is " + how + " " + second,
                    "both sides must count the same");
        }
        return Optional.empty();
    }

    private static boolean isCount(NumberKind kind) {
        return kind == NumberKind.COUNT || kind == NumberKind.FLAG || kind == NumberKind.TICKS;
    }

    /** Reports a bare number where the other side has a unit. */
    private boolean unitMissing(Expression expression, NumberKind kind, NumberKind wanted) {
        if (kind != NumberKind.COUNT || wanted.unit().isEmpty() || !(expression instanceof Constant constant)) {
            return false;
        }
        String number = values.literal(constant.getValue()).map(Literal::text).orElse("0");
        String fixed = number + " " + wanted.unit();
        findings.error(
                Codes.UNIT_MISSING,
                constant,
                null,
                number + " has no unit",
                wanted.phrase() + " such as " + fixed + " is expected",
                List.of(fixed));
        return true;
    }

    private void near(Near near) {
        Optional<NumberKind> kind = unify(near, near.getLeft(), near.getRight(), "compared with");
        if (kind.isPresent()) {
            amount(near.getTolerance(), kind.get()).ifPresent(t -> facts.set(near, t));
        }
    }

    /** A value in the unit of a kind. */
    private Optional<Long> amount(Value value, NumberKind kind) {
        Optional<Literal> literal = values.literal(value);
        return switch (kind) {
            case TIME -> values.duration(value, "a tolerance").map(Duration::picoseconds);
            case BYTES ->
                values.isQuantity(value, Dimension.SIZE)
                        ? literal.map(l -> ByteSize.parse(l.text()).bytes())
                        : Optional.empty();
            case RATIO ->
                values.isQuantity(value, Dimension.RATIO)
                        ? literal.map(l -> Ratio.parse(l.text()).partsPerBillion())
                        : Optional.empty();
            default -> {
                var number = values.integer(value, "a tolerance", 0, Long.MAX_VALUE);
                yield number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
            }
        };
    }

    private void trend(Trend trend) {
        number(trend.getNumber());
        if (!(trend.eContainer() instanceof Always)) {
            findings.error(
                    Codes.EXPRESSION_KIND,
                    trend,
                    FoliotPackage.Literals.TREND__DIRECTION,
                    trend.getDirection() + " says something about a whole run",
                    "it stands alone after always");
        }
    }

    private Optional<NumberKind> product(Product product) {
        Optional<NumberKind> left = number(product.getLeft());
        Optional<NumberKind> right = number(product.getRight());
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        NumberKind a = left.get();
        NumberKind b = right.get();
        boolean times = product.getOperator().equals("*");
        if (!times && (a == b || isCount(a) && isCount(b))) {
            return Optional.of(NumberKind.RATIO);
        } else if (b == NumberKind.COUNT || times && b == NumberKind.RATIO) {
            return left;
        } else if (times && (a == NumberKind.COUNT || a == NumberKind.RATIO)) {
            return right;
        }
        findings.error(
                Codes.EXPRESSION_UNIT,
                product,
                a.phrase() + " cannot be " + (times ? "multiplied" : "divided") + " by " + b.phrase(),
                times
                        ? "one side of * must be a count or a ratio"
                        : "a number is divided by one that counts the same, which gives a ratio, or by a count");
        return Optional.empty();
    }

    private Optional<NumberKind> before(Before before) {
        for (EObject at = before; at != null; at = at.eContainer()) {
            if (at instanceof AfterEvent) {
                return number(before.getOf());
            }
        }
        findings.error(
                Codes.EXPRESSION_KIND,
                before,
                "before(…) has no event that it could mean",
                "it is the value before the event of: after verb target: …");
        return Optional.empty();
    }

    private Optional<NumberKind> reading(Reading reading) {
        List<SubjectPath> paths = subjects.of(reading.getRoot(), reading.getPart(), reading);
        if (paths.isEmpty() || reading.getMetric() == null) {
            return Optional.empty();
        }
        Subject subject = paths.get(0).kind();
        Optional<Metric> metric = Metrics.find(subject, reading.getMetric());
        if (metric.isEmpty()) {
            List<String> known = Metrics.all().stream()
                    .filter(m -> m.subject() == subject)
                    .map(Metric::name)
                    .toList();
            List<String> nearest = Spelling.nearest(reading.getMetric(), known);
            String all = "a " + subject.title() + " has " + String.join(", ", known);
            findings.error(
                    Codes.METRIC_UNKNOWN,
                    reading,
                    FoliotPackage.Literals.READING__METRIC,
                    "a " + subject.title() + " has no metric " + reading.getMetric(),
                    nearest.isEmpty() ? all : "did you mean " + String.join(" or ", nearest) + "? " + all,
                    nearest);
            return Optional.empty();
        }
        facts.set(reading, new ExpressionFacts.ResolvedReading(metric.get(), paths));
        return Optional.of(NumberKind.of(metric.get().unit()));
    }

    private Optional<NumberKind> constant(Constant constant) {
        Optional<Literal> literal = values.literal(constant.getValue());
        if (literal.isEmpty()) {
            return Optional.empty();
        } else if (literal.get().kind() == Literal.Kind.SWITCH) {
            facts.set(constant, literal.get().text().equals("on") ? 1 : 0);
            return Optional.of(NumberKind.FLAG);
        } else if (literal.get().kind() != Literal.Kind.NUMBER) {
            findings.error(
                    Codes.VALUE_KIND,
                    constant.getValue(),
                    literal.get().kind() == Literal.Kind.WORD
                                    && literal.get().through().isEmpty()
                            ? "there is no parameter " + literal.get().text()
                            : literal.get().subject() + " is not a number",
                    "a reading is written like web.vcpu[0].stolen, a quantity like 10 ms");
            return Optional.empty();
        } else if (literal.get().isBare() || literal.get().isHexadecimal()) {
            var number = values.integer(constant.getValue(), "a count", Long.MIN_VALUE, Long.MAX_VALUE);
            number.ifPresent(n -> facts.set(constant, n));
            return number.isPresent() ? Optional.of(NumberKind.COUNT) : Optional.empty();
        }
        return quantity(constant, literal.get());
    }

    private Optional<NumberKind> quantity(Constant constant, Literal literal) {
        Dimension dimension = literal.dimension().orElse(Dimension.DURATION);
        if (!values.isQuantity(constant.getValue(), dimension)) {
            return Optional.empty();
        }
        try {
            switch (dimension) {
                case DURATION -> {
                    facts.set(constant, Duration.parse(literal.text()).picoseconds());
                    return Optional.of(NumberKind.TIME);
                }
                case SIZE -> {
                    facts.set(constant, ByteSize.parse(literal.text()).bytes());
                    return Optional.of(NumberKind.BYTES);
                }
                case RATIO -> {
                    facts.set(constant, Ratio.parse(literal.text()).partsPerBillion());
                    return Optional.of(NumberKind.RATIO);
                }
                case FREQUENCY, ADDRESS, CYCLES ->
                    findings.error(
                            Codes.EXPRESSION_UNIT,
                            constant,
                            literal.subject() + " is " + dimension.phrase() + ", and no metric is one",
                            "metrics are times, sizes, counts and ratios");
            }
        } catch (QuantityFormatException e) {
            throw new AssertionError("checked before", e);
        }
        return Optional.empty();
    }
}
