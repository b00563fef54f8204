package org.foliot.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.foliot.integration.Foliot.Ended;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script, wherever it is called from and whatever it finds. */
class StartScriptTest {
    private static final int INTERNAL = 4;

    @TempDir
    private Path folder;

    private Foliot foliot;

    @BeforeEach
    void install() throws Exception {
        foliot = Foliot.copyTo(folder.resolve("a foliot"));
    }

    @Test
    void everyExtensionThatIsShippedIsThere() throws Exception {
        Ended ended = foliot.run("bundles");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out())
                .contains("kvm", "eevdf", "round_robin", "host_kernel", "userspace", "guest_donated")
                .doesNotContain("Not wired");
    }

    @Test
    void namesTheBundleThatTheCommandLineMisses() throws Exception {
        Files.delete(foliot.bundle("org.foliot.catalog"));
        Ended ended = foliot.run("bundles");
        assertThat(ended.exitCode()).isEqualTo(INTERNAL);
        assertThat(ended.err()).contains("there is no application", "org.foliot.cli", "org.foliot.catalog");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void startsThroughLinksFromAnywhere() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("else where"));
        Path absolute = Files.createSymbolicLink(elsewhere.resolve("absolute"), foliot.script());
        Path relative = Files.createSymbolicLink(elsewhere.resolve("relative"), Path.of("absolute"));
        for (Path link : List.of(absolute, relative)) {
            assertThat(foliot.runFrom(link, "--version").exitCode()).isZero();
        }
    }

    @Test
    void saysWhichJavaItNeeds() throws Exception {
        Ended absent = foliot.with("JAVA_HOME", "/not/there").run("bundles");
        assertThat(absent.exitCode()).isEqualTo(INTERNAL);
        assertThat(absent.err()).startsWith("foliot: JAVA_HOME is /not/there, but there is no Java in it");

        Path old = folder.resolve("jdk-11");
        Files.createDirectories(old.resolve("bin"));
        Files.createSymbolicLink(old.resolve("bin/java"), Path.of("/bin/false"));
        Files.writeString(old.resolve("release"), "IMPLEMENTOR=\"N.N.\"\nJAVA_VERSION=\"11.0.2\"\n");
        Ended tooOld = foliot.with("JAVA_HOME", old.toString()).run("bundles");
        assertThat(tooOld.exitCode()).isEqualTo(INTERNAL);
        assertThat(tooOld.err()).contains("which is Java 11; Foliot needs Java 17 or newer");
    }

    @Test
    void makesTheArchiveOfClassesOnceAndUsesIt() throws Exception {
        Foliot archiving = foliot.with("FOLIOT_ARCHIVE", "on");
        assertThat(archiving.with("FOLIOT_TRAINING", "1").run().exitCode()).isZero();
        List<Path> archives = archives();
        assertThat(archives).hasSize(2).anyMatch(file -> file.toString().endsWith(".claim"));
        Ended ended = archiving.run("--version");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(archives()).isEqualTo(archives);
    }

    private List<Path> archives() throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("cache/foliot/jvm"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
