package org.foliot.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.foliot.cluster.SparkDaemons.Worker;
import org.foliot.store.RunStore;
import org.foliot.store.StoreException;
import org.foliot.store.StoreFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies on Spark come out as they do here, whoever makes their runs and whoever dies meanwhile. */
class ClusterTest {
    private static final int USAGE = 2;
    private static final int INTERNAL_ERROR = 4;
    private static final int INTERRUPTED = 130;
    private static final long PATIENCE_SECONDS = 300;

    @TempDir
    private Path folder;

    private Path study;

    @BeforeEach
    void writeAStudy() throws IOException {
        Files.writeString(folder.resolve("hosts.foliot"), """
                host src { cpus 1  scheduler eevdf  task hog { run 3 ms sleep about 2 ms } }
                """);
        study = Files.writeString(folder.resolve("cost.foliot"), """
                import "hosts.foliot"
                scenario shared
                guest web on src { pvtime userspace  process db { run 1 ms sleep about 1 ms } }
                timeline { at 20 s end }
                study cost of shared {
                    vary web.vcpus in 1, 2
                    measure stolen = sum(web.vcpu[*].stolen)
                    distribution waits of web.vcpu[*]
                    repeat 25
                }
                """);
    }

    private Process start(String name, String... options) throws IOException {
        return start(name, Map.of(), options);
    }

    /** As a command of a shell is started, whose processes get a signal of the terminal together. */
    private Process start(String name, Map<String, String> variables, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "setsid",
                Path.of("../distribution/target/foliot/bin/foliot")
                        .toAbsolutePath()
                        .normalize()
                        .toString(),
                "study",
                study.toString(),
                "--store",
                folder.resolve(name + ".sqlite").toString(),
                "--out",
                folder.resolve(name).toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile());
        Map<String, String> environment = builder.environment();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("SPARK_HOME", Path.of("target/spark").toAbsolutePath().toString());
        environment.putAll(variables);
        return builder.start();
    }

    private int end(Process process) throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("the study does not end");
        }
        return process.exitValue();
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    /** What a study left that did not come to its end is gone on with here, and comes out as if nothing had been. */
    private void goesOnHere(String name) throws Exception {
        assertThat(end(start(name, "-j", "1"))).as(text(name + ".err")).isZero();
        sameAsHere(name);
    }

    private void sameAsHere(String name) throws Exception {
        assertThat(end(start("here", "-j", "1"))).as(text("here.err")).isZero();
        assertThat(text(name + ".out")).isEqualTo(text("here.out"));
        for (String file : List.of("runs.csv", "points.csv", "distributions.csv")) {
            assertThat(text(name + "/" + file)).isEqualTo(text("here/" + file));
        }
        // Seeds matter in this study, or runs that were mixed up would not show.
        assertThat(text("here/runs.csv")
                        .lines()
                        .map(l -> l.replaceAll("^[^,]*,[^,]*,[^,]*,", ""))
                        .distinct())
                .hasSizeGreaterThan(40);
    }

    @Test
    void studySurvivesTheDeathOfAWorker() throws Exception {
        try (SparkDaemons spark = new SparkDaemons(folder)) {
            Worker first = spark.worker();
            Worker second = spark.worker();
            Process running = start("there", "--cluster", spark.url());
            Waiting.until("the first worker works", PATIENCE_SECONDS, () -> first.hasBegun() || !running.isAlive());
            assertThat(running.isAlive()).as(text("there.err")).isTrue();
            first.kill();

            assertThat(end(running)).as(text("there.err")).isZero();
            assertThat(second.hasBegun()).isTrue();
        }
        sameAsHere("there");
    }

    @Test
    void studyWhoseWorkersAreAllGoneEndsAndCanBeGoneOnWith() throws Exception {
        try (SparkDaemons spark = new SparkDaemons(folder)) {
            Worker only = spark.worker();
            Map<String, String> patience = Map.of("FOLIOT_SPARK_OPTS", "-Dfoliot.cluster.patience=20");
            Process running = start("left", patience, "--cluster", spark.url());
            Waiting.until("the worker works", PATIENCE_SECONDS, () -> only.hasBegun() || !running.isAlive());
            assertThat(running.isAlive()).as(text("left.err")).isTrue();
            only.kill();

            assertThat(end(running)).isEqualTo(INTERNAL_ERROR);
            assertThat(text("left.err"))
                    .isEqualTo("foliot: there has been no worker at " + spark.url()
                            + " for 20 s that would take work; what has been run is kept\n");
        }
        goesOnHere("left");
    }

    @Test
    void studyThatIsInterruptedFromTheTerminalKeepsWhatHasBeenRun() throws Exception {
        Process running = start("stopped", "--cluster", "local[1]");
        Path store = folder.resolve("stopped.sqlite");
        Waiting.until("runs are kept", PATIENCE_SECONDS, () -> runs(store) > 0 || !running.isAlive());
        assertThat(running.isAlive()).as(text("stopped.err")).isTrue();
        new ProcessBuilder("kill", "-INT", "--", "-" + running.pid()).start().waitFor();

        assertThat(end(running)).as(text("stopped.err")).isEqualTo(INTERRUPTED);
        assertThat(text("stopped.err")).matches("foliot: interrupted; \\d+ runs are kept in the store\n");
        goesOnHere("stopped");
    }

    /** How many runs are in a store; none while it is not there, or is only being made. */
    private static long runs(Path store) {
        if (!Files.exists(store)) {
            return 0;
        }
        try (RunStore reading = StoreFile.read(store)) {
            return reading.size();
        } catch (StoreException notYet) {
            return 0;
        }
    }

    @Test
    void thisMachineIsAClusterToo() throws Exception {
        assertThat(end(start("local", "--cluster", "local[2]")))
                .as(text("local.err"))
                .isZero();
        sameAsHere("local");
    }

    @Test
    void whatIsNoClusterIsSaidAtOnce() throws Exception {
        assertThat(end(start("wrong", "--cluster", "mesos://host"))).isEqualTo(USAGE);
        assertThat(text("wrong.err"))
                .startsWith("foliot: --cluster mesos://host: an address is spark://HOST:PORT")
                .hasLineCount(1);

        String nobody = "spark://127.0.0.1:" + SparkDaemons.freePort();
        assertThat(end(start("nobody", "--cluster", nobody))).isEqualTo(INTERNAL_ERROR);
        assertThat(text("nobody.err"))
                .startsWith("foliot: there is no Spark master at " + nobody)
                .hasLineCount(1);
    }
}
