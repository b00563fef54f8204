package org.foliot.scheduler.eevdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.scheduler.Policy;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.RunQueues.Arrival;
import org.foliot.api.scheduler.RunQueues.Departure;
import org.foliot.scheduler.eevdf.bench.BenchHost;
import org.foliot.scheduler.eevdf.bench.BenchThread;
import org.foliot.time.Duration;

/**
 * What holds for any threads, groups and events. The bench itself refuses a scheduler that runs a thread where it may not, on
 * two processors at once, or while it is not runnable, or that asks for a call in the past.
 */
class SchedulingProperties {
    private static final long MS = Duration.PS_PER_MILLI;
    private static final long END = 250 * MS;
    private static final KernelRelease[] RELEASES = {
        new KernelRelease(6, 6), new KernelRelease(6, 12), new KernelRelease(6, 17), new KernelRelease(6, 18)
    };

    /** A host with random threads, to which random things happen. */
    private static final class Scene {
        final SplittableRandom random;
        final BenchHost host;
        final EevdfRunQueues queues;
        private final boolean realTime;

        Scene(long seed, boolean realTime) {
            this.random = new SplittableRandom(seed);
            this.realTime = realTime;
            int cpus = 1 + random.nextInt(3);
            KernelRelease release = RELEASES[random.nextInt(RELEASES.length)];
            host = new BenchHost(cpus, release, random.nextLong(4 * MS));
            queues = (EevdfRunQueues) host.use(new EevdfScheduler(), Map.of("rt_throttling", "off"));
            for (int i = random.nextInt(4); i > 0; i--) {
                host.group(random.nextInt(host.groups()), 2L + random.nextInt(5_000), random.nextInt(8) == 0);
            }
            for (int i = 1 + random.nextInt(10); i > 0; i--) {
                host.add(thread(cpus));
            }
        }

        private BenchThread thread(int cpus) {
            int[] all = IntStream.range(0, cpus).toArray();
            int[] allowed = random.nextInt(3) > 0 ? all : new int[] {random.nextInt(cpus)};
            long run = 1 + random.nextLong(6 * MS);
            long rest = 1 + random.nextLong(12 * MS);
            BenchThread thread;
            switch (random.nextInt(4)) {
                case 0:
                    thread = BenchThread.periodic(run, run + rest, random.nextLong(10 * MS), allowed);
                    break;
                case 1:
                    thread = BenchThread.duty(run, rest, allowed);
                    break;
                case 2:
                    thread = random.nextInt(4) == 0 ? BenchThread.yielding(allowed) : BenchThread.busy(allowed);
                    break;
                default:
                    thread = BenchThread.busy(allowed);
                    break;
            }
            return thread.group(random.nextInt(host.groups()))
                    .nice(random.nextInt(40) - 20)
                    .slice(slice());
        }

        private long slice() {
            return random.nextInt(3) > 0 ? 0 : random.nextLong(30 * MS);
        }

        /** Runs to the end; now and then something changes. */
        void play() {
            while (host.now() < END) {
                host.runUntil(Math.min(END, host.now() + 1 + random.nextLong(20 * MS)));
                int number = random.nextInt(host.threads());
                BenchThread thread = host.thread(number);
                switch (random.nextInt(7)) {
                    case 0:
                        host.changed(
                                number, thread.nice(random.nextInt(40) - 20).slice(slice()));
                        break;
                    case 1:
                        host.changed(number, thread.group(random.nextInt(host.groups())));
                        break;
                    case 2:
                        host.weight(random.nextInt(host.groups()), 2L + random.nextInt(5_000));
                        break;
                    case 3:
                        stopOrGoOn(number);
                        break;
                    case 4:
                        changePolicy(number, thread);
                        break;
                    case 5:
                        plug();
                        break;
                    default:
                        break;
                }
            }
        }

        private void stopOrGoOn(int number) {
            if (host.isStopped(number)) {
                host.resume(number, random.nextBoolean() ? Arrival.RESUMED : Arrival.UNTHROTTLED);
            } else if (host.isRunnable(number)) {
                host.stop(number, random.nextBoolean() ? Departure.SUSPENDED : Departure.THROTTLED);
            }
        }

        private void changePolicy(int number, BenchThread thread) {
            Policy[] policies = Policy.values();
            Policy policy = policies[random.nextInt(realTime ? policies.length : 3)];
            host.changed(number, thread.policy(policy, policy.isRealTime() ? 1 + random.nextInt(99) : 0));
        }

        private void plug() {
            int cpu = random.nextInt(host.facts().cpus());
            if (!host.online(cpu)) {
                host.online(cpu, true);
            } else if (host.mayGoOffline(cpu)) {
                host.online(cpu, false);
            }
        }
    }

    @Property(tries = 150)
    void noProcessorIdlesWhileAThreadWaitsForIt(@ForAll long seed) {
        Scene scene = new Scene(seed, true);
        scene.host.observe((cpu, thread, now) -> {
            if (thread == RunQueues.NONE) {
                assertThat(scene.host.waitingOn(cpu))
                        .as("processor %d at %d", cpu, now)
                        .isEmpty();
            }
        });
        scene.play();
    }

    @Property(tries = 100)
    void whatIsPickedIsEligible(@ForAll long seed) {
        Scene scene = new Scene(seed, true);
        scene.host.observe((cpu, thread, now) -> {
            if (thread != RunQueues.NONE && !scene.queues.known(thread).isRealTime()) {
                for (Entity entity = scene.queues.known(thread).entity; entity != null; entity = entity.parent()) {
                    assertThat(entity.queue.isEligible(entity))
                            .as("thread %d at %d", thread, now)
                            .isTrue();
                }
            }
        });
        scene.play();
    }

    @Property(tries = 100)
    void lagsAddUpToNothing(@ForAll long seed) {
        Scene scene = new Scene(seed, false);
        scene.host.observe((cpu, thread, now) -> {
            if (thread != RunQueues.NONE) {
                FairQueue queue = scene.queues.known(thread).entity.queue;
                long average = queue.averageVruntime();
                long lags = 0;
                long weights = 0;
                int members = 0;
                for (int i = 0; i < scene.host.threads(); i++) {
                    Task task = scene.queues.known(i);
                    if (task != null && task.entity.queue == queue && task.entity.onQueue) {
                        lags += task.entity.visibleWeight * (average - task.entity.vruntime);
                        weights += task.entity.visibleWeight;
                        members++;
                    }
                }
                if (members == queue.queued()) {
                    assertThat(Math.abs(lags))
                            .as("queue of thread %d at %d", thread, now)
                            .isLessThanOrEqualTo(weights);
                }
            }
        });
        scene.play();
    }

    @Property(tries = 40)
    void theSameScenePlaysTheSameWay(@ForAll long seed) {
        assertThat(trace(seed)).isEqualTo(trace(seed));
    }

    private static long trace(long seed) {
        Scene scene = new Scene(seed, true);
        long[] hash = {0};
        scene.host.observe((cpu, thread, now) -> hash[0] = (hash[0] * 31 + cpu) * 31 + thread + now * 0x9E37_79B9L);
        scene.play();
        return hash[0];
    }

    /** A slice ends at a tick only, by which every other thread can get ahead once. */
    @Property(tries = 60)
    void busyThreadsAreNeverFarFromTheirShare(@ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int threads) {
        SplittableRandom random = new SplittableRandom(seed);
        BenchHost host = new BenchHost(1, new KernelRelease(6, 18), random.nextLong(4 * MS));
        host.use(new EevdfScheduler(), Map.of());
        double weights = 0;
        for (int i = 0; i < threads; i++) {
            int nice = random.nextInt(15) - 7;
            host.add(BenchThread.busy(0).nice(nice));
            weights += Weights.ofNice(nice);
        }
        double bound = threads * 4.0 * MS;
        for (int step = 1; step <= 40; step++) {
            host.runUntil(step * 37L * MS);
            for (int i = 0; i < threads; i++) {
                double fair = host.now() * (Weights.ofNice(host.nice(i)) / weights);
                assertThat((double) host.thread(i).runTime())
                        .as("thread %d of nice %d after %d ms", i, host.nice(i), step * 37)
                        .isBetween(fair - bound, fair + bound);
            }
        }
    }
}
