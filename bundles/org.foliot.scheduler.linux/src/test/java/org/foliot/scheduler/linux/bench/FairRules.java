package org.foliot.scheduler.linux.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.scheduler.HostScheduler;
import org.foliot.api.scheduler.Policy;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.RunQueues.Departure;
import org.foliot.api.scheduler.SchedulerHost;
import org.foliot.scheduler.linux.Weights;
import org.foliot.time.Duration;
import org.junit.jupiter.api.Test;

/** What holds for fair threads under every scheduler of Linux, each on the smallest host that shows it. */
public abstract class FairRules {
    private static final long MS = Duration.PS_PER_MILLI;
    private static final long TICK = 4 * MS;

    /** The scheduler under test. */
    protected abstract HostScheduler<?> scheduler();

    /** Releases whose kernels have it, each with rules of its own. */
    protected abstract KernelRelease[] releases();

    private BenchHost host(int cpus, Map<String, String> settings) {
        BenchHost host = new BenchHost(cpus, releases()[releases().length - 1], 0);
        host.use(scheduler(), settings);
        return host;
    }

    private BenchHost host(int cpus) {
        return host(cpus, Map.of());
    }

    private static double fraction(BenchHost host, int thread) {
        return (double) host.thread(thread).runTime() / host.now();
    }

    // ---- shares

    @Test
    void equalThreadsShareAProcessor() {
        BenchHost host = host(1);
        for (int i = 0; i < 4; i++) {
            host.add(BenchThread.busy(0));
        }
        host.runUntil(16_000 * MS);
        for (int i = 0; i < 4; i++) {
            assertThat(fraction(host, i)).isCloseTo(0.25, within(0.001));
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
    void threadsOfIdlePolicyHaveWeightThree() {
        BenchHost host = host(1);
        int idle = host.add(BenchThread.busy(0).policy(Policy.IDLE, 0));
        host.add(BenchThread.busy(0));
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
    void aThreadOfIdlePolicyGivesWayAtOnce() {
        BenchHost host = host(1);
        int sleeper = host.add(BenchThread.periodic(MS / 2, 100 * MS, 30 * MS, 0));
        host.runUntil(1);
        host.add(BenchThread.busy(0).policy(Policy.IDLE, 0));
        host.runUntil(200 * MS);
        assertThat(host.thread(sleeper).runTime()).isEqualTo(MS);
        assertThat(host.thread(sleeper).runDelay()).isZero();
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
                .isCloseTo(0.75, within(0.004));
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
        assertThat((double) (thread.runTime() - before) / (4_000 * MS)).isCloseTo(335.0 / 1359, within(0.005));
    }

    /** A slice ends at a tick only, by which every other thread can get ahead by at most what it may run at a time. */
    @Property(tries = 60)
    void busyThreadsAreNeverFarFromTheirShare(@ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int threads) {
        SplittableRandom random = new SplittableRandom(seed);
        KernelRelease release = releases()[random.nextInt(releases().length)];
        BenchHost host = new BenchHost(1, release, random.nextLong(TICK));
        host.use(scheduler(), Map.of());
        double weights = 0;
        for (int i = 0; i < threads; i++) {
            int nice = random.nextInt(15) - 7;
            host.add(BenchThread.busy(0).nice(nice));
            weights += Weights.ofNice(nice);
        }
        for (int step = 1; step <= 40; step++) {
            host.runUntil(step * 37L * MS);
            for (int i = 0; i < threads; i++) {
                double fair = host.now() * (Weights.ofNice(host.nice(i)) / weights);
                double bound = threads * (double) longestTurn(Weights.ofNice(host.nice(i)) / weights);
                assertThat((double) host.thread(i).runTime())
                        .as("thread %d of nice %d after %d ms", i, host.nice(i), step * 37)
                        .isBetween(fair - bound, fair + bound);
            }
        }
    }

    /** What a thread with a share of the processor runs at a time at most, in picoseconds, with a tick of 4 ms. */
    protected abstract long longestTurn(double share);

    @Property(tries = 60)
    void nobodyStarves(@ForAll long seed, @ForAll @IntRange(min = 2, max = 20) int threads) {
        SplittableRandom random = new SplittableRandom(seed);
        BenchHost host = new BenchHost(1, releases()[random.nextInt(releases().length)], random.nextLong(TICK));
        host.use(scheduler(), Map.of());
        for (int i = 0; i < threads; i++) {
            int nice = random.nextInt(21) - 10;
            host.add(
                    random.nextInt(3) == 0
                            ? BenchThread.duty(1 + random.nextLong(5 * MS), 1 + random.nextLong(5 * MS), 0)
                                    .nice(nice)
                            : BenchThread.busy(0).nice(nice));
        }
        // Nice 10 among nineteen of nice −10 waits until each ran a tick's worth: 4 ms × 9548 / 110 × 19.
        host.runUntil(20_000 * MS);
        for (int i = 0; i < threads; i++) {
            assertThat(host.thread(i).runTime())
                    .as("thread %d of nice %d", i, host.nice(i))
                    .isPositive();
        }
    }

    // ---- several processors

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
            // Without noise it may always be the same one that waits when a tick balances; then that gets a half.
            assertThat(fraction(host, i)).isBetween(0.45, 0.85);
            moves += host.thread(i).moves();
        }
        assertThat(moves).isGreaterThan(100);
        assertThat(fraction(host, 0) + fraction(host, 1) + fraction(host, 2)).isCloseTo(2.0, within(1e-9));
    }

    @Test
    void aLightThreadFindsNoProcessorOfItsOwn() {
        BenchHost host = host(2);
        int a = host.add(BenchThread.busy(0, 1));
        int b = host.add(BenchThread.busy(0, 1));
        int light = host.add(BenchThread.busy(0, 1).nice(19));
        host.runUntil(20_000 * MS);
        assertThat(fraction(host, light)).isBetween(0.005, 0.03);
        assertThat(fraction(host, a)).isGreaterThan(0.97);
        assertThat(fraction(host, b)).isGreaterThan(0.97);
    }

    @Test
    void withoutBalancingThreadsStay() {
        BenchHost host = host(2, Map.of("load_balancing", "off"));
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
        assertThat(fraction(host, 0)).isCloseTo(0.5, within(0.002));
        assertThat(fraction(host, 1)).isCloseTo(0.5, within(0.002));
        assertThat(fraction(host, free)).isEqualTo(1.0);
    }

    @Test
    void aWokenThreadGoesToAnIdleProcessor() {
        BenchHost host = host(2);
        int sleeper = host.add(BenchThread.periodic(2 * MS, 10 * MS, 5 * MS, 0, 1));
        host.runUntil(1);
        host.add(BenchThread.busy(0, 1));
        host.runUntil(1_000 * MS);
        assertThat(host.thread(sleeper).runDelay()).isZero();
    }

    @Test
    void aProcessorThatRunsOutOfThreadsTakesOneThatWaits() {
        BenchHost host = host(2);
        host.add(BenchThread.busy(0));
        int leaving = host.add(BenchThread.busy(1));
        int waiting = host.add(BenchThread.busy(0, 1));
        host.runUntil(21 * MS);
        host.stop(leaving, Departure.EXITED);
        host.runUntil(60 * MS);
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
        long[] before = ran(host);
        host.runUntil(2_000 * MS);
        for (int i = 0; i < 4; i++) {
            assertThat((double) (host.thread(i).runTime() - before[i]) / (1_000 * MS))
                    .isCloseTo(0.25, within(0.02));
        }
        host.online(1, true);
        long all = -sum(ran(host));
        host.runUntil(3_000 * MS);
        assertThat(all + sum(ran(host))).isEqualTo(2_000 * MS);
    }

    private static long[] ran(BenchHost host) {
        long[] ran = new long[host.threads()];
        for (int i = 0; i < ran.length; i++) {
            ran[i] = host.thread(i).runTime();
        }
        return ran;
    }

    private static long sum(long[] values) {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }

    @Test
    void aThreadThatMayRunNowhereIsRefused() {
        BenchHost host = host(2);
        host.online(1, false);
        assertThatIllegalStateException()
                .isThrownBy(() -> host.add(BenchThread.busy(1)))
                .withMessageContaining("thread 0");
    }

    // ---- whatever happens

    @Property(tries = 150)
    void noProcessorIdlesWhileAThreadWaitsForIt(@ForAll long seed) {
        Scene scene = new Scene(seed, scheduler(), releases(), true);
        scene.host().observe((cpu, thread, now) -> {
            if (thread == RunQueues.NONE) {
                assertThat(scene.host().waitingOn(cpu))
                        .as("processor %d at %d", cpu, now)
                        .isEmpty();
            }
        });
        scene.play();
    }

    @Property(tries = 40)
    void theSameScenePlaysTheSameWay(@ForAll long seed) {
        assertThat(trace(seed)).isEqualTo(trace(seed));
    }

    private long trace(long seed) {
        Scene scene = new Scene(seed, scheduler(), releases(), true);
        long[] hash = {0};
        scene.host().observe((cpu, thread, now) -> hash[0] = (hash[0] * 31 + cpu) * 31 + thread + now * 0x9E37_79B9L);
        scene.play();
        return hash[0];
    }
}
