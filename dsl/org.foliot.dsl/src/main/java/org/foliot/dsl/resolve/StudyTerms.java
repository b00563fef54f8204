package org.foliot.dsl.resolve;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.Aggregate;
import org.foliot.dsl.foliot.Comparison;
import org.foliot.dsl.foliot.Conjunction;
import org.foliot.dsl.foliot.Constant;
import org.foliot.dsl.foliot.Disjunction;
import org.foliot.dsl.foliot.Expression;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.Negation;
import org.foliot.dsl.foliot.NumberValue;
import org.foliot.dsl.foliot.Parameter;
import org.foliot.dsl.foliot.Parenthesis;
import org.foliot.dsl.foliot.Product;
import org.foliot.dsl.foliot.Reading;
import org.foliot.dsl.foliot.Statistic;
import org.foliot.dsl.foliot.Sum;
import org.foliot.dsl.foliot.WordValue;
import org.foliot.dsl.messages.Spelling;
import org.foliot.dsl.resolve.ResolvedStudy.ResolvedAxis;
import org.foliot.dsl.resolve.ResolvedStudy.ResolvedMeasure;
import org.foliot.dsl.resolve.StudyFacts.Leaf;

/** Checks the conditions of a study, which speak of its axes, and its claims, which speak of statistics over runs as well. */
final class StudyTerms {
    private static final List<String> STATISTICS = StudyWords.STATISTICS.texts();

    private final List<ResolvedAxis> axes;
    private final List<ResolvedMeasure> measures;
    private final Values values;
    private final Findings findings;
    private final StudyFacts facts = new StudyFacts();

    StudyTerms(List<ResolvedAxis> axes, List<ResolvedMeasure> measures, Values values, Findings findings) {
        this.axes = axes;
        this.measures = measures;
        this.values = values;
        this.findings = findings;
    }

    StudyFacts facts() {
        return facts;
    }

    /** Checks something that has to be true or false at every point. */
    void requireCondition(Expression expression, boolean statistics) {
        if (expression instanceof Disjunction or) {
            requireCondition(or.getLeft(), statistics);
            requireCondition(or.getRight(), statistics);
        } else if (expression instanceof Conjunction and) {
            requireCondition(and.getLeft(), statistics);
            requireCondition(and.getRight(), statistics);
        } else if (expression instanceof Negation not) {
            requireCondition(not.getCondition(), statistics);
        } else if (expression instanceof Parenthesis parenthesis) {
            requireCondition(parenthesis.getInner(), statistics);
        } else if (expression instanceof Comparison comparison) {
            comparison(comparison, statistics);
        } else if (expression != null) {
            findings.error(
                    Codes.EXPRESSION_KIND,
                    expression,
                    "this is no comparison",
                    statistics
                            ? "a claim compares statistics, as in mean(overhead) < 2 %"
                            : "a condition compares an axis with a value, as in web.vcpus <= 16");
        }
    }

    private void comparison(Comparison comparison, boolean statistics) {
        Optional<StudyKind> a = term(comparison.getLeft(), statistics);
        Optional<StudyKind> b = term(comparison.getRight(), statistics);
        if (a.isEmpty() || b.isEmpty()) {
            return;
        }
        a = precision(comparison.getLeft(), a, b.get());
        b = precision(comparison.getRight(), b, a.get());
        if (a.get() != b.get()) {
            boolean missing = unitMissing(comparison.getLeft(), a.get(), b.get())
                    || unitMissing(comparison.getRight(), b.get(), a.get());
            if (!missing) {
                mismatch(comparison, a.get(), b.get(), "compared with");
            }
        } else if (a.get() == StudyKind.WORD && !comparison.getOperator().matches("!?=")) {
            findings.error(
                    Codes.EXPRESSION_KIND,
                    comparison,
                    FoliotPackage.Literals.COMPARISON__OPERATOR,
                    "words have no order",
                    "compare them by = or !=");
        }
    }

    private boolean unitMissing(Expression side, StudyKind kind, StudyKind other) {
        if (kind != StudyKind.COUNT || !other.isNumber() || !(side instanceof Constant constant)) {
            return false;
        }
        findings.error(
                Codes.UNIT_MISSING,
                constant,
                null,
                values.literal(constant.getValue()).map(Literal::source).orElse("this") + " has no unit",
                other.phrase() + " such as " + other.text(1) + " is expected",
                constant.getValue() instanceof NumberValue number ? other.withUnits(number.getNumber()) : List.of());
        return true;
    }

    /** The width of an interval is a share of the mean where it is compared with a ratio. */
    private Optional<StudyKind> precision(Expression side, Optional<StudyKind> kind, StudyKind other) {
        if (other == StudyKind.RATIO
                && facts.leaf(side) instanceof Leaf.OverRuns of
                && of.function().equals("ci")) {
            facts.set(side, new Leaf.OverRuns("ci", of.measure(), true));
            return Optional.of(StudyKind.RATIO);
        }
        return kind;
    }

    private void mismatch(Expression place, StudyKind a, StudyKind b, String how) {
        findings.error(
                Codes.EXPRESSION_UNIT,
                place,
                a.phrase() + " is " + how + " " + b.phrase(),
                "both sides must count the same");
    }

    private Optional<StudyKind> term(Expression expression, boolean statistics) {
        Optional<StudyKind> kind = compute(expression, statistics);
        kind.ifPresent(k -> facts.set(expression, k));
        return kind;
    }

    private Optional<StudyKind> compute(Expression expression, boolean statistics) {
        if (expression instanceof Parenthesis parenthesis) {
            return term(parenthesis.getInner(), statistics);
        } else if (expression instanceof Sum sum) {
            return sum(sum, statistics);
        } else if (expression instanceof Product product) {
            return product(product, statistics);
        } else if (expression instanceof Reading reading) {
            return axis(reading);
        } else if (expression instanceof Constant constant) {
            return constant(constant, statistics);
        } else if (expression instanceof Statistic statistic) {
            return statistic(statistic, statistics);
        }
        findings.error(
                Codes.EXPRESSION_KIND,
                expression,
                expression instanceof Aggregate
                        ? "nothing can be combined here, since each point has one value"
                        : "this has no meaning for a point of a study",
                statistics ? "statistics are " + String.join(", ", STATISTICS) : "write axes and values");
        return Optional.empty();
    }

    private Optional<StudyKind> sum(Sum sum, boolean statistics) {
        Optional<StudyKind> a = term(sum.getLeft(), statistics);
        Optional<StudyKind> b = term(sum.getRight(), statistics);
        if (a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        } else if (a.get() != b.get() || !a.get().isNumber()) {
            mismatch(sum, b.get(), a.get(), sum.getOperator().equals("+") ? "added to" : "subtracted from");
            return Optional.empty();
        }
        return a;
    }

    private Optional<StudyKind> product(Product product, boolean statistics) {
        Optional<StudyKind> a = term(product.getLeft(), statistics);
        Optional<StudyKind> b = term(product.getRight(), statistics);
        if (a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        }
        boolean times = product.getOperator().equals("*");
        boolean numbers = a.get().isNumber() && b.get().isNumber();
        if (numbers && !times && a.get() == b.get()) {
            return Optional.of(StudyKind.RATIO);
        } else if (numbers && (b.get() == StudyKind.COUNT || times && b.get() == StudyKind.RATIO)) {
            return a.get() == StudyKind.COUNT && times ? b : a;
        } else if (numbers && times && (a.get() == StudyKind.COUNT || a.get() == StudyKind.RATIO)) {
            return b;
        }
        mismatch(product, a.get(), b.get(), times ? "multiplied by" : "divided by");
        return Optional.empty();
    }

    private Optional<StudyKind> axis(Reading reading) {
        if (reading.getRoot() == null || reading.getRoot().eIsProxy() || reading.getMetric() == null) {
            return Optional.empty();
        }
        String name = Name.of(reading.getRoot()) + "." + reading.getMetric();
        int found = reading.getPart() == null ? index(name) : -1;
        if (found < 0) {
            unknownAxis(reading, FoliotPackage.Literals.READING__METRIC, name);
            return Optional.empty();
        }
        facts.set(reading, new Leaf.OfAxis(found));
        return Optional.of(axes.get(found).kind());
    }

    /** The number of an axis, −1 where none is called so. */
    int index(String name) {
        for (int i = 0; i < axes.size(); i++) {
            if (axes.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Reports that something does not vary. */
    void unknownAxis(EObject place, EStructuralFeature feature, String name) {
        if (axes.isEmpty() && findings.hasErrors()) {
            return;
        }
        List<String> known = axes.stream().map(ResolvedAxis::name).toList();
        findings.error(
                Codes.AXIS_UNKNOWN,
                place,
                feature,
                name + " does not vary in this study",
                Spelling.remedy(name, known, "axes"),
                Spelling.nearest(name, known));
    }

    private Optional<StudyKind> constant(Constant constant, boolean statistics) {
        if (constant.getValue() instanceof WordValue word && word.getReference() instanceof Parameter parameter) {
            int found = index(parameter.getName());
            if (found >= 0) {
                facts.set(constant, new Leaf.OfAxis(found));
                return Optional.of(axes.get(found).kind());
            }
        }
        Optional<Literal> literal = values.literal(constant.getValue());
        if (literal.isEmpty()) {
            return Optional.empty();
        }
        StudyKind kind = StudyKind.of(literal.get());
        if (kind == StudyKind.WORD) {
            String word = literal.get().text();
            if (statistics && measures.stream().anyMatch(m -> m.name().equals(word))) {
                findings.error(
                        Codes.EXPRESSION_KIND,
                        constant,
                        word + " has a value in every run, and here one is expected for all",
                        "write a statistic, such as mean(" + word + ")");
                return Optional.empty();
            }
            facts.set(constant, new Leaf.Word(literal.get().text()));
            return Optional.of(kind);
        }
        OptionalLong amount = kind.amount(literal.get());
        if (amount.isEmpty()) {
            findings.error(
                    Codes.VALUE_RANGE, constant, literal.get().source() + " is no value that can be compared", "");
            return Optional.empty();
        }
        facts.set(constant, new Leaf.Fixed(amount.getAsLong()));
        return Optional.of(kind);
    }

    private Optional<StudyKind> statistic(Statistic statistic, boolean statistics) {
        String function = statistic.getFunction();
        boolean quantile = function.matches("p[1-9][0-9]?");
        if (!statistics || !quantile && !STATISTICS.contains(function)) {
            findings.error(
                    statistics ? Codes.WORD_UNKNOWN : Codes.EXPRESSION_KIND,
                    statistic,
                    FoliotPackage.Literals.STATISTIC__FUNCTION,
                    statistics
                            ? "there is no statistic " + function
                            : function + "(…) is known when a point has been run, not before",
                    statistics
                            ? Spelling.remedy(function, STATISTICS, "statistics") + " and p1 to p99"
                            : "where says which points there are",
                    statistics ? Spelling.nearest(function, STATISTICS) : List.of());
            return Optional.empty();
        }
        int measure = measure(Measures.name(statistic.getMeasure()));
        if (measure < 0) {
            return Optional.empty();
        }
        facts.set(statistic, new Leaf.OverRuns(function, measure, false));
        return Optional.of(StudyKind.of(measures.get(measure).kind()));
    }

    /** The number of a measure, −1 where none is called so, which has been reported. */
    int measure(String name) {
        for (int i = 0; i < measures.size(); i++) {
            if (measures.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
