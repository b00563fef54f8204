package org.foliot.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.host.HostFacts;
import org.foliot.api.host.HostKernelOptions;
import org.foliot.api.scheduler.HostScheduler;
import org.foliot.api.scheduler.Policy;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.RunQueues.Arrival;
import org.foliot.api.scheduler.RunQueues.Departure;
import org.foliot.api.scheduler.SchedulerHost;
import org.foliot.scheduler.cfs.CfsScheduler;
import org.foliot.scheduler.eevdf.EevdfScheduler;
import org.foliot.time.ByteSize;
import org.foliot.time.Frequency;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one decision of a host scheduler costs, and how that grows with the number of threads on a processor: the machine is a
 * clock and nothing else.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class SchedulerBenchmark {
    private static final long NAP = 1_000_000L;

    /** Which scheduler. */
    @Param({"eevdf", "cfs"})
    String scheduler;

    /** How many threads want to run on the processor. */
    @Param({"2", "8", "32", "128", "512", "2048", "4096"})
    int threads;

    private OneProcessor host;
    private RunQueues queues;
    private long now;
    private int current;

    /** Has all threads queued, and each of them run a few times. */
    @Setup
    public void fill() {
        host = new OneProcessor(threads + 1);
        queues = scheduler.equals("cfs") ? create(new CfsScheduler(), "6.1") : create(new EevdfScheduler(), "6.12");
        for (int thread = 0; thread < threads; thread++) {
            queues.enqueue(thread, Arrival.NEW, now);
        }
        current = queues.pick(0, now);
        for (int i = 0; i < 4 * threads; i++) {
            tick();
        }
    }

    private <O extends Record> RunQueues create(HostScheduler<O> component, String release) {
        return component.create(
                OptionSchema.of(component.optionsType()).instantiate(Map.of(), KernelRelease.parse(release)), host);
    }

    /** The next tick at which the scheduler wants to look, and a pick if it asks for one. */
    @Benchmark
    public int tick() {
        now = host.callAt;
        host.callAt = Long.MAX_VALUE;
        queues.timer(0, now);
        if (host.rescheduled) {
            host.rescheduled = false;
            current = queues.pick(0, now);
        }
        return current;
    }

    /** The current thread goes to sleep, another one is picked, and the first wakes up again a microsecond later. */
    @Benchmark
    public int sleepAndWake() {
        int sleeper = current;
        queues.dequeue(sleeper, Departure.BLOCKED, now);
        current = queues.pick(0, now);
        now += NAP;
        host.rescheduled = false;
        queues.enqueue(sleeper, Arrival.WAKEUP, now);
        if (host.rescheduled) {
            host.rescheduled = false;
            current = queues.pick(0, now);
        }
        return current;
    }

    /** A host with one processor, ordinary threads of many nice values, and a tick of 250 Hz. */
    private static final class OneProcessor implements SchedulerHost {
        private static final long TICK = 4_000_000_000L;

        private final int threads;
        private final HostFacts facts;
        private long callAt = Long.MAX_VALUE;
        private boolean rescheduled;

        OneProcessor(int threads) {
            this.threads = threads;
            this.facts = new HostFacts(
                    "host",
                    KernelRelease.DEFAULT,
                    OptionSchema.of(HostKernelOptions.class).instantiate(Map.of(), KernelRelease.DEFAULT),
                    1,
                    Frequency.ofMegahertz(100),
                    Frequency.ofMegahertz(2_000),
                    ByteSize.ofKibibytes(4));
        }

        @Override
        public HostFacts facts() {
            return facts;
        }

        @Override
        public int threads() {
            return threads;
        }

        @Override
        public boolean online(int cpu) {
            return true;
        }

        @Override
        public boolean allowed(int thread, int cpu) {
            return true;
        }

        @Override
        public int nice(int thread) {
            return thread % 11 - 5;
        }

        @Override
        public Policy policy(int thread) {
            return Policy.OTHER;
        }

        @Override
        public int realTimePriority(int thread) {
            return 0;
        }

        @Override
        public long requestedSlice(int thread) {
            return 0;
        }

        @Override
        public int group(int thread) {
            return ROOT_GROUP;
        }

        @Override
        public int parent(int group) {
            return ROOT_GROUP;
        }

        @Override
        public long groupWeight(int group) {
            return 1024;
        }

        @Override
        public boolean idleGroup(int group) {
            return false;
        }

        @Override
        public int current(int cpu) {
            return RunQueues.NONE;
        }

        @Override
        public long tickAtOrAfter(int cpu, long instant) {
            return (instant + TICK - 1) / TICK * TICK;
        }

        @Override
        public void reschedule(int cpu) {
            rescheduled = true;
        }

        @Override
        public void callAt(int cpu, long instant) {
            callAt = instant;
        }

        @Override
        public void moved(int thread, int toCpu) {
            throw new IllegalStateException("there is one processor");
        }
    }
}
