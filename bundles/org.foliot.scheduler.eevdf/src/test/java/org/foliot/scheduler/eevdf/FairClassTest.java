package org.foliot.scheduler.eevdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.scheduler.Policy;
import org.foliot.api.scheduler.RunQueues.Arrival;
import org.foliot.api.scheduler.RunQueues.Departure;
import org.foliot.api.scheduler.SchedulerHost;
import org.foliot.scheduler.eevdf.bench.BenchHost;
import org.foliot.scheduler.eevdf.bench.BenchThread;
import org.foliot.time.Duration;
import org.junit.jupiter.api.Test;

/** The rules of the fair class, each on the smallest host that shows it. */
class FairClassTest {
    private static final long US = Duration.PS_PER_MICRO;
    private static final long MS = Duration.PS_PER_MILLI;
    private static final KernelRelease NEWEST = new KernelRelease(6, 18);

    private static BenchHost host(int cpus, KernelRelease release, Map<String, String> settings) {
        BenchHost host = new BenchHost(cpus, release, 0);
        host.use(new EevdfScheduler(), settings);
        return host;
    }

    private static BenchHost host(int cpus) {
        return host(cpus, NEWEST, Map.of());
    }

    private static double fraction(BenchHost host, int thread) {
        return (double) host.thread(thread).runTime() / host.now();
    }

    @Test
    void equalThreadsShareAProcessorTickByTick() {
        BenchHost host = host(1);
        for (int i = 0; i < 4; i++) {
            host.add(BenchThread.busy(0));
        }
        host.runUntil(16_000 * MS);
        for (int i = 0; i < 4; i++) {
            assertThat(host.thread(i).runTime()).isEqualTo(4_000 * MS);
            assertThat(host.thread(i).slices()).as("one per tick").isEqualTo(1_000);
        }
    }

    @Test
    void aLoneThreadCostsNoEvents() {
        BenchHost host = host(1);
        host.add(BenchThread.busy(0));
        host.runUntil(10_000 * MS);
        assertThat(host.picks()).isEqualTo(1);
    }

    @Test
    void aThreadThatReadsItsClockIsCutAtTheEndOfItsSliceAndNotAtATick() {
        BenchHost host = host(2);
        int reader = host.add(BenchThread.periodic(10 * MS, 1_000 * MS, 7 * MS, 0));
        host.runUntil(1);
        host.add(BenchThread.busy(0));
        host.runUntil(7 * MS + 50 * US + 1_400 * US);
        assertThat(host.isRunning(reader)).isTrue();
        host.runUntil(host.now() + 2 * US);
        assertThat(host.isRunning(reader)).isFalse();
    }

    @Test
    void aThreadThatWakesToABusyOneOfEqualWeightRunsAtOnce() {
        BenchHost host = host(1);
        int sleeper = host.add(BenchThread.periodic(600 * US, 100 * MS, 30 * MS, 0));
        host.runUntil(1);
        host.add(BenchThread.busy(0));
        host.runUntil(32 * MS);
        assertThat(host.thread(sleeper).runTime()).isEqualTo(600 * US);
        assertThat(host.thread(sleeper).runDelay()).isZero();
    }

    @Test
    void withoutWakeupPreemptionItWaitsForTheTick() {
        BenchHost host = host(1, NEWEST, Map.of("wakeup_preemption", "off"));
        int sleeper = host.add(BenchThread.periodic(MS, 100 * MS, 29 * MS, 0));
        host.runUntil(1);
        host.add(BenchThread.busy(0));
        host.runUntil(40 * MS);
        assertThat(host.thread(sleeper).runDelay()).isEqualTo(3 * MS - 50 * US);
    }

    @Test
    void batchThreadsDoNotPreemptOnWakeup() {
        BenchHost host = host(1);
        int batch = host.add(BenchThread.periodic(MS, 100 * MS, 29 * MS, 0).policy(Policy.BATCH, 0));
        host.runUntil(1);
        host.add(BenchThread.busy(0));
        host.runUntil(40 * MS);
        assertThat(host.thread(batch).runDelay()).isGreaterThan(2 * MS);
    }

    @Test
    void anIdlePolicyThreadGivesWayAtOnceAndHasWeightThree() {
        BenchHost host = host(1);
        int idle = host.add(BenchThread.busy(0).policy(Policy.IDLE, 0));
        host.runUntil(MS);
        host.add(BenchThread.busy(0));
        host.runUntil(host.now() + 1);
        assertThat(host.isRunning(idle)).isFalse();
        host.runUntil(40_000 * MS);
        assertThat(fraction(host, idle)).isCloseTo(3.0 / 1027, within(0.0005));
    }

    @Test
    void idleGroupsHaveWeightThreeToo() {
        BenchHost host = host(1);
        int idleGroup = host.group(SchedulerHost.ROOT_GROUP, 1024, true);
        int idle = host.add(BenchThread.busy(0).group(idleGroup));
        host.add(BenchThread.busy(0));
        host.runUntil(40_000 * MS);
        assertThat(fraction(host, idle)).isCloseTo(3.0 / 1027, within(0.0005));
    }

    @Test
    void niceDoesNotCrossTheBordersOfGroups() {
        BenchHost host = host(1);
        int a = host.group(SchedulerHost.ROOT_GROUP, 1024, false);
        int b = host.group(SchedulerHost.ROOT_GROUP, 1024, false);
        int meek = host.add(BenchThread.busy(0).group(a).nice(19));
        host.add(BenchThread.busy(0).group(b).nice(-20));
        host.runUntil(4_000 * MS);
        assertThat(fraction(host, meek)).isCloseTo(0.5, within(0.002));
    }

    @Test
    void nestedGroupsDivideWhatTheirParentGets() {
        BenchHost host = host(1);
        int outer = host.group(SchedulerHost.ROOT_GROUP, 2048, false);
        int inner = host.group(outer, 3072, false);
        int deep = host.add(BenchThread.busy(0).group(inner));
        int shallow = host.add(BenchThread.busy(0).group(outer));
        int beside = host.add(BenchThread.busy(0));
        host.runUntil(24_000 * MS);
        assertThat(fraction(host, deep)).isCloseTo(2.0 / 3 * 3 / 4, within(0.002));
        assertThat(fraction(host, shallow)).isCloseTo(2.0 / 3 / 4, within(0.002));
        assertThat(fraction(host, beside)).isCloseTo(1.0 / 3, within(0.002));
    }

    @Test
    void aGroupDividesItsWeightAmongProcessorsByLoad() {
        BenchHost host = host(2);
        int wide = host.group(SchedulerHost.ROOT_GROUP, 1024, false);
        int left = host.add(BenchThread.busy(0).group(wide));
        int right = host.add(BenchThread.busy(1).group(wide));
        host.add(BenchThread.busy(0));
        host.add(BenchThread.busy(1));
        host.runUntil(12_000 * MS);
        assertThat(fraction(host, left)).isCloseTo(1.0 / 3, within(0.002));
        assertThat(fraction(host, right)).isCloseTo(1.0 / 3, within(0.002));
    }

    @Test
    void aNewWeightOfAGroupCountsFromNowOn() {
        BenchHost host = host(1);
        int group = host.group(SchedulerHost.ROOT_GROUP, 1024, false);
        int member = host.add(BenchThread.busy(0).group(group));
        host.add(BenchThread.busy(0));
        host.runUntil(4_000 * MS);
        host.weight(group, 3 * 1024);
        long before = host.thread(member).runTime();
        host.runUntil(8_000 * MS);
        assertThat((double) (host.thread(member).runTime() - before) / (4_000 * MS))
                .isCloseTo(0.75, within(0.003));
    }

    @Test
    void aNewNiceValueCountsFromNowOn() {
        BenchHost host = host(1);
        BenchThread thread = BenchThread.busy(0);
        int changed = host.add(thread);
        host.add(BenchThread.busy(0));
        host.runUntil(4_000 * MS);
        host.changed(changed, thread.nice(5));
        long before = thread.runTime();
        host.runUntil(8_000 * MS);
        assertThat((double) (thread.runTime() - before) / (4_000 * MS)).isCloseTo(335.0 / 1359, within(0.004));
    }

    @Test
    void aThreadCannotSleepItsDebtAway() {
        BenchHost host = host(1);
        host.add(BenchThread.busy(0));
        int duty = host.add(BenchThread.duty(6 * MS, 500 * US, 0));
        host.runUntil(10_000 * MS);
        assertThat(fraction(host, duty)).as("as a busy thread, or less").isBetween(0.45, 0.502);
    }

    @Test
    void lagSurvivesThrottling() {
        BenchHost host = host(1);
        int a = host.add(BenchThread.busy(0));
        int b = host.add(BenchThread.busy(0));
        for (int period = 0; period < 1_000; period++) {
            host.runUntil(host.now() + 9 * MS);
            host.stop(a, Departure.THROTTLED);
            host.runUntil(host.now() + 2 * MS);
            host.resume(a, Arrival.UNTHROTTLED);
        }
        double competing = 9.0 / 11;
        assertThat(fraction(host, a)).isCloseTo(competing / 2, within(0.01));
        assertThat(fraction(host, b)).isCloseTo(1 - competing / 2, within(0.01));
    }

    @Test
    void requestedSlicesGrowTheTurnsAndNotTheShares() {
        BenchHost host = host(1);
        int a = host.add(BenchThread.busy(0).slice(20 * MS));
        int b = host.add(BenchThread.busy(0).slice(20 * MS));
        host.runUntil(4_000 * MS);
        assertThat(host.thread(a).runTime()).isBetween(1_980 * MS, 2_020 * MS);
        assertThat(host.thread(b).slices()).isBetween(90L, 110L);
    }

    @Test
    void requestedSlicesAreIgnoredBefore612() {
        BenchHost host = host(1, new KernelRelease(6, 6), Map.of());
        int a = host.add(BenchThread.busy(0).slice(20 * MS));
        host.add(BenchThread.busy(0).slice(20 * MS));
        host.runUntil(4_000 * MS);
        assertThat(host.thread(a).slices()).isEqualTo(500);
    }

    @Test
    void yieldingForfeitsTheSliceFrom618On() {
        assertThat(shareOfYielder(new KernelRelease(6, 18))).isLessThan(0.002);
        assertThat(shareOfYielder(new KernelRelease(6, 12))).isGreaterThan(0.3);
    }

    private static double shareOfYielder(KernelRelease release) {
        BenchHost host = host(1, release, Map.of());
        int yielder = host.add(BenchThread.yielding(0));
        host.add(BenchThread.busy(0));
        host.runUntil(2_000 * MS);
        return fraction(host, yielder);
    }

    @Test
    void theBaseSliceGrowsWithTheNumberOfOnlineProcessors() {
        Tunables tunables = tunables(2, NEWEST, Map.of());
        assertThat(tunables.baseSlice()).isEqualTo(1_400_000);
        tunables.scale(1);
        assertThat(tunables.baseSlice()).isEqualTo(700_000);
        tunables.scale(64);
        assertThat(tunables.baseSlice()).isEqualTo(2_800_000);
        assertThat(tunables(64, NEWEST, Map.of("slice_scaling", "none")).baseSlice())
                .isEqualTo(700_000);
        assertThat(tunables(4, NEWEST, Map.of("slice_scaling", "linear")).baseSlice())
                .isEqualTo(2_800_000);
        assertThat(tunables(4, new KernelRelease(6, 12), Map.of()).baseSlice()).isEqualTo(2_250_000);
    }

    private static Tunables tunables(int cpus, KernelRelease release, Map<String, String> settings) {
        BenchHost host = new BenchHost(cpus, release, 0);
        return new Tunables(BenchHost.options(new EevdfScheduler(), settings, release), host.facts());
    }

    @Test
    void threadsSpreadOverIdleProcessors() {
        BenchHost host = host(4);
        for (int i = 0; i < 4; i++) {
            host.add(BenchThread.busy(0, 1, 2, 3));
        }
        host.runUntil(100 * MS);
        for (int i = 0; i < 4; i++) {
            assertThat(host.thread(i).runTime()).isEqualTo(100 * MS);
        }
    }

    @Test
    void balancingEvensOutWhatDoesNotDivide() {
        BenchHost host = host(2);
        for (int i = 0; i < 3; i++) {
            host.add(BenchThread.busy(0, 1));
        }
        host.runUntil(20_000 * MS);
        long moves = 0;
        for (int i = 0; i < 3; i++) {
            assertThat(fraction(host, i)).isBetween(0.5, 0.85);
            moves += host.thread(i).moves();
        }
        assertThat(moves).isGreaterThan(100);
        assertThat(fraction(host, 0) + fraction(host, 1) + fraction(host, 2)).isCloseTo(2.0, within(1e-9));
    }

    @Test
    void withoutBalancingThreadsStay() {
        BenchHost host = host(2, NEWEST, Map.of("load_balancing", "off"));
        for (int i = 0; i < 3; i++) {
            host.add(BenchThread.busy(0, 1));
        }
        host.runUntil(2_000 * MS);
        assertThat(host.thread(0).moves()
                        + host.thread(1).moves()
                        + host.thread(2).moves())
                .isZero();
    }

    @Test
    void pinnedThreadsStayWhereTheyAre() {
        BenchHost host = host(2);
        host.add(BenchThread.busy(1));
        host.add(BenchThread.busy(1));
        int free = host.add(BenchThread.busy(0, 1));
        host.runUntil(4_000 * MS);
        assertThat(fraction(host, 0)).isEqualTo(0.5);
        assertThat(fraction(host, 1)).isEqualTo(0.5);
        assertThat(fraction(host, free)).isEqualTo(1.0);
    }

    @Test
    void aProcessorThatRunsOutOfThreadsTakesOneThatWaits() {
        BenchHost host = host(2);
        host.add(BenchThread.busy(0));
        int leaving = host.add(BenchThread.busy(1));
        int waiting = host.add(BenchThread.busy(0, 1));
        host.runUntil(21 * MS);
        host.stop(leaving, Departure.EXITED);
        host.runUntil(22 * MS);
        assertThat(host.isRunning(waiting)).isTrue();
    }

    @Test
    void threadsLeaveAProcessorThatGoesOfflineAndReturn() {
        BenchHost host = host(2);
        for (int i = 0; i < 4; i++) {
            host.add(BenchThread.busy(0, 1));
        }
        host.runUntil(1_000 * MS);
        host.online(1, false);
        long[] before = {
            host.thread(0).runTime(),
            host.thread(1).runTime(),
            host.thread(2).runTime(),
            host.thread(3).runTime()
        };
        host.runUntil(2_000 * MS);
        for (int i = 0; i < 4; i++) {
            assertThat((double) (host.thread(i).runTime() - before[i]) / (1_000 * MS))
                    .isCloseTo(0.25, within(0.02));
        }
        host.online(1, true);
        long all = 0;
        for (int i = 0; i < 4; i++) {
            all -= host.thread(i).runTime();
        }
        host.runUntil(3_000 * MS);
        for (int i = 0; i < 4; i++) {
            all += host.thread(i).runTime();
        }
        assertThat(all).isEqualTo(2_000 * MS);
    }

    @Test
    void aThreadThatMayRunNowhereIsRefused() {
        BenchHost host = host(2);
        host.online(1, false);
        assertThatIllegalStateException()
                .isThrownBy(() -> host.add(BenchThread.busy(1)))
                .withMessageContaining("thread 0");
    }
}
