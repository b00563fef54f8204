package org.foliot.run.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.foliot.api.observation.Subject;
import org.foliot.program.Condition;
import org.foliot.program.Condition.Relation;
import org.foliot.program.Expectation;
import org.foliot.program.Expectation.Direction;
import org.foliot.program.Expression;
import org.foliot.program.Expression.Constant;
import org.foliot.program.Source;
import org.foliot.program.SubjectRef;
import org.foliot.run.Measure;
import org.foliot.run.Verdict;
import org.foliot.run.formula.FormulaCompiler;
import org.foliot.run.formula.Piecewise;
import org.foliot.time.Duration;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Source HERE = new Source("a.foliot", 7, 5, "expected");
    private static final String NOT_RUNNING = "not_running";
    private static final String PAUSED = "paused";
    private static final SubjectRef WEB = new SubjectRef(Subject.GUEST, "web", "");

    private final Piecewise metrics = new Piecewise();
    private final List<Long> wakes = new ArrayList<>();

    private Judge judge(Expectation expectation) {
        Judge judge = new Judge(new FormulaCompiler(metrics), wakes::add);
        judge.expect(expectation);
        judge.settled(0);
        return judge;
    }

    private static Condition compare(String metric, Relation relation, long value) {
        return new Condition.Comparison(relation, Piecewise.vcpu(metric), new Constant(value));
    }

    private static Verdict verdict(Judge judge) {
        return judge.verdicts().get(0);
    }

    private static void step(Judge judge, long now, Runnable events) {
        judge.approaching(now);
        events.run();
        judge.settled(now);
    }

    private static Verdict.Failure failure(Judge judge) {
        assertThat(verdict(judge).status()).isEqualTo(Verdict.Status.FAILED);
        return verdict(judge).failure().orElseThrow();
    }

    private static void assertHeld(Judge judge) {
        assertThat(verdict(judge).status()).isEqualTo(Verdict.Status.HELD);
    }

    @Test
    void alwaysHolds() {
        Judge judge = judge(new Expectation.Always(compare("stolen", Relation.AT_MOST, 5), HERE));
        step(judge, 10, () -> metrics.set("stolen", 10, 5, 0));
        judge.finish(20);
        assertHeld(judge);
    }

    @Test
    void alwaysNamesTheInstantBetweenTwoEventsAtWhichItFirstFailed() {
        metrics.set("waiting", 0, 0, 1);
        Judge judge = judge(new Expectation.Always(compare("waiting", Relation.LESS, 333), HERE));
        step(judge, 100, () -> {});
        step(judge, 1_000, () -> metrics.set("waiting", 1_000, 0, 0));
        assertThat(judge.isDecided()).isTrue();
        assertThat(failure(judge).instant()).isEqualTo(333);
        assertThat(failure(judge).sides()).containsExactly(new Verdict.Side("web.vcpu[0].waiting", Measure.time(333)));
        assertThat(failure(judge).sentence()).isEqualTo("web.vcpu[0].waiting < 333 ps does not hold");
    }

    @Test
    void alwaysFailsAtTheInstantOfAJump() {
        Judge judge = judge(new Expectation.Always(compare("stolen", Relation.EQUAL, 0), HERE));
        step(judge, 100, () -> metrics.set("stolen", 100, 9, 0));
        assertThat(failure(judge).instant()).isEqualTo(100);
    }

    @Test
    void neverFailsWhenItHolds() {
        Judge judge = judge(new Expectation.Never(compare("stolen", Relation.MORE, 0), HERE));
        step(judge, 50, () -> {});
        step(judge, 100, () -> metrics.set("stolen", 100, 9, 0));
        assertThat(failure(judge).instant()).isEqualTo(100);
        assertThat(failure(judge).sentence()).isEqualTo("web.vcpu[0].stolen > 0 s holds");
    }

    @Test
    void aFailureStaysWhatItWas() {
        Judge judge = judge(new Expectation.Always(compare("stolen", Relation.EQUAL, 0), HERE));
        step(judge, 100, () -> metrics.set("stolen", 100, 9, 0));
        step(judge, 200, () -> metrics.set("stolen", 200, 10, 0));
        judge.finish(300);
        assertThat(failure(judge).instant()).isEqualTo(100);
    }

    @Test
    void monotonicSeesAFallAndTellsBothValues() {
        Judge judge = judge(new Expectation.Monotonic(Direction.NONDECREASING, Piecewise.vcpu("stolen"), HERE));
        step(judge, 10, () -> metrics.set("stolen", 10, 5_000, 0));
        step(judge, 20, () -> metrics.set("stolen", 20, 5_000, 0));
        step(judge, 30, () -> metrics.set("stolen", 30, 1_000, 0));
        assertThat(failure(judge).instant()).isEqualTo(30);
        assertThat(failure(judge).sentence()).isEqualTo("web.vcpu[0].stolen fell from 5 ns to 1 ns");
    }

    @Test
    void monotonicSeesASlowFallBetweenEvents() {
        Judge judge = judge(new Expectation.Monotonic(Direction.NONDECREASING, Piecewise.vcpu("counter"), HERE));
        step(judge, 10, () -> metrics.set("counter", 10, 500, -1));
        step(judge, 30, () -> {});
        assertThat(failure(judge).instant()).isEqualTo(11);
    }

    @Test
    void constantSeesARise() {
        Judge judge = judge(new Expectation.Monotonic(Direction.CONSTANT, Piecewise.vcpu("loads"), HERE));
        step(judge, 30, () -> metrics.set("loads", 30, 1, 0));
        assertThat(failure(judge).sentence()).isEqualTo("web.vcpu[0].loads rose from 0 to 1");
    }

    @Test
    void eventuallyIsContentWithOneInstant() {
        Judge judge = judge(new Expectation.Eventually(compare("stolen", Relation.MORE, 0), Optional.empty(), HERE));
        step(judge, 30, () -> metrics.set("stolen", 30, 1, 0));
        step(judge, 40, () -> metrics.set("stolen", 40, 0, 0));
        judge.finish(50);
        assertHeld(judge);
    }

    @Test
    void eventuallyFailsAtItsLimit() {
        Judge judge = judge(
                new Expectation.Eventually(compare("stolen", Relation.MORE, 0), Optional.of(new Duration(100)), HERE));
        assertThat(wakes).containsExactly(100L);
        step(judge, 100, () -> {});
        step(judge, 200, () -> metrics.set("stolen", 200, 1, 0));
        assertThat(failure(judge).instant()).isEqualTo(100);
    }

    @Test
    void eventuallyFailsAtTheEnd() {
        Judge judge = judge(new Expectation.Eventually(compare("stolen", Relation.MORE, 0), Optional.empty(), HERE));
        judge.finish(500);
        assertThat(failure(judge).instant()).isEqualTo(500);
    }

    @Test
    void atLooksOnceAtItsInstant() {
        Judge judge = judge(
                new Expectation.At(Optional.of(new Duration(100)), compare("running", Relation.EQUAL, 100), HERE));
        metrics.set("running", 0, 0, 1);
        assertThat(wakes).containsExactly(100L);
        assertThat(judge.isWatching()).isFalse();
        judge.woken(100);
        judge.finish(200);
        assertHeld(judge);
    }

    @Test
    void atEndLooksAtTheEnd() {
        metrics.set("running", 0, 0, 1);
        Judge judge = judge(new Expectation.At(Optional.empty(), compare("running", Relation.EQUAL, 100), HERE));
        judge.finish(200);
        assertThat(failure(judge).instant()).isEqualTo(200);
        assertThat(failure(judge).sides()).containsExactly(new Verdict.Side("web.vcpu[0].running", Measure.time(200)));
    }

    @Test
    void atAnInstantAfterTheEndFails() {
        Judge judge =
                judge(new Expectation.At(Optional.of(new Duration(100)), compare("running", Relation.EQUAL, 0), HERE));
        judge.finish(50);
        assertThat(failure(judge).sentence()).isEqualTo("the run ended before 100 ps");
    }

    private static Expectation.After afterPause(Condition condition, Long within) {
        return new Expectation.After(
                "pause",
                Optional.of(WEB),
                condition,
                Optional.ofNullable(within).map(Duration::new),
                HERE);
    }

    @Test
    void afterComparesWithWhatWasBeforeTheEvent() {
        Condition grows = new Condition.Comparison(
                Relation.EQUAL, Piecewise.vcpu("running"), new Expression.Before(Piecewise.vcpu("running")));
        metrics.set("running", 0, 0, 1);
        Judge judge = judge(afterPause(grows, null));
        step(judge, 50, () -> {});
        Occurrence pause = new Occurrence("pause", WEB);
        step(judge, 100, () -> {
            judge.begun(pause, 100);
            metrics.set("running", 100, 100, 0);
            judge.completed(pause, 100);
        });
        step(judge, 150, () -> metrics.set("running", 150, 100, 1));
        step(judge, 200, () -> {});
        assertThat(failure(judge).instant()).isEqualTo(151);
    }

    @Test
    void afterWithinWaitsUntilItsLimit() {
        Judge judge = judge(afterPause(compare("stolen", Relation.MORE, 0), 40L));
        Occurrence pause = new Occurrence("pause", WEB);
        step(judge, 100, () -> {
            judge.begun(pause, 100);
            judge.completed(pause, 100);
        });
        assertThat(wakes).containsExactly(140L);
        step(judge, 140, () -> {});
        assertThat(failure(judge).instant()).isEqualTo(140);
        assertThat(failure(judge).sentence())
                .isEqualTo("web.vcpu[0].stolen > 0 s has not held within 40 ps after pause web");
    }

    @Test
    void afterWithinIsMetByOneInstantForEachEvent() {
        Judge judge = judge(afterPause(compare("stolen", Relation.MORE, 0), 40L));
        for (long now : new long[] {100, 200}) {
            Occurrence pause = new Occurrence("pause", WEB);
            step(judge, now, () -> {
                judge.begun(pause, now);
                judge.completed(pause, now);
            });
            step(judge, now + 10, () -> metrics.set("stolen", now + 10, 1, 0));
            step(judge, now + 20, () -> metrics.set("stolen", now + 20, 0, 0));
        }
        judge.finish(300);
        assertHeld(judge);
    }

    @Test
    void afterIgnoresOtherEventsAndFailsWhenItsOwnNeverCame() {
        Judge judge = judge(afterPause(compare("stolen", Relation.EQUAL, 0), null));
        Occurrence other = new Occurrence("pause", new SubjectRef(Subject.GUEST, "db", ""));
        judge.begun(other, 10);
        judge.completed(other, 10);
        judge.finish(300);
        assertThat(failure(judge).sentence()).isEqualTo("there was no pause web that took place");
    }

    @Test
    void aRefusedEventIsNoEvent() {
        Judge judge = judge(afterPause(compare("stolen", Relation.EQUAL, 0), null));
        Occurrence pause = new Occurrence("pause", WEB);
        judge.begun(pause, 10);
        assertThat(judge.refused(pause, List.of(NOT_RUNNING), 10)).isFalse();
        judge.finish(300);
        assertThat(failure(judge).sentence()).startsWith("there was no pause");
    }

    private static Expectation.Rejected pauseRejected(String reason) {
        return new Expectation.Rejected("pause", Optional.of(WEB), Optional.ofNullable(reason), HERE);
    }

    @Test
    void rejectedIsMetByTheReason() {
        Judge judge = judge(pauseRejected("not_running"));
        assertThat(judge.refused(new Occurrence("pause", WEB), List.of(NOT_RUNNING), 10))
                .isTrue();
        judge.finish(20);
        assertHeld(judge);
    }

    @Test
    void rejectedWithoutReasonIsMetByAny() {
        Judge judge = judge(pauseRejected(null));
        assertThat(judge.refused(new Occurrence("pause", WEB), List.of(PAUSED), 10))
                .isTrue();
        judge.finish(20);
        assertHeld(judge);
    }

    @Test
    void anotherReasonFailsAndIsTold() {
        Judge judge = judge(pauseRejected("not_running"));
        assertThat(judge.refused(new Occurrence("pause", WEB), List.of(PAUSED), 10))
                .isFalse();
        judge.finish(20);
        assertThat(failure(judge).instant()).isEqualTo(10);
        assertThat(failure(judge).sentence()).isEqualTo("pause web was rejected because paused");
    }

    @Test
    void anEventThatTakesPlaceIsNotRejected() {
        Judge judge = judge(pauseRejected(null));
        Occurrence pause = new Occurrence("pause", WEB);
        judge.begun(pause, 10);
        judge.completed(pause, 10);
        judge.finish(20);
        assertThat(failure(judge).sentence()).isEqualTo("pause web took place");
    }

    @Test
    void aRunCutShortLeavesExpectationsUndecided() {
        Judge judge = judge(new Expectation.Always(compare("stolen", Relation.EQUAL, 0), HERE));
        assertThat(judge.isDecided()).isFalse();
        assertThat(verdict(judge).status()).isEqualTo(Verdict.Status.UNDECIDED);
    }

    @Test
    void overflowNamesTheExpectation() {
        Expression huge = new Expression.Arithmetic(
                Expression.Operator.TIMES, Piecewise.vcpu("running"), new Constant(Long.MAX_VALUE));
        metrics.set("running", 0, 0, 1);
        Judge judge =
                judge(new Expectation.Always(new Condition.Comparison(Relation.AT_LEAST, huge, new Constant(0)), HERE));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> judge.approaching(10))
                .isInstanceOfSatisfying(
                        JudgementException.class, e -> assertThat(e.where()).isEqualTo(HERE));
    }
}
