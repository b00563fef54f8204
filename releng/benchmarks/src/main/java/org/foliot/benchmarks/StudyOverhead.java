package org.foliot.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.foliot.api.extension.Catalog;
import org.foliot.compiler.CompiledStudy;
import org.foliot.compiler.StudyCompiler;
import org.foliot.dsl.FoliotLanguage;
import org.foliot.engine.RandomStreams.Pairing;
import org.foliot.run.Cancellation;
import org.foliot.run.RunSettings;
import org.foliot.run.Runner;
import org.foliot.store.RunStore;
import org.foliot.store.StoreFile;
import org.foliot.study.Campaign;
import org.foliot.study.LocalExecutor;
import org.foliot.study.PointRunner;
import org.foliot.study.RunRequest;
import org.foliot.study.StudyPlan;
import org.foliot.study.StudyResults;

/**
 * What the machinery of studies adds to a thousand runs of a second with two vCPUs: the same runs in a bare loop, and as a study
 * with its plan, its threads and a new store, in turns in one process.
 *
 * <p>{@code java -cp … org.foliot.benchmarks.StudyOverhead [ROUNDS]} prints a table. It counts what the whole process takes, since a
 * study has threads of its own; so it is no benchmark of JMH, which would count with one.
 */
public final class StudyOverhead {
    private static final int POINTS = 10;
    private static final int RUNS = 1_000;
    private static final int WARM_UP = 2;
    private static final double AIM = 1.05;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    private static final String STUDY = """
            scenario sharing
            param nap = 1 ms
            host src { cpus 2  task hog[2] { run 3 ms sleep about 2 ms } }
            guest web on src { vcpus 2  pvtime userspace  process db[2] { run 1 ms sleep about nap } }
            timeline { at 1 s end }
            study often of sharing {
                vary nap in 1 ms .. %d ms step 1 ms
                measure stolen = sum(web.vcpu[*].stolen)
                measure cost = web.update_cost
                repeat %d
            }
            """.formatted(POINTS, RUNS / POINTS);

    private final OperatingSystemMXBean process = (OperatingSystemMXBean)
            ManagementFactory.getPlatformMXBean(java.lang.management.OperatingSystemMXBean.class);
    private final Catalog installed = BusyHost.shipped();
    private final CompiledStudy study;

    private StudyOverhead() {
        study = new StudyCompiler()
                .compile(
                        FoliotLanguage.create(() -> installed).parse(Path.of("often.foliot"), STUDY),
                        "often",
                        installed,
                        Map.of())
                .study()
                .orElseThrow();
    }

    /** Does something that makes all the runs. */
    private interface Work {
        void run() throws IOException;
    }

    /** The least of what all runs took, in nanoseconds. */
    private static final class Least {
        private long cpu = Long.MAX_VALUE;
        private long wall = Long.MAX_VALUE;
    }

    private void measure(Least least, boolean counts, Work work) throws IOException {
        System.gc();
        long cpu = process.getProcessCpuTime();
        long wall = System.nanoTime();
        work.run();
        if (counts) {
            least.wall = Math.min(least.wall, System.nanoTime() - wall);
            least.cpu = Math.min(least.cpu, process.getProcessCpuTime() - cpu);
        }
    }

    /** The runs and nothing else, of programs that are there. */
    private void bare(StudyPlan plan) {
        for (int point = 0; point < POINTS; point++) {
            for (int replication = 0; replication < RUNS / POINTS; replication++) {
                RunRequest request = plan.replication(point, replication).get(0);
                new Runner().run(plan.program(request.point()).program(), request.seed(), installed, new RunSettings());
            }
        }
    }

    /** A study from its text on, compiled already, to its results. */
    private void study(int threads) throws IOException {
        Path folder = Files.createTempDirectory("study-overhead");
        Path file = folder.resolve("often.sqlite");
        try {
            StudyPlan plan = plan();
            try (RunStore store = StoreFile.open(file);
                    LocalExecutor executor =
                            new LocalExecutor(new PointRunner(plan.study(), plan::program, installed), threads)) {
                StudyResults results = new Campaign(
                                plan, p -> true, store, executor, (done, known, most) -> {}, new Cancellation())
                        .run();
                if (results.runs() != RUNS) {
                    throw new IllegalStateException(results.runs() + " runs");
                }
            }
        } finally {
            try (var files = Files.list(folder)) {
                for (Path each : files.toList()) {
                    Files.delete(each);
                }
            }
            Files.delete(folder);
        }
    }

    private StudyPlan plan() {
        return StudyPlan.of(study, installed, 1).plan().orElseThrow();
    }

    /** Measures and prints. */
    public static void main(String[] arguments) throws IOException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        StudyOverhead overhead = new StudyOverhead();
        StudyPlan plan = overhead.plan();
        List<RunRequest> first = plan.replication(0, 0);
        if (first.size() != 1 || first.get(0).pairing() != Pairing.NONE) {
            throw new IllegalStateException("a replication is one run");
        }
        Least bare = new Least();
        Least alone = new Least();
        Least together = new Least();
        for (int round = -WARM_UP; round < rounds; round++) {
            boolean counts = round >= 0;
            overhead.measure(bare, counts, () -> overhead.bare(plan));
            overhead.measure(alone, counts, () -> overhead.study(1));
            overhead.measure(together, counts, () -> overhead.study(2));
        }
        Table table = new Table("1,000 runs", "runs/s", "CPU ms", "to bare", "aim", "of the aim");
        row(table, "bare", bare, bare, false);
        row(table, "study -j 1", alone, bare, true);
        row(table, "study -j 2", together, bare, true);
        System.out.print(table);
    }

    private static void row(Table table, String name, Least measured, Least bare, boolean aimed) {
        double ratio = (double) measured.cpu / bare.cpu;
        table.row(
                name,
                Table.number(RUNS / (measured.wall / NANOS_PER_SECOND)),
                Table.number(measured.cpu / NANOS_PER_MILLI),
                Table.times(ratio, 1),
                aimed ? Table.times(AIM, 1) : "",
                aimed ? Table.times(ratio, AIM) : "");
    }
}
