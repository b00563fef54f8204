package org.foliot.run.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.foliot.api.observation.Observations;
import org.foliot.api.observation.Subject;
import org.foliot.program.SubjectRef;
import org.foliot.run.comparison.LockStep.Making;
import org.foliot.run.comparison.LockStep.Outcome;
import org.foliot.run.comparison.LockStep.Parting;
import org.junit.jupiter.api.Test;

class LockStepTest {
    private static final SubjectRef VCPU = SubjectRef.numbered(Subject.VCPU, "web", 0);
    private static final int NEVER = Integer.MAX_VALUE;

    /** A run of so many observations, one of which is not like those of others. */
    private static Making run(int length, int odd) {
        return (sink, cancellation) -> {
            for (int i = 0; i < length && !cancellation.isRequested(); i++) {
                sink.observation(i, Observations.RUN_DELAY, VCPU, i == odd ? -1 : i, 0);
            }
            return null;
        };
    }

    @Property(tries = 60)
    void theFirstDifferenceIsFoundWhereverItIs(
            @ForAll @IntRange(max = 3 * Handover.BLOCK) int length, @ForAll @IntRange(max = 3 * Handover.BLOCK) int at)
            throws Exception {
        Outcome outcome = LockStep.compare(run(length, NEVER), run(length, at));
        assertThat(outcome.common()).isEqualTo(Math.min(length, at));
        assertThat(outcome.parting().isPresent()).isEqualTo(at < length);
        if (at < length) {
            Parting parting = outcome.parting().get();
            assertThat(parting.before())
                    .extracting(Step::instant)
                    .containsExactlyElementsOf(java.util.stream.LongStream.range(Math.max(0, at - LockStep.CONTEXT), at)
                            .boxed()
                            .toList());
            assertThat(parting.first().map(Step::a)).contains((long) at);
            assertThat(parting.second().map(Step::a)).contains(-1L);
        }
    }

    @Property(tries = 60)
    void aRunThatIsOverFirstHasNothingMore(
            @ForAll @IntRange(max = 2 * Handover.BLOCK + 1) int one,
            @ForAll @IntRange(max = 2 * Handover.BLOCK + 1) int other)
            throws Exception {
        Outcome outcome = LockStep.compare(run(one, NEVER), run(other, NEVER));
        assertThat(outcome.common()).isEqualTo(Math.min(one, other));
        Optional<Parting> parting = outcome.parting();
        assertThat(parting.isPresent()).isEqualTo(one != other);
        parting.ifPresent(p -> {
            assertThat(p.first().isPresent()).isEqualTo(one > other);
            assertThat(p.second().isPresent()).isEqualTo(other > one);
        });
    }

    @Test
    void neitherRunGetsFarAheadAndBothStopWhenTheyPart() throws Exception {
        AtomicLong made = new AtomicLong();
        Making endless = (sink, cancellation) -> {
            for (long i = 0; !cancellation.isRequested(); i++) {
                sink.observation(i, Observations.RUN_DELAY, VCPU, i, 0);
                made.set(i);
            }
            return null;
        };
        Outcome outcome = LockStep.compare(endless, run(NEVER, 100 * Handover.BLOCK));
        assertThat(outcome.common()).isEqualTo(100L * Handover.BLOCK);
        assertThat(outcome.parting()).isPresent();
        assertThat(made.get()).isGreaterThanOrEqualTo(100L * Handover.BLOCK);
    }

    @Test
    void whatARunThrowsIsThrown() {
        Making broken = (sink, cancellation) -> {
            throw new IllegalStateException("no luck");
        };
        assertThatThrownBy(() -> LockStep.compare(run(NEVER, NEVER), broken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no luck");
    }
}
