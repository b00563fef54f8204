package org.foliot.benchmarks;

import java.util.concurrent.TimeUnit;
import org.foliot.engine.FingerprintIngredients;
import org.foliot.engine.FingerprintRecorder;
import org.foliot.engine.RandomStream;
import org.foliot.engine.RandomStreams;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a random number of each distribution costs, and what it costs to take one into a fingerprint. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class RandomStreamBenchmark {
    private static final long MILLI = 1_000_000_000L;

    private final RandomStream stream = new RandomStreams(1).stream("benchmark", "numbers");
    private final RandomStream paired =
            new RandomStreams(1, RandomStreams.Pairing.ORIGINAL).stream("benchmark", "numbers");
    private final FingerprintRecorder recorder = new FingerprintRecorder(FingerprintIngredients.EVENTS);
    private long value;

    /** Random bits. */
    @Benchmark
    public long bits() {
        return stream.nextLong();
    }

    /** A number below a bound. */
    @Benchmark
    public long bounded() {
        return stream.nextLong(MILLI);
    }

    /** An exponentially distributed number by ziggurat. */
    @Benchmark
    public long exponential() {
        return stream.nextExponential(MILLI);
    }

    /** An exponentially distributed number by inversion, as antithetic pairs need it. */
    @Benchmark
    public long exponentialByInversion() {
        return paired.nextExponential(MILLI);
    }

    /** A normally distributed number. */
    @Benchmark
    public long normal() {
        return stream.nextNormal(0, MILLI);
    }

    /** Takes a value into a fingerprint. */
    @Benchmark
    public void fingerprint() {
        recorder.add('t', value++);
    }
}
