package org.foliot.benchmarks;

import java.util.concurrent.TimeUnit;
import org.foliot.time.Frequency;
import org.foliot.time.counter.CounterView;
import org.foliot.time.counter.EventStream;
import org.foliot.time.counter.LptScale;
import org.foliot.time.counter.PvclockScale;
import org.foliot.time.counter.ReferenceTscScale;
import org.foliot.time.counter.TscRatio;
import org.foliot.time.counter.TscRatio.ScalingUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What reading a simulated counter costs, and each of the conversions a guest can put behind it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class CounterBenchmark {
    private static final long STEP = 1_234_567L;

    /** Keeps values small enough for every counter to reach them within the range of simulated time. */
    private static final long RANGE = (1L << 48) - 1;

    private final Frequency frequency = Frequency.parse("62.5 MHz");
    private final CounterView view = new CounterView(frequency, 1_000);
    private final LptScale lpt = LptScale.of(Frequency.parse("100 MHz"), frequency);
    private final ReferenceTscScale reference = ReferenceTscScale.of(frequency);
    private final PvclockScale pvclock = PvclockScale.of(Frequency.parse("2.1 GHz"));
    private final Frequency gigahertz = Frequency.ofMegahertz(1_000);
    private final TscRatio tsc = TscRatio.of(ScalingUnit.VMX, Frequency.parse("2.4 GHz"), Frequency.parse("2.1 GHz"));
    private final EventStream events = EventStream.of(frequency, false);
    private long time;

    private long advance() {
        time = (time + STEP) & RANGE;
        return time;
    }

    /** From time to counter value. */
    @Benchmark
    public long counter() {
        return view.at(advance());
    }

    /** From compare value to the instant at which a timer fires. */
    @Benchmark
    public long deadline() {
        return view.instantOf(advance());
    }

    /** From native counter to paravirtualised counter. */
    @Benchmark
    public long lpt() {
        return lpt.toParavirtualised(advance());
    }

    /** From a paravirtualised deadline to the first native count that shows it. */
    @Benchmark
    public long lptDeadline() {
        return lpt.firstNativeShowing(advance());
    }

    /** From a paravirtualised deadline to the native count that the series of 2020 programs. */
    @Benchmark
    public long lptCompareValue() {
        return lpt.toNative(advance());
    }

    /** From the count of one host's counter to that of another's, as on arrival. */
    @Benchmark
    public long rescaled() {
        return CounterView.rescale(advance(), frequency, gigahertz);
    }

    /** From the host's TSC to a guest's that hardware scales. */
    @Benchmark
    public long scaledTsc() {
        return tsc.scale(advance());
    }

    /** From counter to the next event of the event stream. */
    @Benchmark
    public long nextEvent() {
        return events.nextAfter(advance());
    }

    /** From counter to Hyper-V reference time. */
    @Benchmark
    public long referenceTime() {
        return reference.at(advance());
    }

    /** From TSC to nanoseconds. */
    @Benchmark
    public long pvclock() {
        return pvclock.toNanos(advance());
    }
}
