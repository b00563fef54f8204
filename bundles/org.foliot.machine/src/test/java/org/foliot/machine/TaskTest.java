package org.foliot.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.foliot.machine.Bench.BUSY;
import static org.foliot.machine.Bench.MS;
import static org.foliot.machine.Bench.SLICE;
import static org.foliot.machine.Bench.US;
import static org.foliot.machine.Bench.run;
import static org.foliot.machine.Bench.task;
import static org.foliot.machine.ThreadState.IDLE;
import static org.foliot.machine.ThreadState.OFFLINE;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.foliot.api.host.HostKernelOptions;
import org.foliot.api.observation.Observations;
import org.foliot.api.scheduler.Policy;
import org.foliot.api.workload.Behaviour;
import org.foliot.time.Duration;
import org.junit.jupiter.api.Test;

/** What host tasks do, by the rules of the programs in the oracle. */
class TaskTest {
    private final Bench bench = new Bench();
    private final Host host = bench.host("src", 2);

    private TaskSpec fifo(String name, Behaviour behaviour, Integer... cpus) {
        return new TaskSpec(
                name, new ThreadSpec(List.of(cpus), Optional.empty(), 0, Policy.FIFO, 1, Optional.empty()), behaviour);
    }

    @Test
    void aPeriodicTaskRunsOnAGridFromItsStart() {
        Task[] task = new Task[1];
        bench.at(3 * MS, () -> {
            task[0] = host.addTask(fifo("p", Bench.periodic(MS, 10 * MS)));
            task[0].start();
        });
        bench.until(40 * MS);
        assertThat(bench.seen)
                .filteredOn(s -> s.kind() == Observations.JOB)
                .extracting(Bench.Seen::now)
                .containsExactly(4 * MS, 14 * MS, 24 * MS, 34 * MS);
        assertThat(task[0].jobs()).isEqualTo(4);
        assertThat(task[0].longestResponse()).isEqualTo(MS);
        assertThat(task[0].skipped()).isZero();
        assertThat(task[0].elapsed(40 * MS)).isEqualTo(37 * MS);
        assertThat(task[0].time(IDLE, 40 * MS)).isEqualTo(33 * MS);
    }

    /** kernel/time/hrtimer.c: timers of ordinary threads expire up to 50 µs late, those of real-time threads on time. */
    @Test
    void ordinaryThreadsSufferTimerSlack() {
        Task ordinary = run(host, task("o", Bench.periodic(MS, 10 * MS), 0));
        Task realTime = run(host, fifo("r", Bench.periodic(MS, 10 * MS), 1));
        bench.until(55 * MS);
        assertThat(ordinary.longestResponse()).isEqualTo(MS + 50 * US);
        assertThat(realTime.longestResponse()).isEqualTo(MS);
    }

    /** kernel/time/hrtimer.c, hrtimer_interrupt: all expired timers, then one reschedule. */
    @Test
    void timersOfOneInstantAreOneInterrupt() {
        for (int i = 0; i < 5; i++) {
            run(host, fifo("p" + i, Bench.periodic(MS, 10 * MS), 0));
        }
        bench.until(10 * MS - 1);
        int before = bench.picks();
        bench.until(10 * MS);
        assertThat(host.tasks()).allSatisfy(task -> assertThat(task.processor()).hasValue(0));
        assertThat(bench.picks() - before).isEqualTo(1);
    }

    /** lib/timerqueue.c, timerqueue_add: of timers with equal expiry the one that was set first is first. */
    @Test
    void ofTimersOfOneInstantTheOneThatWasSetFirstWakesFirst() {
        run(host, task("often", Bench.periodic(MS, 10 * MS), 0));
        run(host, task("seldom", Bench.periodic(MS, 40 * MS), 0));
        bench.until(39 * MS);
        bench.calls();
        bench.until(41 * MS);
        assertThat(bench.calls()).startsWith("enqueue 1 WAKEUP on 0", "enqueue 0 WAKEUP on 0");
    }

    @Test
    void aHostNeedNotBeIdeal() {
        HostKernelOptions kernel = Bench.kernel(
                Map.of("tick_phase", "1 ms", "timer_slack", "50 us", "timer_latency", "20 us", "sleep_cost", "30 us"));
        Host real = bench.host(new HostSpec(Bench.facts("real", 1, kernel), List.of()));
        Task p = run(real, task("p", Bench.periodic(MS, 10 * MS)));
        bench.until(15 * MS);
        assertThat(p.longestResponse()).isEqualTo(MS + 70 * US);
        assertThat(p.ran(15 * MS)).isEqualTo(2 * MS + 60 * US);
        assertThat(p.jobs()).isEqualTo(2);
    }

    @Test
    void sporadicTasksSleepForRandomTimesOfAMean() {
        Task p = run(host, task("p", new Behaviour.Sporadic(new Duration(10 * US), new Duration(990 * US)), 0));
        bench.until(10_000 * MS);
        // 10,000 sleeps of 990 us whose deviation is as large as their mean: 1 % is one standard deviation of the sum.
        assertThat(p.jobs()).isBetween(9_600L, 10_400L);
        assertThat(p.ran(10_000 * MS)).isCloseTo(p.jobs() * 10 * US, within(10 * US));
    }

    /** Finding 7 of the oracle: 5 ms of every 10 ms against a busy task misses every other release. */
    @Test
    void releasesThatAJobOverrunsAreSkipped() {
        run(host, task("busy", BUSY, 0));
        Task p = run(host, task("p", Bench.periodic(5 * MS, 10 * MS), 0));
        bench.until(1000 * MS);
        long late = p.skipped();
        assertThat(late).isPositive();
        assertThat(p.jobs() + late).isBetween(99L, 101L);
        assertThat(p.ran(1000 * MS)).isEqualTo(p.jobs() * 5 * MS);
    }

    @Test
    void aReleaseAtTheVeryEndOfTheJobBeforeIsNotSkipped() {
        Task p = run(host, task("p", Bench.periodic(10 * MS, 10 * MS)));
        bench.until(100 * MS);
        assertThat(p.jobs()).isEqualTo(10);
        assertThat(p.skipped()).isZero();
        assertThat(p.ran(100 * MS)).isEqualTo(100 * MS);
        assertThat(p.slices()).isEqualTo(1);
    }

    /** exp.c of the oracle: an end on a later point of the grid skips that point too. */
    @Test
    void aJobThatEndsOnALaterReleaseSkipsThatToo() {
        Task p = run(host, fifo("p", Bench.periodic(5 * MS, 10 * MS)));
        bench.at(MS, p::sigstop);
        bench.at(16 * MS, p::sigcont);
        bench.until(29 * MS);
        assertThat(p.longestResponse()).isEqualTo(20 * MS);
        assertThat(p.skipped()).isEqualTo(2);
        bench.until(36 * MS);
        assertThat(p.jobs()).isEqualTo(2);
    }

    @Test
    void aDutyTaskSleepsFromTheEndOfItsJob() {
        Task d = run(host, fifo("d", Bench.duty(MS, 2 * MS)));
        bench.until(10 * MS);
        assertThat(d.jobs()).isEqualTo(4);
        assertThat(d.time(IDLE, 10 * MS)).isEqualTo(6 * MS);
    }

    @Test
    void timersRunOnWhileATaskIsStopped() {
        Task p = run(host, fifo("p", Bench.periodic(MS, 10 * MS)));
        bench.at(5 * MS, p::sigstop);
        bench.at(25 * MS, p::sigcont);
        bench.until(26 * MS);
        assertThat(p.jobs()).isEqualTo(2);
        assertThat(p.longestResponse()).isEqualTo(16 * MS);
        assertThat(p.skipped()).isEqualTo(1);
        assertThat(p.runDelay()).isZero();
    }

    @Test
    void aYieldingTaskGivesWayButOnlyToSomebody() {
        Task alone = run(host, task("alone", new Behaviour.Yielding(), 1));
        Task yielder = run(host, task("yielder", new Behaviour.Yielding(), 0));
        long before = bench.loop.events();
        bench.until(100 * MS);
        assertThat(bench.loop.events()).isEqualTo(before);
        assertThat(alone.ran(100 * MS)).isEqualTo(100 * MS);
        assertThat(yielder.ran(100 * MS)).isEqualTo(100 * MS);

        Task busy = run(host, task("busy", BUSY, 0));
        bench.until(200 * MS);
        long calls = busy.slices();
        assertThat(calls).isBetween(24L, 25L);
        assertThat(yielder.ran(200 * MS) - 100 * MS).isBetween(24 * US, 26 * US);
        assertThat(busy.ran(200 * MS)).isGreaterThan(99 * MS);
    }

    @Test
    void spinnersShareALockAndAPreemptedHolderKeepsThemSpinning() {
        Behaviour locking = new Behaviour.Locking(new Duration(MS), new Duration(3 * MS));
        Task a = run(host, new TaskSpec("spin[0]", "spin", ThreadSpec.DEFAULT.on(0), locking));
        Task b = run(host, new TaskSpec("spin[1]", "spin", ThreadSpec.DEFAULT.on(1), locking));
        bench.until(10 * MS);
        // a holds 0–1, 3–4, 6–7, 9–10; b spins to 1, holds 1–2, 4–5, 7–8.
        assertThat(a.jobs()).isEqualTo(4);
        assertThat(b.jobs()).isEqualTo(3);
        assertThat(b.longestResponse()).isEqualTo(2 * MS);

        bench.at(12 * MS + MS / 2, a::sigstop);
        bench.until(40 * MS);
        assertThat(b.jobs()).isEqualTo(4);
        assertThat(b.ran(40 * MS)).isEqualTo(40 * MS);
        bench.at(40 * MS, a::sigcont);
        bench.until(42 * MS);
        assertThat(b.jobs()).isEqualTo(5);
        assertThat(b.longestResponse()).isGreaterThan(27 * MS);
    }

    @Test
    void anEndedHolderFreesTheLock() {
        Behaviour locking = new Behaviour.Locking(new Duration(2 * MS), new Duration(2 * MS));
        Task a = run(host, new TaskSpec("spin[0]", "spin", ThreadSpec.DEFAULT.on(0), locking));
        Task b = run(host, new TaskSpec("spin[1]", "spin", ThreadSpec.DEFAULT.on(1), locking));
        bench.at(MS, a::stop);
        bench.until(5 * MS);
        assertThat(b.jobs()).isEqualTo(2);
    }

    @Test
    void tasksStartAndStopAtRunTime() {
        Task p = host.addTask(fifo("p", Bench.periodic(MS, 10 * MS)));
        assertThat(p.isStarted()).isFalse();
        assertThatIllegalStateException().isThrownBy(p::stop);
        bench.at(5 * MS, p::start);
        assertThatIllegalStateException().isThrownBy(p::start).withMessageContaining("p runs already");
        bench.at(17 * MS, p::stop);
        assertThat(p.state()).isEqualTo(OFFLINE);
        bench.until(50 * MS);
        assertThat(p.jobs()).isEqualTo(2);
        bench.at(51 * MS, p::start);
        bench.until(52 * MS);
        assertThat(p.jobs()).isEqualTo(3);
        assertThat(p.time(OFFLINE, 52 * MS)).isEqualTo(34 * MS);
        assertThat(p.elapsed(52 * MS)).isEqualTo(47 * MS);
    }

    @Test
    void aJobIsWorkedOffInPieces() {
        run(host, task("busy", BUSY, 0));
        Task d = run(host, task("d", Bench.duty(10 * MS, MS), 0));
        bench.until(24 * MS);
        assertThat(d.jobs()).isEqualTo(1);
        assertThat(d.longestResponse()).isEqualTo(5 * SLICE + 2 * MS);
    }
}
