package org.foliot.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.foliot.api.observation.ObservationKind;
import org.foliot.program.SubjectRef;
import org.foliot.run.RunSettings;
import org.foliot.run.RunSink;
import org.foliot.run.Sampling;
import org.foliot.time.Duration;
import org.foliot.trace.Trace;
import org.foliot.trace.TraceFormat;
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
 * The busy host with 16 CPUs for ten seconds, while a trace of it is written to nowhere: what a trace adds to a run, without
 * the disk.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms1g", "-Xmx1g"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TraceBenchmark {
    static final String NONE = "none";
    private static final int CPUS = 16;
    private static final int TICK = 250;
    private static final int SECONDS = 10;

    /** The format, or none: a run that is watched by nobody. */
    @Param({NONE, "perfetto", "chrome", "ctf", "procstat"})
    String format;

    private BusyHost host;

    /** Compiles the scenario. */
    @Setup
    public void compile() {
        host = new BusyHost(CPUS, TICK, SECONDS);
    }

    /** Runs it. */
    @Benchmark
    public void trace(CpuTime cpu) throws IOException {
        if (format.equals(NONE)) {
            cpu.measure(host);
            return;
        }
        TraceFormat chosen = TraceFormat.valueOf(format.toUpperCase(Locale.ROOT));
        Trace trace = Trace.open(chosen, host.program(), 1, name -> OutputStream.nullOutputStream());
        Sampling sampling = new Sampling(Duration.ofMillis(10), chosen::samples);
        cpu.measure(host, new RunSettings().withSamples(sampling).withSink(trace));
        trace.finish(Duration.ofSeconds(SECONDS).picoseconds());
    }

    /** How much there is to be told in that run: segments and observations together. */
    static long told() {
        long[] count = {0};
        new BusyHost(CPUS, TICK, SECONDS).run(new RunSink() {
            @Override
            public boolean wantsSegments() {
                return true;
            }

            @Override
            public void segment(SubjectRef subject, long start, long end, String state) {
                count[0]++;
            }

            @Override
            public boolean wantsObservations() {
                return true;
            }

            @Override
            public void observation(long instant, ObservationKind kind, SubjectRef subject, long a, long b) {
                count[0]++;
            }
        });
        return count[0];
    }
}
