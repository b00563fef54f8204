package org.foliot.scheduler.cfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.scheduler.Policy;
import org.foliot.api.scheduler.RunQueues.Arrival;
import org.foliot.api.scheduler.RunQueues.Departure;
import org.foliot.api.scheduler.SchedulerHost;
import org.foliot.scheduler.linux.bench.BenchHost;
import org.foliot.scheduler.linux.bench.BenchThread;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.junit.jupiter.api.Test;

/** The rules of CFS, each on the smallest host that shows it; the tick is 4 ms unless said otherwise. */
class CfsTest {
    private static final long US = Duration.PS_PER_MICRO;
    private static final long MS = Duration.PS_PER_MILLI;
    private static final KernelRelease NEWEST = new KernelRelease(6, 5);

    private static BenchHost host(int cpus, KernelRelease release, Map<String, String> settings) {
        BenchHost host = new BenchHost(cpus, release, 0);
        host.use(new CfsScheduler(), settings);
        return host;
    }

    private static BenchHost host(int cpus) {
        return host(cpus, NEWEST, Map.of());
    }

    /** A host with a tick of 1 ms, so that slices show. */
    private static BenchHost fineHost(int cpus, KernelRelease release) {
        BenchHost host = new BenchHost(cpus, release, new Frequency(1_000), 100 * US);
        host.use(new CfsScheduler(), Map.of());
        return host;
    }

    private static double fraction(BenchHost host, int thread) {
        return (double) host.thread(thread).runTime() / host.now();
    }

    private static double meanSliceMillis(BenchHost host, int thread) {
        BenchThread t = host.thread(thread);
        return (double) t.runTime() / t.slices() / MS;
    }

    private static void addBusy(BenchHost host, int count) {
        for (int i = 0; i < count; i++) {
            host.add(BenchThread.busy(0));
        }
    }

    // ---- slices

    @Test
    void aSliceIsAPartOfTheLatencyAndEndsAtATick() {
        for (int threads : new int[] {2, 3, 6}) {
            BenchHost host = fineHost(1, NEWEST);
            addBusy(host, threads);
            host.runUntil(6_000 * MS);
            // At the tick after 6 ms / threads a little of that is left.
            assertThat(meanSliceMillis(host, 0)).isCloseTo(6.0 / threads + 1, within(0.02));
        }
    }

    @Test
    void theLatencyIsStretchedForMoreThreadsThanFitIn() {
        BenchHost host = fineHost(1, NEWEST);
        addBusy(host, 32);
        host.runUntil(6_000 * MS);
        assertThat(meanSliceMillis(host, 0)).as("750 us, cut by the tick").isCloseTo(1, within(0.01));
    }

    @Test
    void aTickOf4MillisecondsCutsLater() {
        BenchHost host = host(1);
        addBusy(host, 4);
        host.runUntil(4_000 * MS);
        assertThat(meanSliceMillis(host, 0)).isCloseTo(4, within(0.01));
    }

    @Test
    void slicesGrowWithTheNumberOfProcessors() {
        BenchHost host = fineHost(4, NEWEST);
        addBusy(host, 3);
        host.runUntil(6_000 * MS);
        assertThat(meanSliceMillis(host, 0)).as("18 ms / 3, and the next tick").isCloseTo(7, within(0.02));
    }

    @Test
    void aHeavierThreadHasALongerSlice() {
        BenchHost host = fineHost(1, NEWEST);
        int heavy = host.add(BenchThread.busy(0).nice(-5));
        int light = host.add(BenchThread.busy(0));
        host.runUntil(10_000 * MS);
        assertThat(fraction(host, heavy)).isCloseTo(3121.0 / 4145, within(0.01));
        assertThat(meanSliceMillis(host, heavy)).isGreaterThan(2.5 * meanSliceMillis(host, light));
    }

    @Test
    void manyLightThreadsDoNotStretchTheSliceOfHeavyOnesFrom63On() {
        assertThat(turnBesideLightThreads(new KernelRelease(6, 5))).as("6 ms").isCloseTo(8, within(0.5));
        assertThat(turnBesideLightThreads(new KernelRelease(6, 1)))
                .as("12.2 ms")
                .isCloseTo(16, within(1.0));
    }

    /** How long one of two threads of nice 0 runs at a time beside 40 of nice 19, in milliseconds. */
    private static double turnBesideLightThreads(KernelRelease release) {
        BenchHost host = host(1, release, Map.of());
        addBusy(host, 2);
        for (int i = 0; i < 40; i++) {
            host.add(BenchThread.busy(0).nice(19));
        }
        host.runUntil(20_000 * MS);
        return meanSliceMillis(host, 0);
    }

    @Test
    void groupsStretchTheLatencyTogetherFrom513On() {
        assertThat(sliceInOneOfTenGroups(new KernelRelease(5, 15)))
                .as("7.5 ms / 10")
                .isCloseTo(1, within(0.01));
        assertThat(sliceInOneOfTenGroups(new KernelRelease(5, 10)))
                .as("6 ms / 10")
                .isCloseTo(1, within(0.01));
        assertThat(sliceOfTwoInAGroupBesideTen(new KernelRelease(5, 15))).isCloseTo(1, within(0.01));
    }

    private static double sliceInOneOfTenGroups(KernelRelease release) {
        BenchHost host = fineHost(1, release);
        for (int i = 0; i < 10; i++) {
            host.add(BenchThread.busy(0).group(host.group(SchedulerHost.ROOT_GROUP, 1024, false)));
        }
        host.runUntil(3_000 * MS);
        return meanSliceMillis(host, 0);
    }

    private static double sliceOfTwoInAGroupBesideTen(KernelRelease release) {
        BenchHost host = fineHost(1, release);
        int group = host.group(SchedulerHost.ROOT_GROUP, 1024, false);
        host.add(BenchThread.busy(0).group(group));
        host.add(BenchThread.busy(0).group(group));
        addBusy(host, 10);
        host.runUntil(3_000 * MS);
        return meanSliceMillis(host, 0);
    }

    // ---- sleepers

    @Test
    void aThreadThatSleptPreemptsAtOnceAndFinishesAShortJobUndisturbed() {
        BenchHost host = host(1);
        int sleeper = host.add(BenchThread.periodic(2 * MS, 10 * MS, 3 * MS, 0));
        host.runUntil(1);
        host.add(BenchThread.busy(0));
        host.runUntil(1_000 * MS);
        assertThat(host.thread(sleeper).responses()).allMatch(response -> response <= 2 * MS + 50 * US);
        assertThat(fraction(host, sleeper)).isCloseTo(0.2, within(0.002));
    }

    @Test
    void theCreditOfASleeperIsHalfALatency() {
        assertThat(untilCut(Map.of())).as("3 ms, and up to a tick").isEqualTo(4 * MS - 50 * US);
        assertThat(untilCut(Map.of("gentle_fair_sleepers", "off")))
                .as("6 ms, and up to a tick")
                .isEqualTo(8 * MS - 50 * US);
    }

    /** How long a thread that slept for long runs beside a busy one, from just after a tick on. */
    private static long untilCut(Map<String, String> settings) {
        BenchHost host = host(1, NEWEST, settings);
        int sleeper = host.add(BenchThread.periodic(20 * MS, 1_000 * MS, 400 * MS, 0));
        host.runUntil(1);
        host.add(BenchThread.busy(0));
        long[] switches = new long[2];
        host.runUntil(300 * MS);
        host.observe((cpu, thread, now) -> {
            if (thread == sleeper && switches[0] == 0) {
                switches[0] = now;
            } else if (thread != sleeper && switches[0] != 0 && switches[1] == 0) {
                switches[1] = now;
            }
        });
        host.runUntil(450 * MS);
        assertThat(switches[0]).isEqualTo(400 * MS + 50 * US);
        return switches[1] - switches[0];
    }

    @Test
    void sleepingDoesNotEarnMoreThanAFairShareInTheLongRun() {
        BenchHost host = host(1);
        int duty = host.add(BenchThread.duty(6 * MS, 500 * US, 0));
        host.add(BenchThread.busy(0));
        host.runUntil(10_000 * MS);
        assertThat(fraction(host, duty)).isBetween(0.45, 0.55);
    }

    @Test
    void aWokenThreadPreemptsOnlyIfItIsBehindByMoreThanAGranularity() {
        BenchHost host = host(1);
        // Both have run equally when it sleeps for 0.5 ms: it is behind by no more than that.
        host.add(BenchThread.busy(0));
        int duty = host.add(BenchThread.duty(3_900 * US, 500 * US, 0));
        long[] immediate = {0};
        long[] wakes = {0};
        host.runUntil(400 * MS);
        long before = host.thread(duty).runDelay();
        host.observe((cpu, thread, now) -> {
            if (thread == duty) {
                wakes[0]++;
                immediate[0] += host.thread(duty).runDelay() == before ? 1 : 0;
            }
        });
        host.runUntil(800 * MS);
        assertThat(wakes[0]).isPositive();
        assertThat(host.thread(duty).runDelay() - before)
                .as("it waits for ticks")
                .isGreaterThan(100 * MS);
    }

    @Test
    void aLargerWakeupGranularityDelaysAWokenThread() {
        assertThat(delayOfSleeper(Map.of())).isZero();
        assertThat(delayOfSleeper(Map.of("wakeup_granularity", "10 ms"))).isGreaterThan(10 * MS);
        assertThat(delayOfSleeper(Map.of("wakeup_preemption", "off"))).isGreaterThan(10 * MS);
    }

    private static long delayOfSleeper(Map<String, String> settings) {
        BenchHost host = host(1, NEWEST, settings);
        int sleeper = host.add(BenchThread.periodic(MS, 30 * MS, 29 * MS, 0));
        host.runUntil(1);
        host.add(BenchThread.busy(0));
        host.runUntil(1_000 * MS);
        return host.thread(sleeper).runDelay();
    }

    @Test
    void batchThreadsDoNotPreemptOnWakeup() {
        BenchHost host = host(1);
        int batch = host.add(BenchThread.periodic(MS, 100 * MS, 29 * MS, 0).policy(Policy.BATCH, 0));
        host.runUntil(1);
        host.add(BenchThread.busy(0));
        host.runUntil(40 * MS);
        assertThat(host.thread(batch).runDelay()).isEqualTo(3 * MS - 50 * US);
    }

    // ---- newcomers, buddies, yielding

    @Test
    void aNewThreadStartsASliceAhead() {
        assertThat(firstRun(Map.of())).as("not at the next tick").isEqualTo(12 * MS);
        assertThat(firstRun(Map.of("start_debit", "off")))
                .as("at the next tick")
                .isEqualTo(8 * MS);
    }

    /** When a thread runs first that is added between ticks beside a busy one. */
    private static long firstRun(Map<String, String> settings) {
        BenchHost host = host(1, NEWEST, settings);
        host.add(BenchThread.busy(0));
        host.runUntil(6_500 * US);
        int added = host.add(BenchThread.busy(0));
        long[] first = {0};
        host.observe((cpu, thread, now) -> first[0] = thread == added && first[0] == 0 ? now : first[0]);
        host.runUntil(100 * MS);
        return first[0];
    }

    @Test
    void inACrowdAPreemptedThreadGoesOnAfterwards() {
        assertThat(interruptedTurns(Map.of())).isGreaterThan(2 * interruptedTurns(Map.of("last_buddy", "off")));
    }

    /** How often the thread that a wake-up preempted is picked right after the woken one slept again. */
    private static long interruptedTurns(Map<String, String> settings) {
        BenchHost host = host(1, NEWEST, settings);
        addBusy(host, 10);
        int sleeper = host.add(BenchThread.periodic(200 * US, 7 * MS, MS, 0));
        int[] history = {-1, -1};
        long[] returned = {0};
        host.observe((cpu, thread, now) -> {
            returned[0] += history[1] == sleeper && thread == history[0] ? 1 : 0;
            history[0] = history[1];
            history[1] = thread;
        });
        host.runUntil(5_000 * MS);
        return returned[0];
    }

    @Test
    void yieldingGivesWayAndLosesNothing() {
        BenchHost host = host(1);
        int yielder = host.add(BenchThread.yielding(0));
        host.add(BenchThread.busy(0));
        host.runUntil(4_000 * MS);
        assertThat(fraction(host, yielder)).isBetween(0.3, 0.5);
        assertThat(host.thread(yielder).slices()).isGreaterThan(400);
    }

    @Test
    void throttlingCostsNothingOfTheOwnAccount() {
        BenchHost host = host(1);
        int a = host.add(BenchThread.busy(0));
        int b = host.add(BenchThread.busy(0));
        for (int period = 0; period < 1_000; period++) {
            host.runUntil(host.now() + 9 * MS);
            host.stop(a, Departure.THROTTLED);
            host.runUntil(host.now() + 2 * MS);
            host.resume(a, Arrival.UNTHROTTLED);
        }
        assertThat(fraction(host, a) + fraction(host, b)).isCloseTo(1, within(1e-6));
        assertThat(fraction(host, a)).isBetween(0.4, 9.0 / 11);
    }
}
