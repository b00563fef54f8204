package org.foliot.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.foliot.integration.Foliot.Ended;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every example is a test: its expectations hold, its fingerprint is the recorded one, and a page of one shape stands beside
 * it. Those of the oracle are what the validation writes, and agree with what was recorded. Run with -Dgolden.update=true to
 * record fingerprints and to write the scenarios of the oracle anew.
 */
class ExamplesTest {
    private static final Path EXAMPLES = Foliot.sources().resolve("examples");
    private static final Path FINGERPRINTS = EXAMPLES.resolve("fingerprints.csv");
    /** Recorded cases: generated, with one page for all of them. */
    private static final Path ORACLE = EXAMPLES.resolve("oracle");

    /** Projects of their own, with scenarios that need what they build. */
    private static final Path BUNDLES = EXAMPLES.resolve("bundles");

    /** Scenarios that are run many times, with what comes of that on their pages. */
    private static final Path STUDIES = EXAMPLES.resolve("studies");

    private static final List<String> OF_A_RUN =
            List.of("## What happens", "## What to look at", "## Where it comes from", "## Try next");
    private static final List<String> OF_A_STUDY = List.of(
            "## Set-up",
            "## What comes out",
            "## Conclusion",
            "## What the model leaves out",
            "## Where it comes from",
            "## Try next");

    private static final String HEADER = "scenario,seed,fingerprint\n";

    private static Ended once;
    private static Map<String, JsonObject> runs;

    @BeforeAll
    static void runAllOfThem() throws Exception {
        once = Foliot.built().run("run", "examples", "--json", "-j", "2");
        runs = runs(once.out());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(FINGERPRINTS, fingerprints(runs));
        }
    }

    private static Map<String, JsonObject> runs(String json) {
        Map<String, JsonObject> runs = new TreeMap<>();
        for (JsonElement run : JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("runs")) {
            runs.put(run.getAsJsonObject().get("scenario").getAsString(), run.getAsJsonObject());
        }
        return runs;
    }

    private static String fingerprints(Map<String, JsonObject> runs) {
        return runs.entrySet().stream()
                .map(e -> e.getKey() + "," + e.getValue().get("seed").getAsLong() + ","
                        + e.getValue().get("fingerprint").getAsString() + "\n")
                .collect(Collectors.joining("", HEADER, ""));
    }

    @Test
    void allExpectationsHold() {
        assertThat(once.err()).isEmpty();
        assertThat(runs)
                .isNotEmpty()
                .allSatisfy((name, run) ->
                        assertThat(run.get("outcome").getAsString()).as(name).isEqualTo("passed"));
        assertThat(once.exitCode()).isZero();
    }

    @Test
    void fingerprintsAreAsRecorded() {
        assertThat(FINGERPRINTS).hasContent(fingerprints(runs));
    }

    @Test
    void nothingDependsOnHowManyRunAtOnce() throws Exception {
        Ended again = Foliot.built().run("run", "examples", "--json", "-j", "1");
        assertThat(fingerprints(runs(again.out()))).isEqualTo(fingerprints(runs));
    }

    @Test
    void examplesAreLaidOutCanonically() throws Exception {
        Ended format = Foliot.built().run("format", "--check", "examples");
        assertThat(format.out()).isEmpty();
        assertThat(format.exitCode()).isZero();
    }

    @Test
    void scenariosOfTheOracleAreThoseOfItsData(@TempDir Path written) throws Exception {
        Path target = Boolean.getBoolean("golden.update") ? ORACLE : written;
        Ended validation = Foliot.built()
                .run("validate", ORACLE.toString(), "--quiet", "-j", "2", "--write-scenarios", target.toString());
        assertThat(validation.err()).isEmpty();
        assertThat(validation.exitCode()).as(validation.out()).isZero();
        String page = Files.readString(ORACLE.resolve("README.md"));
        assertThat(names(ORACLE)).isEqualTo(names(target)).hasSize(76);
        for (String name : names(target)) {
            assertThat(ORACLE.resolve(name)).hasSameTextualContentAs(target.resolve(name));
            assertThat(page).contains("(" + name + ")");
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".foliot"))
                    .sorted()
                    .toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyExampleHasItsPage() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            List<Path> scenarios = files.filter(f -> f.toString().endsWith(".foliot"))
                    .filter(f ->
                            !f.getParent().endsWith("parts") && !f.getParent().equals(ORACLE))
                    .filter(f -> !f.startsWith(BUNDLES))
                    .sorted()
                    .toList();
            return scenarios.stream()
                    .map(s -> DynamicTest.dynamicTest(EXAMPLES.relativize(s).toString(), () -> checkPage(s)));
        }
    }

    private static void checkPage(Path scenario) throws IOException {
        String name = scenario.getFileName().toString().replace(".foliot", "");
        String page = Files.readString(scenario.resolveSibling(name + ".md"));
        boolean study = scenario.startsWith(STUDIES);
        assertThat(page.lines().filter(l -> l.startsWith("#")).skip(1))
                .containsExactlyElementsOf(study ? OF_A_STUDY : OF_A_RUN);
        assertThat(page)
                .startsWith("# ")
                .contains("**Question.** ")
                .contains("./foliot " + (study ? "study" : "run") + " examples/" + EXAMPLES.relativize(scenario));
        assertThat(Files.readString(EXAMPLES.resolve("README.md"))).contains("/" + name + ".md)");
    }
}
