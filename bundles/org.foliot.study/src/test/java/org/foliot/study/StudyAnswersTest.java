package org.foliot.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.foliot.program.Condition.Relation;
import org.foliot.program.Source;
import org.foliot.program.study.Grid;
import org.foliot.program.study.PointCondition;
import org.foliot.program.study.Repetition;
import org.foliot.program.study.Study;
import org.foliot.program.study.StudyPoint;
import org.foliot.program.study.Term;
import org.foliot.statistics.MeanEstimate;
import org.foliot.study.StudyAnswers.Difference;
import org.foliot.study.StudyAnswers.Verdict;
import org.junit.jupiter.api.Test;

/** What is said of runs is what can be computed of them by hand. */
class StudyAnswersTest {
    /** Quantile 0.975 of Student's t with two degrees of freedom. */
    private static final double T2 = 4.302652729911275;

    private static RunSummary run(long value) {
        return new RunSummary("passed", Optional.empty(), true, List.of(value));
    }

    private static RunSummary broken() {
        return new RunSummary("error", Optional.of("it broke"), false, List.of());
    }

    /** A point with one run per replication. */
    private static PointResult point(StudyPoint point, RunSummary... runs) {
        return new PointResult(
                point,
                IntStream.range(0, runs.length)
                        .mapToObj(i -> new Replication(i, i + 1, List.of(runs[i])))
                        .toList());
    }

    private static Study study(List<Integer> sizes, List<Study.Comparison> comparisons, List<Study.Claim> claims) {
        Study plain = SmallStudies.over(sizes, Repetition.times(3));
        return new Study(
                plain.name(),
                plain.scenario(),
                "",
                plain.variations(),
                List.of(),
                plain.warmUp(),
                plain.measures(),
                List.of(),
                plain.repetition(),
                1,
                true,
                false,
                Study.IntervalMethod.STUDENT,
                comparisons,
                Optional.empty(),
                List.of(),
                claims,
                plain.source());
    }

    private static StudyAnswers answers(Study study, RunSummary[]... points) {
        List<StudyPoint> grid = new Grid(study).points().toList();
        List<PointResult> results = new ArrayList<>();
        for (int i = 0; i < points.length; i++) {
            results.add(point(grid.get(i), points[i]));
        }
        return new StudyAnswers(new StudyResults(study, new StudyResults.Origin(1, List.of()), results, true));
    }

    private static RunSummary[] runs(long... values) {
        RunSummary[] runs = new RunSummary[values.length];
        for (int i = 0; i < values.length; i++) {
            runs[i] = values[i] < 0 ? broken() : run(values[i]);
        }
        return runs;
    }

    private static PointResult at(StudyAnswers answers, int point) {
        return answers.results().points().get(point);
    }

    // ---- estimates ----

    @Test
    void estimateIsTheMeanWithStudentsInterval() {
        StudyAnswers answers = answers(study(List.of(1), List.of(), List.of()), runs(10, 20, 30));

        MeanEstimate estimate = answers.estimate(at(answers, 0), 0).orElseThrow();

        assertThat(estimate.mean()).isEqualTo(20);
        assertThat(estimate.standardDeviation()).isEqualTo(10);
        assertThat(estimate.interval().halfWidth()).isCloseTo(T2 * 10 / Math.sqrt(3), within(1e-9));
    }

    @Test
    void oneValueHasNoInterval() {
        StudyAnswers answers = answers(study(List.of(1), List.of(), List.of()), runs(10));

        assertThat(answers.estimate(at(answers, 0), 0)).isEmpty();
    }

    @Test
    void bootstrapIntervalsFollowASkewedSampleAndAreTheSameEachTime() {
        Study plain = study(List.of(2), List.of(new Study.Comparison(0, 0, 0)), List.of());
        RunSummary[] skewed = runs(100, 120, 125, 125, 139, 150, 210, 220, 230, 340, 500, 810, 890, 1210, 1340, 2130);
        RunSummary[] flat = runs(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        Study study = SmallStudies.estimated(plain, Study.IntervalMethod.BCA);
        StudyAnswers answers = answers(study, flat, skewed);

        MeanEstimate estimate = answers.estimate(at(answers, 1), 0).orElseThrow();
        MeanEstimate difference = answers.differences(study.comparisons().get(0))
                .get(0)
                .difference()
                .orElseThrow()
                .difference();

        // R: 323.1 to 914.3 with a million resamples.
        assertThat(estimate.interval().lower()).isCloseTo(323, within(15.0));
        assertThat(estimate.interval().upper()).isCloseTo(914, within(40.0));
        assertThat(difference.interval()).isEqualTo(estimate.interval());
        assertThat(answers(study, flat, skewed).estimate(at(answers, 1), 0)).contains(estimate);
        assertThat(new StudyText(answers).render())
                .contains("cost      from      to", "from, to: the 95 % interval of the mean, by BCa bootstrap");
    }

    @Test
    void widthInAnExpectationIsThatOfTheStudysIntervals() {
        Study.Claim claim = claim(false, of(Term.Function.CI), Relation.AT_MOST, 2.2, null);
        RunSummary[] three = runs(0, 2, 4);

        // Student's is 4.97 wide on either side; resamples of three values cannot be beyond them.
        assertThat(verdict(claim, three).held()).isFalse();
        Study bootstrapped =
                SmallStudies.estimated(study(List.of(1), List.of(), List.of(claim)), Study.IntervalMethod.PERCENTILE);
        assertThat(answers(bootstrapped, three).verdicts().get(0).held()).isTrue();
    }

    @Test
    void runsThatBrokeHaveNoValueAndAreCounted() {
        StudyAnswers answers = answers(study(List.of(1), List.of(), List.of()), runs(10, -1, 30));

        assertThat(answers.estimate(at(answers, 0), 0).orElseThrow().size()).isEqualTo(2);
        assertThat(at(answers, 0).broken()).hasSize(1);
        assertThat(at(answers, 0).runs()).isEqualTo(3);
    }

    @Test
    void valueOfAPairIsItsMean() {
        StudyPoint somewhere = new StudyPoint(0, List.of());
        PointResult pairs = new PointResult(somewhere, List.of(new Replication(0, 1, List.of(run(10), run(20)))));

        assertThat(pairs.values(0)).containsExactly(15);
    }

    // ---- comparisons ----

    @Test
    void differencesAreTakenSeedBySeed() {
        Study study = study(List.of(2), List.of(new Study.Comparison(0, 0, 0)), List.of());
        StudyAnswers answers = answers(study, runs(10, 200, 3000), runs(11, 202, 3003));

        Difference difference = answers.differences(study.comparisons().get(0)).get(0);

        MeanEstimate found = difference.difference().orElseThrow().difference();
        assertThat(found.mean()).isEqualTo(2);
        assertThat(found.interval().halfWidth()).isCloseTo(T2 / Math.sqrt(3), within(1e-9));
        assertThat(difference.baseMean()).isEqualTo(1070);
    }

    @Test
    void seedsWithoutAValueOnEitherSideAreLeftOut() {
        Study study = study(List.of(2), List.of(new Study.Comparison(0, 0, 0)), List.of());
        StudyAnswers answers = answers(study, runs(10, -1, 30, 40), runs(11, 22, -1, 43));

        Difference difference = answers.differences(study.comparisons().get(0)).get(0);

        assertThat(difference.difference().orElseThrow().difference().size()).isEqualTo(2);
        assertThat(difference.difference().orElseThrow().difference().mean()).isEqualTo(2);
        assertThat(difference.baseMean()).isEqualTo(25);
    }

    @Test
    void everyPointIsComparedWithTheBaseAtTheSameValuesOfTheOtherAxes() {
        Study study = study(List.of(2, 2), List.of(new Study.Comparison(0, 1, 1)), List.of());
        StudyAnswers answers = answers(study, runs(1, 1), runs(5, 5), runs(100, 100), runs(700, 700));

        List<Difference> differences = answers.differences(study.comparisons().get(0));

        assertThat(differences)
                .extracting(d -> d.point().labels())
                .containsExactly(List.of("1", "1"), List.of("2", "1"));
        assertThat(differences)
                .extracting(d -> d.base().labels())
                .containsExactly(List.of("1", "2"), List.of("2", "2"));
        assertThat(differences)
                .extracting(d -> d.difference().orElseThrow().difference().mean())
                .containsExactly(-4.0, -600.0);
    }

    @Test
    void pValuesOfATableAreReadTogether() {
        Study study = study(List.of(4), List.of(new Study.Comparison(0, 0, 0)), List.of());
        StudyAnswers answers = answers(study, runs(10, 20, 30), runs(11, 22, 33), runs(15, 24, 36), runs(10, -1, -1));

        List<Difference> differences = answers.differences(study.comparisons().get(0));

        // Two of the three have a p-value: the smaller one counts twice, and neither is below the other.
        double first = differences.get(0).difference().orElseThrow().pValue();
        double second = differences.get(1).difference().orElseThrow().pValue();
        assertThat(second).isLessThan(first);
        assertThat(differences.get(1).adjusted()).isEqualTo(2 * second);
        assertThat(differences.get(0).adjusted()).isEqualTo(Math.max(first, 2 * second));
        assertThat(differences.get(2).adjusted()).isNaN();
    }

    @Test
    void noProbabilityIsWrittenAsNothing() {
        Study study = study(List.of(2), List.of(new Study.Comparison(0, 0, 0)), List.of());
        StudyAnswers answers = answers(study, runs(10, 20, 30, 40), runs(1_000_010, 1_000_021, 1_000_030, 1_000_041));

        assertThat(answers.differences(study.comparisons().get(0)).get(0).adjusted())
                .isBetween(1e-20, 1e-5);
        assertThat(new StudyTables(answers).comparisons().get(0).rows().get(0)).endsWith("< 0.0001");
    }

    // ---- expectations ----

    private static Study.Claim claim(boolean never, Term left, Relation relation, double right, PointCondition where) {
        return new Study.Claim(
                never,
                new PointCondition.Comparison(relation, left, new Term.Fixed(right)),
                950_000_000,
                Optional.ofNullable(where),
                new Source("a.foliot", 1, 1, "claim"));
    }

    private static Term of(Term.Function function) {
        return new Term.OverRuns(function, OptionalInt.empty(), 0, false);
    }

    private static Verdict verdict(Study.Claim claim, RunSummary[]... points) {
        return answers(study(List.of(points.length), List.of(), List.of(claim)), points)
                .verdicts()
                .get(0);
    }

    @Test
    void alwaysHoldsAtEveryPointOrNamesTheFirstWhereItDoesNot() {
        Study.Claim claim = claim(false, of(Term.Function.MEAN), Relation.AT_MOST, 20, null);

        assertThat(verdict(claim, runs(10, 20), runs(20, 20)).held()).isTrue();
        Verdict failed = verdict(claim, runs(10, 20), runs(20, 21), runs(99, 99));
        assertThat(failed.held()).isFalse();
        assertThat(failed.where().orElseThrow().labels()).containsExactly("2");
    }

    @Test
    void neverHoldsWhereNoPointMeetsIt() {
        Study.Claim claim = claim(true, of(Term.Function.HIGHEST), Relation.AT_MOST, 5, null);

        assertThat(verdict(claim, runs(1, 6), runs(7, 8)).held()).isTrue();
        assertThat(verdict(claim, runs(1, 6), runs(4, 5)).where().orElseThrow().labels())
                .containsExactly("2");
    }

    @Test
    void whereLeavesPointsOut() {
        PointCondition second = new PointCondition.Comparison(Relation.EQUAL, new Term.OfAxis(0), new Term.Fixed(2));
        Study.Claim claim = claim(false, of(Term.Function.LOWEST), Relation.AT_MOST, 5, second);

        assertThat(verdict(claim, runs(9, 9), runs(5, 9)).held()).isTrue();
        assertThat(verdict(claim, runs(1, 1), runs(6, 9)).held()).isFalse();
    }

    @Test
    void whatCannotBeSaidOfSoFewRunsDoesNotHold() {
        assertThat(verdict(claim(false, of(Term.Function.CI), Relation.AT_MOST, 1e12, null), runs(10))
                        .held())
                .isFalse();
        assertThat(verdict(claim(false, of(Term.Function.MEAN), Relation.AT_MOST, 1e12, null), runs(-1))
                        .held())
                .isFalse();
    }

    @Test
    void whatCannotBeSaidOfSoFewRunsIsNotNeverSoEither() {
        Study.Claim wide = claim(true, of(Term.Function.CI), Relation.MORE, 1e12, null);

        assertThat(verdict(wide, runs(10, 10)).held()).isTrue();
        assertThat(verdict(wide, runs(10)).held()).isFalse();
        assertThat(verdict(claim(true, of(Term.Function.MEAN), Relation.MORE, 1e12, null), runs(-1))
                        .held())
                .isFalse();
        assertThat(new StudyText(answers(study(List.of(1), List.of(), List.of(wide)), runs(10))).render())
                .contains("FAILED  claim\n          at axis0 = 1", "ci(cost): cannot be said of so few, 1\n");
    }

    @Test
    void whatIsUnknownDecidesNothingThatIsKnownWithoutIt() {
        PointCondition unknown =
                new PointCondition.Comparison(Relation.MORE, of(Term.Function.CI), new Term.Fixed(1e12));
        PointCondition known = new PointCondition.Comparison(Relation.MORE, of(Term.Function.MEAN), new Term.Fixed(5));

        for (boolean never : new boolean[] {false, true}) {
            assertThat(held(never, new PointCondition.Not(unknown))).isFalse();
            assertThat(held(never, new PointCondition.Any(List.of(known, unknown))))
                    .isEqualTo(!never);
            assertThat(held(never, new PointCondition.All(List.of(new PointCondition.Not(known), unknown))))
                    .isEqualTo(never);
        }
    }

    /** Of one run of 10, so that nothing is known of an interval. */
    private static boolean held(boolean never, PointCondition condition) {
        Study.Claim claim =
                new Study.Claim(never, condition, 950_000_000, Optional.empty(), new Source("a.foliot", 1, 1, "claim"));
        return verdict(claim, runs(10)).held();
    }

    @Test
    void nothingIsJudgedBeforeAllRunsHaveBeenMade() {
        Study study =
                study(List.of(1), List.of(), List.of(claim(false, of(Term.Function.MEAN), Relation.AT_MOST, 20, null)));
        PointResult begun = point(new Grid(study).points().toList().get(0), runs(99));
        StudyResults results = new StudyResults(study, new StudyResults.Origin(1, List.of()), List.of(begun), false);

        assertThat(new StudyAnswers(results).verdicts()).isEmpty();
        assertThat(new StudyText(new StudyAnswers(results)).render())
                .contains("not complete")
                .doesNotContain("FAILED");
    }

    @Test
    void whatFailedSaysWhatWasFoundAndAtHowManyPointsBesides() {
        Study.Claim claim = claim(false, of(Term.Function.MEAN), Relation.AT_MOST, 20, null);
        StudyAnswers answers =
                answers(study(List.of(4), List.of(), List.of(claim)), runs(10, 20), runs(22, 24), runs(99), runs(99));

        assertThat(new StudyText(answers).render())
                .contains("FAILED  claim\n          at axis0 = 2, and at 2 other points  [a.foliot:1:1]\n"
                        + "          mean(cost): 23 ps\n");
        assertThat(new StudyTables(answers).verdicts().rows())
                .containsExactly(List.of(
                        "failed", "claim", "axis0 = 2, and at 2 other points", "mean(cost): 23 ps", "a.foliot:1:1"));
    }

    @Test
    void quantilesAreTheSmallestValueThatEnoughDoNotExceed() {
        RunSummary[] ten = runs(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        Term p90 = new Term.OverRuns(Term.Function.QUANTILE, OptionalInt.of(90), 0, false);
        Term p95 = new Term.OverRuns(Term.Function.QUANTILE, OptionalInt.of(95), 0, false);

        assertThat(verdict(claim(false, of(Term.Function.MEDIAN), Relation.EQUAL, 5.5, null), ten)
                        .held())
                .isTrue();
        assertThat(verdict(claim(false, p90, Relation.EQUAL, 9.5, null), ten).held())
                .isTrue();
        assertThat(verdict(claim(false, p95, Relation.EQUAL, 10, null), ten).held())
                .isTrue();
    }

    @Test
    void quantilesOfTooFewRunsStandAndSayHowManyAreMissing() {
        Term p90 = new Term.OverRuns(Term.Function.QUANTILE, OptionalInt.of(90), 0, false);
        Study.Claim claim = claim(false, p90, Relation.AT_MOST, 5, null);
        StudyAnswers answers = answers(study(List.of(2), List.of(), List.of(claim)), runs(1, 2, 3, 4), runs(1, 2, 3));

        Verdict verdict = answers.verdicts().get(0);

        assertThat(verdict.held()).isTrue();
        assertThat(verdict.quantiles()).singleElement().satisfies(q -> {
            assertThat(q.point().labels()).containsExactly("2");
            assertThat(q.needed()).isEqualTo(29);
            assertThat(q.isShort()).isTrue();
        });
        assertThat(new StudyText(answers).render())
                .contains("p90(cost) at axis0 = 2: 3 ps of 3 runs; an interval at 95 % needs 29");
    }

    @Test
    void quantilesOfEnoughRunsSayHowSureTheyAreWhereTheyFail() {
        RunSummary[] ten = runs(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        Study.Claim fails = claim(false, of(Term.Function.MEDIAN), Relation.AT_MOST, 5, null);
        Study.Claim holds = claim(false, of(Term.Function.MEDIAN), Relation.AT_MOST, 6, null);
        StudyAnswers answers = answers(study(List.of(1), List.of(), List.of(fails, holds)), ten);

        // Conover's table: ranks 2 and 9 of ten hold the median in 97.9 % of cases.
        assertThat(new StudyText(answers).render().lines().filter(l -> l.contains("median(")))
                .containsExactly("          median(cost): 5.5 ps of 10 runs, at 95 % from 2 ps to 9 ps");
    }

    // ---- batches ----

    private static RunSummary[] inBatches(Long... values) {
        return new RunSummary[] {
            new RunSummary("passed", Optional.empty(), true, List.of(values), values.length, Map.of())
        };
    }

    @Test
    void batchesOfOneRunAreItsObservations() {
        Study study = SmallStudies.inBatches(study(List.of(1), List.of(), List.of()), 6);
        StudyAnswers answers = answers(study, inBatches(3L, 1L, 2L, 3L, 1L, 2L));

        MeanEstimate estimate = answers.estimate(at(answers, 0), 0).orElseThrow();

        assertThat(estimate.size()).isEqualTo(6);
        assertThat(estimate.mean()).isEqualTo(2);
        assertThat(at(answers, 0).runs()).isEqualTo(1);
        assertThat(answers.batches(at(answers, 0), 0).orElseThrow().correlated())
                .isFalse();
        assertThat(new StudyText(answers).render())
                .contains("1 point, 1 run", "n: batches of one run")
                .doesNotContain("*");
    }

    @Test
    void batchesThatGoTogetherAreMarked() {
        Study study = SmallStudies.inBatches(study(List.of(1), List.of(), List.of()), 6);
        StudyAnswers answers = answers(study, inBatches(1L, 2L, 3L, 4L, 5L, 6L));

        assertThat(answers.batches(at(answers, 0), 0).orElseThrow().correlated())
                .isTrue();
        assertThat(new StudyText(answers).render())
                .contains(" ps *\n", "*: neighbouring batches go together (von Neumann's test)");
    }
}
