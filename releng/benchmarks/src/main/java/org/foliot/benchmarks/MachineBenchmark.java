package org.foliot.benchmarks;

import java.util.concurrent.TimeUnit;
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

/** How long it takes to simulate a busy host, from a compiled scenario to its result, on one thread. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms2g", "-Xmx2g"})
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class MachineBenchmark {

    /** How large the host is, and how long it runs. */
    @State(Scope.Thread)
    public static class Size {
        /** How many CPUs the host has; four times as many vCPUs share them. */
        @Param("64")
        int cpus;

        /** How long a run lasts, in simulated seconds. */
        @Param("60")
        int seconds;
    }

    /** Foliot's host. */
    @State(Scope.Thread)
    public static class FoliotHost {
        /** The frequency of the guests' tick in hertz. */
        @Param("250")
        int tick;

        private BusyHost host;

        /** Compiles the scenario. */
        @Setup
        public void compile(Size size) {
            host = new BusyHost(size.cpus, tick, size.seconds);
        }
    }

    /** Runs Foliot. */
    @Benchmark
    public void foliot(FoliotHost foliot, CpuTime cpu) {
        cpu.measure(foliot.host);
    }

    /** Makes and runs the host of CloudSim Plus, whose objects serve once. */
    @Benchmark
    public void cloudSimPlus(Size size, CpuTime cpu) {
        cpu.measure(() -> new BusyDatacenter(size.cpus, size.seconds).run());
    }
}
