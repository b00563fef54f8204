package org.foliot.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.foliot.broken.BrokenBundle;
import org.foliot.broken.UnwiredJar;
import org.foliot.integration.Foliot.Ended;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that add nothing, at each door that a user may come by with them: one message for each that says what to change. Run with
 * -Dgolden.update=true to freeze the messages anew.
 */
class BadInputTest {
    private static final Path GOLDEN = Path.of("src/test/golden");
    private static final int BROKEN = 1;
    private static final int INVALID = 3;
    private static final List<String> ONE_OF_EACH_KIND =
            List.of("memory big_endian", "scheduler ignores_affinity", "hypervisor knows_every_feature");
    private static final String UNWIRED = "Not wired:\n";

    @TempDir
    private Path folder;

    private Path plugins;

    @BeforeEach
    void dropThemAll() throws IOException {
        plugins = Files.createDirectory(folder.resolve("plugins"));
        for (UnwiredJar jar : UnwiredJar.values()) {
            jar.writeTo(plugins);
        }
    }

    private static void freeze(String file, String text) throws IOException {
        // What exactly is wrong with a file, each Java says in its own words.
        String steady = text.replaceAll("readable jar \\(.*?\\)", "readable jar (…)")
                .replace("this is Java " + Runtime.version().feature(), "this is Java …");
        Path golden = GOLDEN.resolve(file);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, steady);
        }
        assertThat(steady).isEqualTo(Files.readString(golden));
    }

    private Foliot foliot() {
        return Foliot.built().with("FOLIOT_PLUGINS", plugins.toString());
    }

    @Test
    void whatIsThereAndAddsNothingIsListed() throws Exception {
        Ended ended = foliot().run("bundles");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains(UNWIRED);
        freeze("unwired-bundles.txt", ended.out().substring(ended.out().indexOf(UNWIRED)));
    }

    @Test
    void aScenarioThatNamesItIsToldWhy() throws Exception {
        StringBuilder scenario = new StringBuilder("scenario unwired\n\nhost server { cpus 1 }\n");
        for (UnwiredJar jar : UnwiredJar.values()) {
            scenario.append("guest g").append(jar.ordinal()).append(" on server { vcpus 1  pvtime ");
            scenario.append(jar.id()).append(" }\n");
        }
        scenario.append("\ntimeline { at 1 s end }\n");
        Path file = Files.writeString(folder.resolve("unwired.foliot"), scenario.toString());
        Ended ended = foliot().run("run", file.toString());
        assertThat(ended.exitCode()).isEqualTo(INVALID);
        assertThat(ended.out()).isEmpty();
        freeze("unwired-run.txt", ended.err().replace(folder + "/", ""));
    }

    @Test
    void whoeverPutsItToTheTestIsToldWhy() throws Exception {
        List<String> jars = new ArrayList<>(List.of("verify-bundle", "--quiet"));
        try (Stream<Path> files = Files.list(plugins)) {
            files.map(Path::toString).sorted().forEach(jars::add);
        }
        Ended ended = Foliot.built().run(jars.toArray(String[]::new));
        assertThat(ended.exitCode()).isEqualTo(BROKEN);
        assertThat(ended.err()).isEmpty();
        freeze("unwired-verify.txt", ended.out().replace(plugins + "/", ""));
    }

    @Test
    void whatBreaksARuleIsFoundByTheCommand() throws Exception {
        List<String> jars = new ArrayList<>(List.of("verify-bundle", "--quiet"));
        for (BrokenBundle bundle : BrokenBundle.all()) {
            if (ONE_OF_EACH_KIND.contains(bundle.toString())) {
                jars.add(bundle.writeTo(folder).toString());
            }
        }
        Ended ended = Foliot.built().run(jars.toArray(String[]::new));
        assertThat(ended.exitCode()).isEqualTo(BROKEN);
        assertThat(ended.err()).isEmpty();
        freeze("broken-verify.txt", ended.out().replace(folder + "/", ""));
    }
}
