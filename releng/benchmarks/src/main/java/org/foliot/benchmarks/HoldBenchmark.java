package org.foliot.benchmarks;

import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.cloudsimplus.core.CloudSimEntity;
import org.cloudsimplus.core.CloudSimPlus;
import org.cloudsimplus.core.Simulation;
import org.cloudsimplus.core.events.SimEvent;
import org.foliot.engine.EventHandler;
import org.foliot.engine.EventLoop;
import org.foliot.engine.RandomStream;
import org.foliot.engine.RandomStreams;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The hold model: a number of pending events, each of which schedules itself anew after an exponentially distributed
 * time. What one event costs is what a queue and its loop cost.
 *
 * <p>All three advance the same simulated time, with the same increments on average: one event per microsecond
 * altogether, so that an invocation is {@link #EVENTS} events but for the luck of the draw. The random number is part
 * of the measured event in all of them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(HoldBenchmark.EVENTS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms2g", "-Xmx2g"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class HoldBenchmark {
    static final int EVENTS = 100_000;

    private static final long PS_PER_EVENT = 1_000_000L;
    private static final long PS_PER_INVOCATION = EVENTS * PS_PER_EVENT;
    private static final double SECONDS_PER_PS = 1e-12;

    private static RandomStream increments() {
        return new RandomStreams(1).stream("hold", "increment");
    }

    /** Foliot's event loop, with a source for each pending event. */
    @State(Scope.Thread)
    public static class FoliotHold implements EventHandler {
        @Param({"100", "10000", "1000000"})
        int pending;

        private final EventLoop loop = new EventLoop();
        private final RandomStream random = increments();
        private long mean;

        /** Schedules the first events, and passes each of them once. */
        @Setup
        public void fill() {
            mean = pending * PS_PER_EVENT;
            for (int i = 0; i < pending; i++) {
                loop.schedule(loop.addSource(this), random.nextExponential(mean), 0);
            }
            loop.run(mean);
        }

        @Override
        public void fire(int source, int kind, long now) {
            loop.schedule(source, now + random.nextExponential(mean), 0);
        }
    }

    /** An event as most simulators have it. */
    private static final class Event implements Comparable<Event> {
        private final int source;
        private long time;

        Event(int source, long time) {
            this.source = source;
            this.time = time;
        }

        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Integer.compare(source, other.source);
        }
    }

    /** The priority queue of the JDK, with event objects that are used again. */
    @State(Scope.Thread)
    public static class PriorityQueueHold {
        @Param({"100", "10000", "1000000"})
        int pending;

        private final PriorityQueue<Event> queue = new PriorityQueue<>();
        private final RandomStream random = increments();
        private long mean;
        private long now;

        /** Schedules the first events, and passes each of them once. */
        @Setup
        public void fill() {
            mean = pending * PS_PER_EVENT;
            for (int i = 0; i < pending; i++) {
                queue.add(new Event(i, random.nextExponential(mean)));
            }
            run(mean);
        }

        /** Returns the number of events. */
        long run(long duration) {
            long events = 0;
            now += duration;
            while (queue.element().time <= now) {
                Event event = queue.remove();
                event.time += random.nextExponential(mean);
                queue.add(event);
                events++;
            }
            return events;
        }
    }

    /** CloudSim Plus, with one entity that sends itself all events. */
    @State(Scope.Thread)
    public static class CloudSimPlusHold {
        private static final int TAG = 1;

        @Param({"100", "10000", "1000000"})
        int pending;

        private final CloudSimPlus simulation = new CloudSimPlus(SECONDS_PER_PS);
        private final RandomStream random = increments();
        private long mean;
        private double until;
        private long events;

        private final class Holder extends CloudSimEntity {
            Holder(Simulation simulation) {
                super(simulation);
            }

            @Override
            protected void startInternal() {
                for (int i = 0; i < pending; i++) {
                    scheduleNext();
                }
            }

            @Override
            public void processEvent(SimEvent event) {
                events++;
                scheduleNext();
            }

            private void scheduleNext() {
                schedule(random.nextExponential(mean) * SECONDS_PER_PS, TAG);
            }
        }

        /** Schedules the first events, and passes each of them once. */
        @Setup
        public void fill() {
            mean = pending * PS_PER_EVENT;
            new Holder(simulation);
            simulation.startSync();
            run(mean);
        }

        /** What CloudSimPlus.start() does, up to a time: each call of runFor is the events of one instant. */
        long run(long duration) {
            long before = events;
            until += duration * SECONDS_PER_PS;
            while (simulation.clock() < until) {
                simulation.runFor(Double.MAX_VALUE);
            }
            return events - before;
        }
    }

    /** Runs Foliot's event loop. */
    @Benchmark
    public long foliot(FoliotHold hold, CpuTime cpu) {
        long before = hold.loop.events();
        cpu.measure(() -> {
            hold.loop.run(hold.loop.now() + PS_PER_INVOCATION);
            return hold.loop.events() - before;
        });
        return hold.loop.events();
    }

    /** Runs the JDK's priority queue. */
    @Benchmark
    public long priorityQueue(PriorityQueueHold hold, CpuTime cpu) {
        cpu.measure(() -> hold.run(PS_PER_INVOCATION));
        return hold.now;
    }

    /** Runs CloudSim Plus. */
    @Benchmark
    public double cloudSimPlus(CloudSimPlusHold hold, CpuTime cpu) {
        cpu.measure(() -> hold.run(PS_PER_INVOCATION));
        return hold.until;
    }
}
