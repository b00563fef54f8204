package org.foliot.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.foliot.api.observation.Metric;
import org.foliot.compiler.PointCompilation;
import org.foliot.program.Condition.Relation;
import org.foliot.program.Program;
import org.foliot.program.Source;
import org.foliot.program.study.Axis;
import org.foliot.program.study.AxisKind;
import org.foliot.program.study.AxisValue;
import org.foliot.program.study.PointCondition;
import org.foliot.program.study.PointProgram;
import org.foliot.program.study.Repetition;
import org.foliot.program.study.Study;
import org.foliot.program.study.StudyMeasure;
import org.foliot.program.study.StudyPoint;
import org.foliot.program.study.Term;
import org.foliot.program.study.Variation;
import org.foliot.time.Duration;

/** Studies of a scenario in which nothing happens, over axes of whole numbers. */
final class SmallStudies {
    private static final Source HERE = new Source("a.foliot", 1, 1, "study a of s");

    private SmallStudies() {}

    /** A study over axes that take so many values each: 1, 2, 3 and so on. */
    static Study over(List<Integer> sizes, Repetition repetition) {
        return of(
                IntStream.range(0, sizes.size())
                        .mapToObj(i -> variation("axis" + i, sizes.get(i)))
                        .toList(),
                List.of(),
                repetition,
                1,
                true,
                false,
                Study.IntervalMethod.STUDENT,
                List.of(),
                List.of());
    }

    private static Study of(
            List<Variation> variations,
            List<PointCondition> conditions,
            Repetition repetition,
            int batches,
            boolean commonSeeds,
            boolean antithetic,
            Study.IntervalMethod intervals,
            List<Study.Comparison> comparisons,
            List<Study.Claim> claims) {
        return new Study(
                "a",
                new Study.Scenario("s", Optional.of("a mail"), "What is asked.\n\nAnd of what."),
                "",
                variations,
                conditions,
                Duration.ZERO,
                List.of(new StudyMeasure("cost", Metric.Unit.TIME)),
                List.of(),
                repetition,
                batches,
                commonSeeds,
                antithetic,
                intervals,
                comparisons,
                Optional.empty(),
                List.of(),
                claims,
                HERE);
    }

    private static Variation variation(String name, int size) {
        List<List<AxisValue>> rows = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            rows.add(List.of(value(i)));
        }
        return new Variation(List.of(new Axis(name, true, AxisKind.COUNT)), rows, Optional.empty());
    }

    static AxisValue value(long number) {
        return AxisValue.number(Long.toString(number), number);
    }

    /** The same where no two axes add up to more than a limit. */
    static Study limited(Study study, long limit) {
        List<PointCondition> conditions = new ArrayList<>();
        for (int i = 1; i < study.axes().size(); i++) {
            conditions.add(new PointCondition.Comparison(
                    Relation.AT_MOST,
                    new Term.Arithmetic(Term.Operator.PLUS, new Term.OfAxis(i - 1), new Term.OfAxis(i)),
                    new Term.Fixed(limit)));
        }
        return of(
                study.variations(),
                conditions,
                study.repetition(),
                1,
                study.commonSeeds(),
                study.antithetic(),
                Study.IntervalMethod.STUDENT,
                List.of(),
                List.of());
    }

    /** The same with one axis of two values in place of the others. */
    static Study named(Study study, String axis) {
        return of(
                List.of(variation(axis, 2)),
                List.of(),
                study.repetition(),
                1,
                study.commonSeeds(),
                study.antithetic(),
                Study.IntervalMethod.STUDENT,
                List.of(),
                List.of());
    }

    /** The same in pairs, or with seeds of their own. */
    static Study drawn(Study study, boolean commonSeeds, boolean antithetic) {
        return of(
                study.variations(),
                study.conditions(),
                study.repetition(),
                1,
                commonSeeds,
                antithetic,
                Study.IntervalMethod.STUDENT,
                List.of(),
                List.of());
    }

    /** The same with intervals made otherwise. */
    static Study estimated(Study study, Study.IntervalMethod intervals) {
        return of(
                study.variations(),
                study.conditions(),
                study.repetition(),
                1,
                study.commonSeeds(),
                study.antithetic(),
                intervals,
                study.comparisons(),
                study.claims());
    }

    /** The same in one run at each point, cut into so many parts. */
    static Study inBatches(Study study, int batches) {
        return of(
                study.variations(),
                study.conditions(),
                Repetition.times(1),
                batches,
                study.commonSeeds(),
                false,
                Study.IntervalMethod.STUDENT,
                List.of(),
                study.claims());
    }

    static StudyPlan plan(Study study, long seed) {
        return StudyPlan.of(study, SmallStudies::compile, p -> List.of(), seed)
                .plan()
                .orElseThrow();
    }

    private static PointCompilation compile(StudyPoint point) {
        TreeMap<String, String> parameters = new TreeMap<>();
        point.coordinates()
                .forEach(c -> parameters.put(c.axis().name(), c.value().text()));
        Program program = new Program(
                "s",
                Optional.empty(),
                "",
                parameters,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Duration.ofSeconds(1),
                List.of());
        return new PointCompilation(Optional.of(new PointProgram(program, List.of(), List.of())), List.of());
    }
}
