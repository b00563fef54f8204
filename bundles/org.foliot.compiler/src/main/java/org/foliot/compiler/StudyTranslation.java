package org.foliot.compiler;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.foliot.dsl.ParsedScenario;
import org.foliot.dsl.foliot.Comparison;
import org.foliot.dsl.foliot.Conjunction;
import org.foliot.dsl.foliot.Disjunction;
import org.foliot.dsl.foliot.Expression;
import org.foliot.dsl.foliot.Negation;
import org.foliot.dsl.foliot.Parenthesis;
import org.foliot.dsl.foliot.Product;
import org.foliot.dsl.foliot.Scenario;
import org.foliot.dsl.foliot.StudyClaim;
import org.foliot.dsl.foliot.Sum;
import org.foliot.dsl.resolve.ResolvedStudy;
import org.foliot.dsl.resolve.ResolvedStudy.ResolvedVariation;
import org.foliot.dsl.resolve.StudyFacts.Leaf;
import org.foliot.dsl.resolve.StudyKind;
import org.foliot.program.Condition.Relation;
import org.foliot.program.study.Axis;
import org.foliot.program.study.AxisKind;
import org.foliot.program.study.PointCondition;
import org.foliot.program.study.Repetition;
import org.foliot.program.study.Study;
import org.foliot.program.study.StudyMeasure;
import org.foliot.program.study.Term;
import org.foliot.program.study.Variation;

/** Translates a study, whose parts have been checked. */
final class StudyTranslation {
    private final ParsedScenario scenario;
    private final ResolvedStudy study;
    private final Compiler.Sources sources;

    StudyTranslation(ParsedScenario scenario, ResolvedStudy study) {
        this.scenario = scenario;
        this.study = study;
        this.sources = new Compiler.Sources(scenario);
    }

    Study translate() {
        return new Study(
                study.declaration().getName(),
                scenario(study.declaration().getScenario()),
                scenario.documentation(study.declaration()),
                study.variations().stream().map(StudyTranslation::variation).toList(),
                study.constraints().stream()
                        .map(c -> condition(c.getCondition()))
                        .toList(),
                study.warmUp(),
                study.measures().stream()
                        .map(m -> new StudyMeasure(m.name(), CompiledStudy.unit(m.kind())))
                        .toList(),
                study.distributions(),
                repetition(study.repetition()),
                study.batches(),
                study.commonSeeds(),
                study.antithetic(),
                Study.IntervalMethod.valueOf(study.intervals().toUpperCase(Locale.ROOT)),
                study.comparisons().stream()
                        .map(c -> new Study.Comparison(c.measure(), c.variation(), c.base()))
                        .toList(),
                study.sensitivity()
                        .map(s -> new Study.Sensitivity(
                                s.measure(),
                                Study.Sensitivity.Method.valueOf(s.method().toUpperCase(Locale.ROOT)),
                                s.size())),
                study.charts().stream()
                        .map(c -> new Study.Chart(c.measure(), c.axis(), c.series()))
                        .toList(),
                study.claims().stream().map(this::claim).toList(),
                sources.of(study.declaration()));
    }

    private Study.Scenario scenario(Scenario studied) {
        return new Study.Scenario(
                studied.getName(), Optional.ofNullable(studied.getOrigin()), scenario.documentation(studied));
    }

    private static Variation variation(ResolvedVariation variation) {
        List<Axis> axes = variation.axes().stream()
                .map(a -> new Axis(a.name(), a.isParameter(), kind(a.kind())))
                .toList();
        return new Variation(
                axes,
                AxisValues.of(variation.rows()),
                variation.interval().map(i -> new Variation.Interval(i.low(), i.high(), i.logarithmic())));
    }

    private static AxisKind kind(StudyKind kind) {
        return AxisKind.valueOf(kind.name());
    }

    private static Repetition repetition(ResolvedStudy.ResolvedRepetition repetition) {
        Optional<Repetition.Precision> until = repetition
                .until()
                .map(p -> new Repetition.Precision(p.measure(), p.relative(), p.limit(), p.confidence()));
        return until.isEmpty()
                ? Repetition.times(repetition.count())
                : new Repetition(repetition.least(), repetition.count(), until);
    }

    private Study.Claim claim(StudyClaim claim) {
        return new Study.Claim(
                claim.isNever(),
                condition(claim.getClaim()),
                study.confidences().get(claim),
                Optional.ofNullable(claim.getCondition()).map(this::condition),
                sources.of(claim));
    }

    private PointCondition condition(Expression expression) {
        if (expression instanceof Disjunction or) {
            return new PointCondition.Any(List.of(condition(or.getLeft()), condition(or.getRight())));
        } else if (expression instanceof Conjunction and) {
            return new PointCondition.All(List.of(condition(and.getLeft()), condition(and.getRight())));
        } else if (expression instanceof Negation not) {
            return new PointCondition.Not(condition(not.getCondition()));
        } else if (expression instanceof Parenthesis parenthesis) {
            return condition(parenthesis.getInner());
        }
        Comparison comparison = (Comparison) expression;
        return new PointCondition.Comparison(
                relation(comparison.getOperator()), term(comparison.getLeft()), term(comparison.getRight()));
    }

    private static Relation relation(String symbol) {
        for (Relation relation : Relation.values()) {
            if (relation.symbol().equals(symbol)) {
                return relation;
            }
        }
        throw new IllegalArgumentException("there is no relation " + symbol);
    }

    private Term term(Expression expression) {
        if (expression instanceof Parenthesis parenthesis) {
            return term(parenthesis.getInner());
        } else if (expression instanceof Sum sum) {
            return new Term.Arithmetic(
                    sum.getOperator().equals("+") ? Term.Operator.PLUS : Term.Operator.MINUS,
                    term(sum.getLeft()),
                    term(sum.getRight()));
        } else if (expression instanceof Product product) {
            return product(product);
        }
        return leaf(study.facts().leaf(expression));
    }

    private static Term leaf(Leaf leaf) {
        if (leaf instanceof Leaf.OfAxis of) {
            return new Term.OfAxis(of.axis());
        } else if (leaf instanceof Leaf.Fixed fixed) {
            return new Term.Fixed(fixed.amount());
        } else if (leaf instanceof Leaf.Word word) {
            return new Term.Word(word.text());
        }
        Leaf.OverRuns of = (Leaf.OverRuns) leaf;
        boolean quantile = of.function().startsWith("p");
        return new Term.OverRuns(
                quantile
                        ? Term.Function.QUANTILE
                        : Term.Function.valueOf(of.function().toUpperCase(Locale.ROOT)),
                quantile ? OptionalInt.of(Integer.parseInt(of.function().substring(1))) : OptionalInt.empty(),
                of.measure(),
                of.relative());
    }

    private Term product(Product product) {
        Term left = term(product.getLeft());
        Term right = term(product.getRight());
        StudyKind a = study.facts().kind(product.getLeft()).orElseThrow();
        StudyKind b = study.facts().kind(product.getRight()).orElseThrow();
        if (product.getOperator().equals("/")) {
            return new Term.Arithmetic(a == b ? Term.Operator.RATIO : Term.Operator.QUOTIENT, left, right);
        } else if (b == StudyKind.RATIO) {
            return new Term.Arithmetic(Term.Operator.SCALE, left, right);
        }
        return a == StudyKind.RATIO
                ? new Term.Arithmetic(Term.Operator.SCALE, right, left)
                : new Term.Arithmetic(Term.Operator.TIMES, left, right);
    }
}
