package org.foliot.scheduler.linux.bench;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.scheduler.HostScheduler;
import org.foliot.api.scheduler.Policy;
import org.foliot.api.scheduler.RunQueues.Arrival;
import org.foliot.api.scheduler.RunQueues.Departure;
import org.foliot.time.Duration;

/**
 * A host with random threads, to which random things happen. The bench itself refuses a scheduler that runs a thread where it
 * may not, on two processors at once, or while it is not runnable, or that asks for a call in the past.
 */
public final class Scene {
    private static final long MS = Duration.PS_PER_MILLI;
    private static final long END = 250 * MS;

    private final SplittableRandom random;
    private final BenchHost host;
    private final boolean realTime;

    /**
     * Sets the scene.
     *
     * @param realTime whether threads may turn into real-time threads
     */
    public Scene(long seed, HostScheduler<?> scheduler, KernelRelease[] releases, boolean realTime) {
        this.random = new SplittableRandom(seed);
        this.realTime = realTime;
        int cpus = 1 + random.nextInt(3);
        KernelRelease release = releases[random.nextInt(releases.length)];
        this.host = new BenchHost(cpus, release, random.nextLong(4 * MS));
        host.use(scheduler, Map.of("rt_throttling", "off"));
        for (int i = random.nextInt(4); i > 0; i--) {
            host.group(random.nextInt(host.groups()), 2L + random.nextInt(5_000), random.nextInt(8) == 0);
        }
        for (int i = 1 + random.nextInt(10); i > 0; i--) {
            host.add(thread(cpus));
        }
    }

    /** The host. */
    public BenchHost host() {
        return host;
    }

    private BenchThread thread(int cpus) {
        int[] all = IntStream.range(0, cpus).toArray();
        int[] allowed = random.nextInt(3) > 0 ? all : new int[] {random.nextInt(cpus)};
        long run = 1 + random.nextLong(6 * MS);
        long rest = 1 + random.nextLong(12 * MS);
        BenchThread thread =
                switch (random.nextInt(4)) {
                    case 0 -> BenchThread.periodic(run, run + rest, random.nextLong(10 * MS), allowed);
                    case 1 -> BenchThread.duty(run, rest, allowed);
                    case 2 -> random.nextInt(4) == 0 ? BenchThread.yielding(allowed) : BenchThread.busy(allowed);
                    default -> BenchThread.busy(allowed);
                };
        return thread.group(random.nextInt(host.groups()))
                .nice(random.nextInt(40) - 20)
                .slice(slice());
    }

    private long slice() {
        return random.nextInt(3) > 0 ? 0 : random.nextLong(30 * MS);
    }

    /** Runs to the end; now and then something changes. */
    public void play() {
        while (host.now() < END) {
            host.runUntil(Math.min(END, host.now() + 1 + random.nextLong(20 * MS)));
            int number = random.nextInt(host.threads());
            BenchThread thread = host.thread(number);
            switch (random.nextInt(7)) {
                case 0 ->
                    host.changed(number, thread.nice(random.nextInt(40) - 20).slice(slice()));
                case 1 -> host.changed(number, thread.group(random.nextInt(host.groups())));
                case 2 -> host.weight(random.nextInt(host.groups()), 2L + random.nextInt(5_000));
                case 3 -> stopOrGoOn(number);
                case 4 -> changePolicy(number, thread);
                case 5 -> plug();
                default -> {}
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
