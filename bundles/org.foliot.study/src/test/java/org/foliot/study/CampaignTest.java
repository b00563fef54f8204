package org.foliot.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.foliot.program.study.Repetition;
import org.foliot.program.study.Study;
import org.foliot.run.Cancellation;
import org.foliot.store.PlannedRun;
import org.junit.jupiter.api.Test;

/** What a study finds out does not depend on the order of its runs, nor on how often it was killed and begun again. */
class CampaignTest {
    private static final int NEVER = Integer.MAX_VALUE;
    private static final Repetition NARROW =
            new Repetition(3, 40, Optional.of(new Repetition.Precision(0, true, 5_000_000, 950_000_000)));

    private static StudyResults run(StudyPlan plan, MemoryStore store, OddExecutor executor) {
        return new Campaign(plan, p -> true, store, executor, CampaignProgress.NONE, new Cancellation()).run();
    }

    @Property(tries = 60)
    void killedCampaignFindsOutWhatAnUndisturbedOneDoes(
            @ForAll @IntRange(min = 1, max = 4) int points,
            @ForAll boolean narrow,
            @ForAll boolean common,
            @ForAll boolean antithetic,
            @ForAll long order,
            @ForAll @IntRange(min = 1, max = 15) int life) {
        Study study = SmallStudies.drawn(
                SmallStudies.over(List.of(points, 2), narrow ? NARROW : Repetition.times(7)), common, antithetic);
        StudyPlan plan = SmallStudies.plan(study, 1);
        StudyResults undisturbed = run(plan, new MemoryStore(), new OddExecutor(0, NEVER));

        MemoryStore store = new MemoryStore();
        StudyResults finished = null;
        for (int lives = 0; finished == null; lives++) {
            try {
                finished = run(plan, store, new OddExecutor(order + lives, life));
            } catch (OddExecutor.Lost killed) {
                assertThat(lives).isLessThan(2000);
            }
        }

        assertThat(finished).isEqualTo(undisturbed);
        assertThat(store.size()).isEqualTo(undisturbed.runs());
        assertThat(store.planned()).hasSize((int) undisturbed.runs());
    }

    @Test
    void grownStudyMakesOnlyWhatIsNew() {
        MemoryStore store = new MemoryStore();
        run(SmallStudies.plan(SmallStudies.over(List.of(3), Repetition.times(4)), 1), store, new OddExecutor(0, NEVER));
        OddExecutor later = new OddExecutor(0, NEVER);

        StudyResults grown =
                run(SmallStudies.plan(SmallStudies.over(List.of(4), Repetition.times(6)), 1), store, later);

        assertThat(grown.runs()).isEqualTo(24);
        assertThat(later.made()).hasSize(24 - 12);
        assertThat(store.size()).isEqualTo(24);
    }

    @Test
    void studyWhoseStoreIsFullKeepsWhatItHadAndGoesOnWhenThereIsRoom() {
        StudyPlan plan = SmallStudies.plan(SmallStudies.over(List.of(3), Repetition.times(400)), 1);
        StudyResults undisturbed = run(plan, new MemoryStore(), new OddExecutor(0, NEVER));
        MemoryStore store = new MemoryStore();
        store.room(600);

        assertThatThrownBy(() -> run(plan, store, new OddExecutor(0, NEVER))).isInstanceOf(MemoryStore.Full.class);
        long kept = store.size();
        assertThat(kept).isBetween(1L, 600L);

        store.room(Integer.MAX_VALUE);
        OddExecutor later = new OddExecutor(1, NEVER);
        assertThat(run(plan, store, later)).isEqualTo(undisturbed);
        assertThat(later.made()).hasSize((int) (undisturbed.runs() - kept));
    }

    @Test
    void pointsStopWhenTheirIntervalIsNarrow() {
        StudyResults results = run(
                SmallStudies.plan(SmallStudies.over(List.of(5), NARROW), 1),
                new MemoryStore(),
                new OddExecutor(0, NEVER));

        assertThat(results.complete()).isTrue();
        // The noise is the same everywhere, so it is the smaller a part the larger the mean is.
        List<Integer> counts =
                results.points().stream().map(p -> p.replications().size()).toList();
        assertThat(counts).isSortedAccordingTo((a, b) -> b - a);
        assertThat(counts.get(0)).isGreaterThan(counts.get(4));
        assertThat(counts).allMatch(c -> c >= 3 && c <= 40);
    }

    @Test
    void replicationsHaveOneSeedAtAllPointsUnlessSeedsAreIndependent() {
        Study common = SmallStudies.over(List.of(2), Repetition.times(2));
        StudyPlan paired = SmallStudies.plan(common, 10);
        StudyPlan independent = SmallStudies.plan(SmallStudies.drawn(common, false, false), 10);

        assertThat(paired.seed(0, 1)).isEqualTo(11).isEqualTo(paired.seed(1, 1));
        assertThat(independent.seed(0, 1)).isNotEqualTo(independent.seed(1, 1));
    }

    @Test
    void planKnowsWhatIsRunLaterAsWell() {
        MemoryStore store = new MemoryStore();
        StudyPlan plan = SmallStudies.plan(SmallStudies.over(List.of(2), Repetition.times(2)), 1);

        StudyResults some = new Campaign(
                        plan,
                        p -> p.value(0).text().equals("2"),
                        store,
                        new OddExecutor(0, NEVER),
                        CampaignProgress.NONE,
                        new Cancellation())
                .run();

        assertThat(some.runs()).isEqualTo(2);
        assertThat(store.planned()).extracting(PlannedRun::coordinates).contains(List.of("1"), List.of("2"));
    }
}
