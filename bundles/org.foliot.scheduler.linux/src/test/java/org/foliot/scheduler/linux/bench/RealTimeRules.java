package org.foliot.scheduler.linux.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.scheduler.HostScheduler;
import org.foliot.api.scheduler.Policy;
import org.foliot.time.Duration;
import org.junit.jupiter.api.Test;

/** What holds for real-time threads under every scheduler of Linux. */
public abstract class RealTimeRules {
    private static final long MS = Duration.PS_PER_MILLI;
    private static final Map<String, String> UNLIMITED = Map.of("rt_throttling", "off", "fair_server", "off");
    private static final Map<String, String> THROTTLED = Map.of("rt_throttling", "on", "fair_server", "off");
    private static final Map<String, String> SERVED = Map.of("rt_throttling", "off", "fair_server", "on");

    /** The scheduler under test. */
    protected abstract HostScheduler<?> scheduler();

    /** A release whose kernels have it. */
    protected abstract KernelRelease release();

    private BenchHost host(int cpus, Map<String, String> settings) {
        BenchHost host = new BenchHost(cpus, release(), 0);
        host.use(scheduler(), settings);
        return host;
    }

    private static double fraction(BenchHost host, int thread) {
        return (double) host.thread(thread).runTime() / host.now();
    }

    @Test
    void aFifoThreadRunsUntilItBlocks() {
        BenchHost host = host(1, UNLIMITED);
        int fair = host.add(BenchThread.busy(0));
        int fifo = host.add(BenchThread.periodic(50 * MS, 200 * MS, 0, 0).policy(Policy.FIFO, 1));
        host.runUntil(1_000 * MS);
        assertThat(fraction(host, fifo)).isEqualTo(0.25);
        assertThat(host.thread(fifo).runDelay()).isZero();
        assertThat(fraction(host, fair)).isEqualTo(0.75);
    }

    @Test
    void theHigherPriorityPreemptsAndTheLowerGoesOnFirstOfItsEquals() {
        BenchHost host = host(1, UNLIMITED);
        int low = host.add(BenchThread.busy(0).policy(Policy.FIFO, 5));
        int equal = host.add(BenchThread.busy(0).policy(Policy.FIFO, 5));
        int high = host.add(BenchThread.periodic(MS, 10 * MS, MS, 0).policy(Policy.FIFO, 6));
        host.runUntil(100 * MS);
        assertThat(host.thread(high).runDelay()).isZero();
        assertThat(host.thread(low).runTime()).isEqualTo(90 * MS);
        assertThat(host.thread(equal).runTime()).isZero();
    }

    @Test
    void roundRobinThreadsTakeTurnsOf100Milliseconds() {
        BenchHost host = host(1, UNLIMITED);
        for (int i = 0; i < 3; i++) {
            host.add(BenchThread.busy(0).policy(Policy.RR, 7));
        }
        host.runUntil(3_000 * MS);
        for (int i = 0; i < 3; i++) {
            assertThat(host.thread(i).runTime()).isEqualTo(1_000 * MS);
            assertThat(host.thread(i).slices()).isEqualTo(10);
        }
    }

    @Test
    void anInterruptedTurnIsFinishedLater() {
        BenchHost host = host(1, UNLIMITED);
        int first = host.add(BenchThread.busy(0).policy(Policy.RR, 7));
        host.add(BenchThread.busy(0).policy(Policy.RR, 7));
        host.add(BenchThread.periodic(40 * MS, 1_000 * MS, 20 * MS, 0).policy(Policy.FIFO, 9));
        host.runUntil(139 * MS);
        assertThat(host.isRunning(first)).isTrue();
        host.runUntil(145 * MS);
        assertThat(host.isRunning(first)).isFalse();
    }

    @Test
    void yieldGoesBehindTheEquals() {
        BenchHost host = host(1, UNLIMITED);
        int yielder = host.add(BenchThread.yielding(0).policy(Policy.FIFO, 5));
        int other = host.add(BenchThread.busy(0).policy(Policy.FIFO, 5));
        host.runUntil(100 * MS);
        assertThat(host.thread(yielder).runTime()).isLessThan(MS);
        assertThat(host.thread(other).runTime()).isGreaterThan(99 * MS);
    }

    @Test
    void throttlingLeavesFivePercentEvenIfNobodyWantsIt() {
        BenchHost host = host(1, THROTTLED);
        int fifo = host.add(BenchThread.busy(0).policy(Policy.FIFO, 5));
        host.runUntil(10_000 * MS);
        assertThat(fraction(host, fifo)).isCloseTo(0.95, within(0.004));
        assertThat(host.thread(fifo).runDelay()).as("a throttled thread waits").isGreaterThan(400 * MS);
    }

    @Test
    void theFairServerKeepsFairThreadsFromStarving() {
        BenchHost host = host(1, SERVED);
        int fifo = host.add(BenchThread.busy(0).policy(Policy.FIFO, 5));
        int fair = host.add(BenchThread.busy(0));
        host.runUntil(10_000 * MS);
        assertThat(fraction(host, fair)).isCloseTo(0.05, within(0.003));
        assertThat(fraction(host, fifo)).isCloseTo(0.95, within(0.003));
    }

    @Test
    void withoutThrottleAndServerFairThreadsStarve() {
        BenchHost host = host(1, UNLIMITED);
        host.add(BenchThread.busy(0).policy(Policy.FIFO, 5));
        int fair = host.add(BenchThread.busy(0));
        host.runUntil(10_000 * MS);
        assertThat(fraction(host, fair)).isZero();
    }

    @Test
    void aRealTimeThreadAvoidsAProcessorWithAMoreUrgentOne() {
        BenchHost host = host(2, UNLIMITED);
        int urgent = host.add(BenchThread.busy(0).policy(Policy.FIFO, 9));
        int lesser = host.add(BenchThread.periodic(MS, 10 * MS, 0, 0, 1).policy(Policy.FIFO, 8));
        host.runUntil(100 * MS);
        assertThat(host.thread(urgent).runTime()).isEqualTo(100 * MS);
        assertThat(host.thread(lesser).runDelay()).isZero();
    }

    @Test
    void aProcessorWithoutUrgentWorkPullsTheOneThatWaits() {
        BenchHost host = host(2, UNLIMITED);
        int ending = host.add(BenchThread.periodic(5 * MS, 1_000 * MS, 0, 1).policy(Policy.FIFO, 9));
        int first = host.add(BenchThread.busy(0).policy(Policy.FIFO, 5));
        int second = host.add(BenchThread.busy(0, 1).policy(Policy.FIFO, 4));
        host.runUntil(20 * MS);
        assertThat(host.thread(ending).runTime()).isEqualTo(5 * MS);
        assertThat(host.thread(first).runTime()).isEqualTo(20 * MS);
        assertThat(host.thread(second).runTime()).isEqualTo(15 * MS);
    }
}
