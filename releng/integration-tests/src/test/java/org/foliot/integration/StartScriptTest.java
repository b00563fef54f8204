package org.foliot.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.foliot.integration.Installation.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script, wherever it is called from and whatever it finds. */
class StartScriptTest {

    @TempDir
    Path folder;

    private Installation installation;

    @BeforeEach
    void install() throws Exception {
        installation = Installation.in(folder);
    }

    @Test
    void everyExtensionThatIsShippedIsThere() throws Exception {
        Outcome outcome = installation.foliot("bundles");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains("kvm", "eevdf", "round_robin", "host_kernel", "userspace", "guest_donated")
                .doesNotContain("Not wired");
    }

    @Test
    void namesTheBundleThatTheCommandLineMisses() throws Exception {
        Files.delete(installation.bundle("org.foliot.catalog"));
        Outcome outcome = installation.foliot("bundles");
        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.err()).contains("there is no application", "org.foliot.cli", "org.foliot.catalog");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void startsThroughLinksFromAnywhere() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("else where"));
        Path absolute = Files.createSymbolicLink(
                elsewhere.resolve("absolute"), installation.home().resolve("bin/foliot"));
        Path relative = Files.createSymbolicLink(elsewhere.resolve("relative"), Path.of("absolute"));
        for (Path link : List.of(absolute, relative)) {
            assertThat(installation.run(link, Map.of(), "--version").exitCode()).isZero();
        }
    }

    @Test
    void saysWhichJavaItNeeds() throws Exception {
        Path script = installation.home().resolve("bin/foliot");
        Outcome absent = installation.run(script, Map.of("JAVA_HOME", "/not/there"), "bundles");
        assertThat(absent.exitCode()).isEqualTo(4);
        assertThat(absent.err()).startsWith("foliot: JAVA_HOME is /not/there, but there is no Java in it");

        Path old = folder.resolve("jdk-11");
        Files.createDirectories(old.resolve("bin"));
        Files.createSymbolicLink(old.resolve("bin/java"), Path.of("/bin/false"));
        Files.writeString(old.resolve("release"), "IMPLEMENTOR=\"N.N.\"\nJAVA_VERSION=\"11.0.2\"\n");
        Outcome tooOld = installation.run(script, Map.of("JAVA_HOME", old.toString()), "bundles");
        assertThat(tooOld.exitCode()).isEqualTo(4);
        assertThat(tooOld.err()).contains("which is Java 11; Foliot needs Java 17 or newer");
    }

    @Test
    void makesTheArchiveOfClassesOnceAndUsesIt() throws Exception {
        Path script = installation.home().resolve("bin/foliot");
        Map<String, String> withArchive = Map.of("FOLIOT_ARCHIVE", "on");
        assertThat(installation
                        .run(script, Map.of("FOLIOT_ARCHIVE", "on", "FOLIOT_TRAINING", "1"))
                        .exitCode())
                .isZero();
        List<Path> archives = archives();
        assertThat(archives).hasSize(2).anyMatch(file -> file.toString().endsWith(".claim"));
        Outcome outcome = installation.run(script, withArchive, "--version");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(archives()).isEqualTo(archives);
    }

    private List<Path> archives() throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("cache/foliot/jvm"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
