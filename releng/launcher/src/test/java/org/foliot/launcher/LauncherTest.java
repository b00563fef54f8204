package org.foliot.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.foliot.launcher.TestDistribution.Outcome;
import org.foliot.launcher.fixture.StuckActivator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as its users meet it: as a process. */
class LauncherTest {

    @TempDir
    Path folder;

    private TestDistribution distribution;

    @BeforeEach
    void layOut() {
        distribution = TestDistribution.in(folder);
    }

    @Test
    void handsTheCommandLineToTheApplication() throws Exception {
        Outcome outcome = distribution.run("echo", "a b", "", "ü");
        assertThat(outcome.out()).isEqualToIgnoringNewLines("echo|a b||ü");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void endsWithTheExitCodeOfTheApplication() throws Exception {
        assertThat(distribution.run("return", "3").exitCode()).isEqualTo(3);
        assertThat(distribution.run("return", "1").exitCode()).isEqualTo(1);
    }

    @Test
    void anExceptionOfTheApplicationIsAnInternalError() throws Exception {
        Outcome outcome = distribution.run("throw");
        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.err())
                .startsWith("foliot: internal error: java.lang.IllegalStateException: thrown on purpose")
                .contains("Application.applyAsInt");
    }

    @Test
    void saysThatThereIsNoApplication() throws Exception {
        Files.delete(distribution.applicationJar());
        Outcome outcome = distribution.run("echo");
        assertThat(outcome.err()).isEqualToIgnoringNewLines("foliot: there is no application among the bundles");
        assertThat(outcome.exitCode()).isEqualTo(4);
    }

    @Test
    void namesWhatKeepsTheApplicationFromBeingThere() throws Exception {
        TestDistribution.writeBundle(
                distribution.applicationJar(),
                Map.of(
                        "Bundle-SymbolicName", "application",
                        "Service-Component", "OSGI-INF/application.xml",
                        "Import-Package", "not.there"),
                Map.of());
        Outcome outcome = distribution.run("echo");
        assertThat(outcome.err()).contains("these cannot be used").contains("not.there");
        assertThat(outcome.exitCode()).isEqualTo(4);
    }

    @Test
    void runsDespiteJarsThatAreNoBundles() throws Exception {
        Files.writeString(distribution.plugins().resolve("corrupt.jar"), "this is no jar");
        Files.createFile(distribution.plugins().resolve("empty.jar"));
        Files.createDirectory(distribution.plugins().resolve("folder.jar"));
        Files.createSymbolicLink(distribution.plugins().resolve("dangling.jar"), Path.of("nowhere.jar"));
        Files.createSymbolicLink(distribution.plugins().resolve("endless.jar"), Path.of("endless.jar"));
        TestDistribution.writeBundle(
                distribution.plugins().resolve("library.jar"), Map.of("Created-By", "a test"), Map.of());
        TestDistribution.writeBundle(
                distribution.plugins().resolve("needy.jar"),
                Map.of(
                        "Bundle-SymbolicName", "needy",
                        "Service-Component", "OSGI-INF/none.xml",
                        "Import-Package", "not.there"),
                Map.of());
        TestDistribution.writeBundle(
                distribution.plugins().resolve("odd.jar"),
                Map.of("Bundle-SymbolicName", "odd", "Service-Component", "OSGI-INF/none.xml"),
                Map.of());
        Outcome fresh = distribution.run("echo");
        Outcome kept = distribution.run("echo");
        assertThat(fresh).isEqualTo(kept).isEqualTo(new Outcome(0, "echo" + System.lineSeparator(), ""));
        assertThat(distribution.caches()).hasSize(1);
    }

    @Test
    void runsDespiteABundleThatDoesNotStart() throws Exception {
        String name = StuckActivator.class.getName();
        String file = name.replace('.', '/') + ".class";
        byte[] content;
        try (InputStream in = StuckActivator.class.getClassLoader().getResourceAsStream(file)) {
            content = in.readAllBytes();
        }
        TestDistribution.writeBundle(
                distribution.plugins().resolve("a-stuck.jar"),
                Map.of(
                        "Bundle-SymbolicName", "stuck",
                        "Bundle-Activator", name,
                        "Import-Package", "org.osgi.framework",
                        "Service-Component", "OSGI-INF/none.xml"),
                Map.of(file, content));
        Map<String, String> hasty = Map.of("JAVA_TOOL_OPTIONS", "-Dorg.foliot.patience=300");
        Outcome fresh = distribution.run(hasty, "echo");
        Outcome kept = distribution.run(hasty, "echo");
        assertThat(fresh).isEqualTo(kept);
        assertThat(kept.out()).isEqualTo("echo" + System.lineSeparator());
        assertThat(kept.exitCode()).isZero();
    }

    @Test
    void tellsTheBundlesWhereItHasLookedForPlugins() throws Exception {
        Path more = Files.createDirectory(folder.resolve("more"));
        Files.move(distribution.applicationJar(), more.resolve("application.jar"));
        assertThat(distribution.run("echo").exitCode()).isEqualTo(4);
        assertThat(distribution
                        .run(Map.of("FOLIOT_PLUGINS", more.toString()), "echo")
                        .exitCode())
                .isZero();
    }

    @Test
    void refusesAFolderOfPluginsThatIsNotThere() throws Exception {
        Outcome outcome = distribution.run(Map.of("FOLIOT_PLUGINS", "/not/there"), "echo");
        assertThat(outcome.err())
                .isEqualToIgnoringNewLines(
                        "foliot: cannot read the folder of plug-ins /not/there: there is no such folder");
        assertThat(outcome.exitCode()).isEqualTo(4);
    }

    @Test
    void keepsOneCacheForEachSetOfJars() throws Exception {
        distribution.run("echo");
        List<Path> first = distribution.caches();
        distribution.run("echo");
        assertThat(distribution.caches()).isEqualTo(first).hasSize(1);

        Files.delete(distribution.applicationJar());
        distribution.run("echo");
        assertThat(distribution.caches()).hasSize(2);
    }

    @Test
    void aBundleThatLeavesAndReturnsNeedsNothingElse() throws Exception {
        assertThat(distribution.run("echo").exitCode()).isZero();
        Files.delete(distribution.applicationJar());
        assertThat(distribution.run("echo").exitCode()).isEqualTo(4);
        distribution.addApplication();
        assertThat(distribution.run("echo").exitCode()).isZero();
    }

    @Test
    void bundlesOnTheClassPathAreBundlesLikeAllOthers() throws Exception {
        Outcome connected = distribution.run("echo");
        Outcome readInPlace = TestDistribution.outcomeOf(
                distribution.processOfTheLauncherAlone("echo").start());
        assertThat(connected).isEqualTo(readInPlace).isEqualTo(new Outcome(0, "echo" + System.lineSeparator(), ""));
        // A cache says where classes come from, so the two cannot share one.
        assertThat(distribution.caches()).hasSize(2);
    }

    @Test
    void offersWhatItHasMadeWhileTheFrameworkStarted() throws Exception {
        distribution.writeHeadStart("# a comment\n\njava.util.ArrayList headstart other\n");
        assertThat(distribution.run("headstart").out()).isEqualToIgnoringNewLines("java.util.ArrayList is []");
    }

    @Test
    void makesNothingThatTheCommandHasNoUseFor() throws Exception {
        distribution.writeHeadStart("java.util.ArrayList other\n");
        assertThat(distribution.run("headstart").out()).isEqualToIgnoringNewLines("nothing");
    }

    @Test
    void runsWhenAHeadStartFails() throws Exception {
        distribution.writeHeadStart("org.foliot.NotThere headstart\n");
        assertThat(distribution.run("headstart"))
                .extracting(Outcome::out, Outcome::exitCode)
                .containsExactly(
                        "java.util.concurrent.ExecutionException: java.lang.ClassNotFoundException: org.foliot.NotThere"
                                + System.lineSeparator(),
                        0);
    }

    @Test
    void replacesADamagedCache() throws Exception {
        distribution.run("echo");
        Path cache = distribution.caches().get(0);
        Folders.delete(cache.resolve("framework"));
        Outcome outcome = distribution.run("echo");
        assertThat(outcome).isEqualTo(new Outcome(0, "echo" + System.lineSeparator(), ""));
        assertThat(distribution.caches()).containsExactly(cache);
        assertThat(cache.resolve("framework")).isNotEmptyDirectory();
    }

    @Test
    void runsWhereNothingCanBeKept() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        Outcome outcome = distribution.run(Map.of("XDG_CACHE_HOME", file.toString()), "echo");
        assertThat(outcome).isEqualTo(new Outcome(0, "echo" + System.lineSeparator(), ""));
    }

    @Test
    void processesThatStartTogetherDoNotDisturbEachOther() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(distribution.process("echo").start());
        }
        for (Process process : processes) {
            assertThat(TestDistribution.outcomeOf(process))
                    .isEqualTo(new Outcome(0, "echo" + System.lineSeparator(), ""));
        }
        assertThat(distribution.caches()).hasSize(1);
    }

    @Test
    void aSignalInterruptsTheApplicationAndLetsItTidyUp() throws Exception {
        Process process = distribution.process("wait").start();
        BufferedReader out = process.inputReader();
        assertThat(out.readLine()).isEqualTo("waiting");
        process.toHandle().destroy(); // the process itself would close the pipes
        assertThat(out.readLine()).isEqualTo("tidied up");
        assertThat(process.waitFor()).isEqualTo(128 + 15);
    }

    @Test
    void tellsTheLibrariesHowToBehave() throws Exception {
        assertThat(distribution.run("property", "log4j.configuration").out())
                .startsWith("file:///")
                .endsWith("lib/log4j.properties" + System.lineSeparator());
    }

    @Test
    void leavesPluginsToACommandThatWatchesAndGivesItAStorageOfItsOwn() throws Exception {
        distribution.writeWatching("# command, option\nbundles --watch\n");
        TestDistribution.writeBundle(
                distribution.plugins().resolve("plugin.jar"), Map.of("Bundle-SymbolicName", "plugin"), Map.of());
        assertThat(distribution.run("bundles").out()).startsWith("null [plugin]");
        List<Path> kept = distribution.caches();

        for (int i = 0; i < 2; i++) {
            assertThat(distribution.run("bundles", "--watch"))
                    .isEqualTo(new Outcome(0, "true []" + System.lineSeparator(), ""));
            assertThat(distribution.caches()).isEqualTo(kept);
            assertThat(distribution.running()).isEmptyDirectory();
            // A start without plug-ins leaves a cache that the next one that watches can copy.
            Files.deleteIfExists(distribution.plugins().resolve("plugin.jar"));
            assertThat(distribution.run("bundles").out()).startsWith("null []");
            kept = distribution.caches();
        }
    }

    @Test
    void tidiesUpAfterACommandThatWatchedAndWasKilled() throws Exception {
        distribution.writeWatching("wait\n");
        Process killed = distribution.process("wait").start();
        assertThat(killed.inputReader().readLine()).isEqualTo("waiting");
        assertThat(distribution.running().resolve(Long.toString(killed.pid()))).isDirectory();
        killed.destroyForcibly().waitFor();

        Process next = distribution.process("wait").start();
        assertThat(next.inputReader().readLine()).isEqualTo("waiting");
        assertThat(distribution.running()).isDirectoryNotContaining("glob:**/" + killed.pid());
        next.destroyForcibly().waitFor();
    }
}
