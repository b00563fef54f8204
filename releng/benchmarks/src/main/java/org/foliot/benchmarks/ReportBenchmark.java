package org.foliot.benchmarks;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.foliot.export.RunDirectories;
import org.foliot.export.RunDirectory;
import org.foliot.report.Report;
import org.foliot.report.ReportPage;
import org.foliot.report.RunView;
import org.foliot.report.TimelinePicture;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Reports of a run of a busy host with a number of segments: reading its directory, writing the page, drawing the timeline. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms256m", "-Xmx256m"})
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class ReportBenchmark {
    private static final int CPUS = 8;
    private static final int SEGMENTS_PER_CPU_SECOND = 1_000;

    @Param({"10000", "100000", "1000000"})
    int segments;

    private Path folder;
    private Path directory;
    private RunView view;

    /** Makes the run, with a second or so more than that many segments. */
    @Setup
    public void run() throws IOException {
        folder = Files.createTempDirectory("report-benchmark");
        RunDirectories directories = new RunDirectories(folder);
        directory = directories.reserve("busy_host");
        int inASecond = CPUS * SEGMENTS_PER_CPU_SECOND;
        int seconds = 1 + segments / inASecond;
        BusyHost host = new BusyHost(CPUS, 250, seconds);
        try (RunDirectory open = directories.open(directory, List.of())) {
            open.complete(host.run(open));
        }
        try (Stream<String> lines = Files.lines(directory.resolve("segments.csv"))) {
            long more = lines.skip(1).count() - segments;
            if (more < 0 || more > 2L * inASecond) {
                throw new IllegalStateException("the run has " + more + " segments more than " + segments);
            }
        }
        view = RunView.read(directory);
    }

    /** Removes the run. */
    @TearDown
    public void remove() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Reads the directory. */
    @Benchmark
    public RunView read() {
        return RunView.read(directory);
    }

    /** Writes the page. */
    @Benchmark
    public long page() throws IOException {
        Path file = folder.resolve("page.html");
        try (Writer out = Files.newBufferedWriter(file)) {
            ReportPage.write(Report.of(List.of(view)), out);
        }
        return Files.size(file);
    }

    /** Draws the timeline. */
    @Benchmark
    public void timeline() throws IOException {
        TimelinePicture.write(view, Writer.nullWriter());
    }
}
