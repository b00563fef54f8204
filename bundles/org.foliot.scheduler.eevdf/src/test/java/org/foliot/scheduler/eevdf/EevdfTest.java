package org.foliot.scheduler.eevdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.scheduler.Policy;
import org.foliot.api.scheduler.RunQueues.Arrival;
import org.foliot.api.scheduler.RunQueues.Departure;
import org.foliot.scheduler.linux.bench.BenchHost;
import org.foliot.scheduler.linux.bench.BenchThread;
import org.foliot.time.Duration;
import org.junit.jupiter.api.Test;

/** The rules of EEVDF, each on the smallest host that shows it. */
class EevdfTest {
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
    void aThreadThatReadsItsClockIsCutAtTheEndOfItsSliceAndNotAtATick() {
        BenchHost host = host(2);
        int reader = host.add(BenchThread.periodic(10 * MS, 1_000 * MS, 7 * MS, 0));
        host.runUntil(1);
        host.add(BenchThread.busy(0));
        host.runUntil(7 * MS + 50 * US + 1_400 * US);
        assertThat(host.isRunning(reader)).isTrue();
        host.runUntil(host.now() + 3 * US);
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
        assertThat(slicesOfOneSecond(NEWEST, 1, "logarithmic")).isCloseTo(715, within(2L));
        assertThat(slicesOfOneSecond(NEWEST, 2, "logarithmic")).isCloseTo(358, within(2L));
        assertThat(slicesOfOneSecond(NEWEST, 64, "logarithmic")).isCloseTo(179, within(2L));
        assertThat(slicesOfOneSecond(NEWEST, 64, "none")).isCloseTo(715, within(2L));
        assertThat(slicesOfOneSecond(NEWEST, 4, "linear")).isCloseTo(179, within(2L));
        assertThat(slicesOfOneSecond(new KernelRelease(6, 12), 4, "logarithmic"))
                .isCloseTo(223, within(2L));
    }

    /** Two threads that read their clocks take turns of exactly a slice. */
    private static long slicesOfOneSecond(KernelRelease release, int cpus, String scaling) {
        BenchHost host = host(cpus, release, Map.of("tunable_scaling", scaling));
        host.add(BenchThread.duty(2_000 * MS, MS, 0));
        host.add(BenchThread.duty(2_000 * MS, MS, 0));
        host.runUntil(1_000 * MS);
        return host.thread(0).slices();
    }
}
