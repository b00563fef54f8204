package org.foliot.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.foliot.integration.Foliot.Ended;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stranger's first half hour: a new bundle of each kind is made, built, put to the test, installed and used. */
class NewBundleTest {
    private static final Map<String, String> KINDS =
            Map.of("mirror", "hypervisor", "ledger", "memory", "merry-go-round", "scheduler");

    @TempDir
    private Path folder;

    private Path projects;

    @Test
    void whatIsNewBuildsPassesAndRuns() throws Exception {
        projects = folder.resolve("a place of mine");
        Foliot foliot = Foliot.copyTo(folder.resolve("foliot"));
        for (Map.Entry<String, String> kind : KINDS.entrySet()) {
            assertThat(foliot.run("new", "bundle", kind.getKey(), "--kind", kind.getValue(), "--dir", projects + "")
                            .err())
                    .isEmpty();
        }
        build(foliot);

        for (String name : KINDS.keySet()) {
            Path jar = Stranger.jar(projects.resolve(name));
            Ended verified = foliot.run("verify-bundle", jar.toString(), "--json");
            assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
            assertThat(checks(verified.out())).hasSizeGreaterThan(10);
            Files.copy(jar, foliot.home().resolve("plugins").resolve(jar.getFileName()));
        }
        for (String name : KINDS.keySet()) {
            Ended ended = foliot.run(
                    "run", projects.resolve(name).resolve("scenarios").toString());
            assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        }
    }

    private static List<String> checks(String json) {
        List<String> names = new ArrayList<>();
        JsonObject bundle = JsonParser.parseString(json)
                .getAsJsonObject()
                .getAsJsonArray("bundles")
                .get(0)
                .getAsJsonObject();
        bundle.getAsJsonArray("checks")
                .forEach(c -> names.add(c.getAsJsonObject().get("name").getAsString()));
        return names;
    }

    /** All in one Maven, which fetches nothing but what the build of Foliot itself has fetched. */
    private void build(Foliot foliot) throws Exception {
        StringBuilder modules = new StringBuilder();
        KINDS.keySet().forEach(name -> modules.append("<module>").append(name).append("</module>"));
        Files.writeString(
                projects.resolve("pom.xml"),
                "<project><modelVersion>4.0.0</modelVersion><groupId>all</groupId><artifactId>all</artifactId>"
                        + "<version>1</version><packaging>pom</packaging><modules>" + modules + "</modules></project>");
        String log = Stranger.build(foliot, projects);
        assertThat(log).contains("BUILD SUCCESS").doesNotContain("[WARNING]");
    }

    @AfterEach
    void forgetTheLibraries() throws IOException {
        Stranger.forgetLibraries(projects.resolve("ledger"));
    }
}
