package org.foliot.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.foliot.program.study.Repetition;
import org.foliot.program.study.Study;
import org.foliot.program.study.StudyPoint;
import org.foliot.report.chart.Axis;
import org.foliot.report.chart.Chart;
import org.junit.jupiter.api.Test;

/** How means are drawn. */
class StudyChartsTest {
    private static Chart drawn(long... costs) {
        Study study = SmallStudies.over(List.of(costs.length), Repetition.times(1));
        List<StudyPoint> points = StudyPoints.of(study).all().toList();
        List<PointResult> results = new ArrayList<>();
        for (int i = 0; i < costs.length; i++) {
            RunSummary run = new RunSummary("passed", Optional.empty(), true, List.of(costs[i]));
            results.add(new PointResult(points.get(i), List.of(new Replication(0, 1, List.of(run)))));
        }
        StudyAnswers answers =
                new StudyAnswers(new StudyResults(study, new StudyResults.Origin(1, List.of()), results, true));
        return new StudyCharts(answers).of(new Study.Chart(0, 0, List.of())).get(0);
    }

    @Test
    void meansThatLieFactorsOfAThousandApartAreDrawnByFactors() {
        assertThat(drawn(2, 50, 2_000).y().scale()).isEqualTo(Axis.Scale.LOGARITHMIC);
        assertThat(drawn(2, 50, 1_999).y().scale()).isEqualTo(Axis.Scale.LINEAR);
    }

    @Test
    void whatIsZeroOrLessHasNoFactors() {
        assertThat(drawn(0, 50, 2_000).y().scale()).isEqualTo(Axis.Scale.LINEAR);
        assertThat(drawn(-1, 1, 2_000).y().scale()).isEqualTo(Axis.Scale.LINEAR);
    }

    @Test
    void legendsNameTheAxisOfANumber() {
        Study study = SmallStudies.over(List.of(2, 2), Repetition.times(1));
        List<PointResult> results = StudyPoints.of(study)
                .all()
                .map(p -> new PointResult(
                        p,
                        List.of(new Replication(
                                0, 1, List.of(new RunSummary("passed", Optional.empty(), true, List.of(5L)))))))
                .toList();
        StudyAnswers answers =
                new StudyAnswers(new StudyResults(study, new StudyResults.Origin(1, List.of()), results, true));

        Chart chart =
                new StudyCharts(answers).of(new Study.Chart(0, 0, List.of(1))).get(0);

        assertThat(chart.series()).extracting(s -> s.name()).containsExactly("axis1 = 1", "axis1 = 2");
    }

    @Test
    void axisThatIsCalledAsTheirNumberIsToldFromIt() {
        Study plain = SmallStudies.over(List.of(1), Repetition.times(1));

        assertThat(StudyTables.count(plain)).isEqualTo("n");
        assertThat(StudyTables.count(SmallStudies.named(plain, "n"))).isEqualTo("count");
    }

    @Test
    void pageSaysFromWhichMailTheQuestionCame() {
        Study study = SmallStudies.over(List.of(1), Repetition.times(1));
        StudyAnswers answers =
                new StudyAnswers(new StudyResults(study, new StudyResults.Origin(1, List.of()), List.of(), true));

        assertThat(new StudyPage(answers).report().introduction())
                .isEqualTo("From: a mail\n\nWhat is asked.\n\nAnd of what.\n\n0 points, 0 runs.");
    }
}
