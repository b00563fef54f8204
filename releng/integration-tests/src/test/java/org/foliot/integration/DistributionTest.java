package org.foliot.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.foliot.integration.Foliot.Ended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user does with the distribution, and what goes wrong then. */
class DistributionTest {
    private static final String STOLEN_TIME = "examples/tutorial/stolen-time.foliot";
    private static final int USAGE = 2;
    private static final int INVALID = 3;
    private static final int SIGINT = 130;

    @TempDir
    private Path folder;

    @Test
    void aStrategyCanBeTakenAwayAndPutBack() throws Exception {
        Foliot foliot = Foliot.copyTo(folder.resolve("foliot"));
        Path jar = foliot.bundle("org.foliot.memory.userspace");
        Path aside = folder.resolve("aside.jar");

        Files.move(jar, aside);
        Ended without = foliot.run("run", STOLEN_TIME);
        assertThat(without.exitCode()).isEqualTo(INVALID);
        assertThat(without.err())
                .contains(STOLEN_TIME + ":18:12: error:")
                .contains("userspace")
                .contains("guest_donated, host_kernel");

        Files.move(aside, jar);
        assertThat(foliot.run("run", STOLEN_TIME).exitCode()).isZero();
    }

    @Test
    void aBrokenJarIsReportedAndHurtsNobody() throws Exception {
        Foliot foliot = Foliot.copyTo(folder.resolve("foliot"));
        Files.writeString(foliot.home().resolve("plugins/broken.jar"), "this is no jar");

        Ended bundles = foliot.run("bundles");
        assertThat(bundles.out()).contains("Not wired:").contains("broken.jar");
        assertThat(foliot.run("run", "-q", STOLEN_TIME).exitCode()).isZero();
    }

    @Test
    void anExtensionInThePluginFolderIsFound() throws Exception {
        Foliot foliot = Foliot.copyTo(folder.resolve("foliot"));
        Path jar = foliot.bundle("org.foliot.memory.userspace");
        Files.move(jar, foliot.home().resolve("plugins").resolve(jar.getFileName()));

        assertThat(foliot.run("run", "-q", STOLEN_TIME).exitCode()).isZero();
    }

    @Test
    void thePagesOfWhatAnExtensionSeesAreShipped() {
        assertThat(Foliot.built().home().resolve("javadoc"))
                .isDirectoryContaining("glob:**/index.html")
                .isDirectoryRecursivelyContaining("glob:**/org/foliot/api/hypervisor/Hypervisor.html")
                .isDirectoryRecursivelyContaining("glob:**/org/foliot/time/Cycles.html")
                .isDirectoryRecursivelyContaining("glob:**/org/foliot/testkit/Contracts.html");
    }

    @Test
    void theCommandLineSaysWhatIsWrongWithIt() throws Exception {
        Foliot foliot = Foliot.built();
        assertThat(foliot.run()).satisfies(e -> {
            assertThat(e.exitCode()).isEqualTo(USAGE);
            assertThat(e.err()).contains("a command is missing");
        });
        assertThat(foliot.run("run", "no-such.foliot")).satisfies(e -> {
            assertThat(e.exitCode()).isEqualTo(USAGE);
            assertThat(e.err()).isEqualTo("foliot: no-such.foliot: there is no such file\n");
        });
        assertThat(foliot.run("run", STOLEN_TIME, "--seed", "many").exitCode()).isEqualTo(USAGE);
        assertThat(foliot.run("run", STOLEN_TIME, "-j", "0").exitCode()).isEqualTo(USAGE);
        assertThat(foliot.run("bundles", "xen")).satisfies(e -> {
            assertThat(e.exitCode()).isEqualTo(USAGE);
            assertThat(e.err()).contains("nothing with the id xen is installed").contains("kvm");
        });
    }

    @Test
    void aWrongScenarioIsExplainedWhereItIsWrong() throws Exception {
        Path wrong =
                Files.writeString(folder.resolve("wrong.foliot"), "host a { counter 0 Hz }\ntimeline { at 10 end }\n");
        Ended ended = Foliot.built().run("check", wrong.toString());
        assertThat(ended.exitCode()).isEqualTo(INVALID);
        assertThat(ended.out())
                .contains("wrong.foliot:1:")
                .contains("wrong.foliot:2:")
                .contains("has no unit");
    }

    @Test
    void everyTemplateRunsAsItIs() throws Exception {
        for (String template : new String[] {"minimal", "stolen_time", "migration"}) {
            Foliot foliot = Foliot.built();
            Ended made = foliot.run("new", "scenario", template, "--template", template, "--dir", folder.toString());
            assertThat(made.exitCode()).as(made.err()).isZero();
            Ended ended = foliot.run("run", folder.resolve(template + ".foliot").toString());
            assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
            assertThat(foliot.run("new", "scenario", template, "--dir", folder.toString())
                            .exitCode())
                    .isEqualTo(USAGE);
        }
    }

    @Test
    void aRunDirectoryHoldsEverything() throws Exception {
        Path out = folder.resolve("out");
        Path junit = folder.resolve("junit.xml");
        Ended ended = Foliot.built()
                .run("run", STOLEN_TIME, "--out", out.toString(), "--sample", "1s", "--junit", junit.toString());
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(out.resolve("stolen_time"))
                .isDirectoryContaining("glob:**/manifest.json")
                .isDirectoryContaining("glob:**/segments.csv")
                .isDirectoryContaining("glob:**/metrics.csv")
                .isDirectoryContaining("glob:**/samples.csv");
        assertThat(junit).content().contains("<testsuite");
    }

    @Test
    void ctrlCLeavesOnlyWholeFiles() throws Exception {
        assumeThat(ignoresInterrupts())
                .as("what a shell starts in the background ignores SIGINT, and so does all that it starts itself")
                .isFalse();
        Path endless = Files.writeString(
                folder.resolve("endless.foliot"),
                "scenario endless\nhost a { cpus 64  task hog[256] { busy } }\ntimeline { at 2000 h end }\n");
        Path out = folder.resolve("out");
        Process process = Foliot.built()
                .start(folder.resolve("1"), folder.resolve("2"), "run", endless.toString(), "--out", out.toString());
        awaitRun(process, out);
        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(SIGINT);
        assertThat(out).isEmptyDirectory();
    }

    /** Whether SIGINT is ignored here, where the system says so; children inherit that, and a JVM leaves it so. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(
                                        line.substring("SigIgn:".length()).trim(), 16)
                                & 2)
                        != 0);
    }

    /** Waits until the run writes its directory; the process itself is what ends the waiting if it never does. */
    private static void awaitRun(Process process, Path out) throws IOException {
        while (process.isAlive()) {
            if (Files.isDirectory(out)) {
                try (Stream<Path> entries = Files.list(out)) {
                    if (entries.findAny().isPresent()) {
                        return;
                    }
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the run ended before it began to write");
    }
}
