package org.foliot.benchmarks;

import java.util.concurrent.TimeUnit;
import org.foliot.engine.EventHandler;
import org.foliot.engine.EventLoop;
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

/** What an event costs when all sources tick at the same instants, and the queue does nothing but settle ties. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(AlignedTicksBenchmark.EVENTS)
@Fork(value = 3, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class AlignedTicksBenchmark implements EventHandler {
    static final int EVENTS = 120_000;

    private static final long TICK = 4_000_000_000L;

    /** How many sources tick; divides the number of events. */
    @Param({"60", "300", "12000"})
    int sources;

    private EventLoop loop;

    /** Lets every source tick for the first time at the same instant. */
    @Setup
    public void schedule() {
        loop = new EventLoop();
        for (int i = 0; i < sources; i++) {
            loop.schedule(loop.addSource(this), TICK, i % 3);
        }
    }

    @Override
    public void fire(int source, int kind, long now) {
        loop.schedule(source, now + TICK, kind);
    }

    /** Runs as many ticks as make the number of events. */
    @Benchmark
    public long ticks() {
        loop.run(loop.now() + EVENTS / sources * TICK);
        return loop.events();
    }
}
