package org.foliot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line with everything but the framework: words in, words and an exit code out. */
class CommandLineTest extends CommandLineFixture {
    private static final String SOUND = """
            scenario sound

            param length = 1 s

            host server {
                scheduler round_robin
                task hog { busy }
            }

            timeline {
                at length end
            }

            expect {
                at end server.hog.ran = length
            }
            """;

    CommandLineTest() {
        super(SmallCatalog.INSTALLED);
    }

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    // ---- run ----

    @Test
    void versionIsThatOfTheBuild() {
        assertThat(foliot("--version")).isEqualTo(ExitCode.OK);
        assertThat(out()).containsPattern("^foliot [0-9]+\\.[0-9]+\\.[0-9]+").contains("\nJava ");
    }

    @Test
    void aRunPrintsItsVerdict() throws IOException {
        assertThat(foliot("run", file("a.foliot", SOUND))).isZero();
        assertThat(err()).isEmpty();
        assertThat(out())
                .startsWith("sound  passed  1 s, seed 1\n")
                .contains("held    at end server.hog.ran = length\n")
                .doesNotContain("\u001b");
    }

    @Test
    void coloursComeWhenTheyAreAskedFor() throws IOException {
        assertThat(foliot("run", "--color", "always", file("a.foliot", SOUND))).isZero();
        assertThat(out()).contains("\u001b[32m");
    }

    @Test
    void aDirectoryWithABuildOfItsOwnIsNotPartOfTheOneAroundIt() throws IOException {
        file("a.foliot", SOUND);
        file("theirs/b.foliot", SOUND.replace("scenario sound", "scenario theirs"));
        file("theirs/pom.xml", "<project/>");
        assertThat(foliot("run", folder)).isZero();
        assertThat(out()).contains("sound  passed").doesNotContain("theirs");
        assertThat(foliot("run", folder.resolve("theirs"))).isZero();
        assertThat(out()).contains("theirs  passed");
    }

    @Test
    void aFailedExpectationIsExitCodeOne() throws IOException {
        Path file = file("a.foliot", SOUND.replace("= length\n}", "< length\n}"));
        assertThat(foliot("run", "--quiet", file)).isEqualTo(ExitCode.EXPECTATION_FAILED);
        assertThat(out()).contains("FAILED").contains(file + ":15:5: at 1 s server.hog.ran < 1 s does not hold");
    }

    @Test
    void quietMeansThatWhatPassedIsNotPrinted() throws IOException {
        assertThat(foliot("run", "-q", file("a.foliot", SOUND))).isZero();
        assertThat(out()).isEmpty();
    }

    @Test
    void parametersAndSeedAreSet() throws IOException {
        assertThat(foliot("run", "--set", "length=2 s", "--seed", "7", file("a.foliot", SOUND)))
                .isZero();
        assertThat(out()).startsWith("sound  passed  2 s, seed 7\n");
    }

    @Test
    void theWorstOfSeveralFilesIsTheExitCodeAndTheOthersStillRun() throws IOException {
        Path good = file("good.foliot", SOUND);
        Path bad = file("bad.foliot", "host a { counter 0 Hz }\n");
        assertThat(foliot("run", bad, good)).isEqualTo(ExitCode.INVALID_SCENARIO);
        assertThat(err()).contains(bad + ":1:18: error: 0 Hz is out of range");
        assertThat(out()).startsWith("sound  passed");
    }

    @Test
    void theManifestNamesEveryFileThatTookPart() throws Exception {
        file("parts/hosts.foliot", "host server { scheduler round_robin }\n");
        Path main = file(
                "main.foliot",
                "import \"parts/hosts.foliot\"\nscenario main\nguest web on server {}\ntimeline { at 1 s end }\n");
        Path results = folder.resolve("out");
        assertThat(foliot("run", main, "--out", results)).as(err()).isZero();
        JsonObject manifest = JsonParser.parseString(Files.readString(results.resolve("main/manifest.json")))
                .getAsJsonObject();
        JsonArray files = manifest.getAsJsonArray("files");
        assertThat(files).hasSize(2);
        assertThat(files.get(0).getAsJsonObject().get("path").getAsString()).endsWith("main.foliot");
        assertThat(files.get(1).getAsJsonObject().get("path").getAsString()).endsWith("hosts.foliot");
        assertThat(files.get(1).getAsJsonObject().get("digest").getAsString())
                .startsWith("sha256:")
                .hasSize(71);
    }

    @Test
    void resultsAreWrittenForMachinesAsWell() throws Exception {
        Path junit = folder.resolve("junit.xml");
        assertThat(foliot("run", file("a.foliot", SOUND), "--json", "--junit", junit))
                .isZero();
        JsonObject document = JsonParser.parseString(out()).getAsJsonObject();
        assertThat(document.getAsJsonArray("runs")).hasSize(1);
        assertThat(junit).content().contains("<testcase", "at end server.hog.ran = length");
    }

    @Test
    void noJobsAtOnceIsNotEnough() throws IOException {
        assertThat(foliot("run", "-j", "0", file("a.foliot", SOUND))).isEqualTo(ExitCode.USAGE);
        assertThat(err()).isEqualTo("foliot: -j 0: at least one run at once\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0s | Invalid value for option '--sample': 0s is not more than 0",
                "10 | Invalid value for option '--sample': \"10\" has no unit",
                "fast | Invalid value for option '--sample': \"fast\" is not a number",
            })
    void aPeriodThatIsNone(String period, String message) throws IOException {
        assertThat(foliot("run", "--sample", period, file("a.foliot", SOUND))).isEqualTo(ExitCode.USAGE);
        assertThat(err()).startsWith("foliot: " + message).endsWith("Try: foliot help run\n");
    }

    // ---- check ----

    @Test
    void checkCountsWhatIsInOrder() throws IOException {
        file("good.foliot", SOUND);
        file("bad.foliot", "host a { cpus 0 }\n");
        file("parts/part.foliot", "host a { scheduler round_robin }\n");
        assertThat(foliot("check", folder)).isEqualTo(ExitCode.INVALID_SCENARIO);
        assertThat(out()).contains("bad.foliot:1:15: error:").endsWith("2 of 3 files are in order\n");
    }

    @Test
    void checkWritesDiagnosticsForMachines() throws IOException {
        Path bad = file("bad.foliot", "host a { cpus 0 }\n");
        assertThat(foliot("check", "--json", bad)).isEqualTo(ExitCode.INVALID_SCENARIO);
        JsonObject found = JsonParser.parseString(out())
                .getAsJsonObject()
                .getAsJsonArray("diagnostics")
                .get(0)
                .getAsJsonObject();
        assertThat(found.get("file").getAsString()).isEqualTo(bad.toString());
        assertThat(found.get("line").getAsInt()).isEqualTo(1);
        assertThat(found.get("severity").getAsString()).isEqualTo("error");
    }

    @Test
    void aFolderWithoutScenariosIsAMistake() {
        assertThat(foliot("check", folder)).isEqualTo(ExitCode.USAGE);
        assertThat(err()).isEqualTo("foliot: " + folder + ": there is no .foliot file in it\n");
    }

    // ---- format ----

    @Test
    void formatLaysOutInPlaceAndThenHasNothingToDo() throws IOException {
        Path file = file("a.foliot", SOUND.replace("    ", "\t").replace("\n\n", "\n\n\n"));
        assertThat(foliot("format", "--check", file)).isEqualTo(ExitCode.EXPECTATION_FAILED);
        assertThat(out()).isEqualTo(file + "\n");
        assertThat(foliot("format", file)).isZero();
        assertThat(file).hasContent(SOUND);
        assertThat(foliot("format", "--check", file)).isZero();
        assertThat(out()).isEmpty();
    }

    @Test
    void formatLeavesWhatDoesNotParseAsItIs() throws IOException {
        Path file = file("a.foliot", "scenario a\nhost {\n");
        assertThat(foliot("format", file)).isEqualTo(ExitCode.INVALID_SCENARIO);
        assertThat(err()).contains(file + ":2:6: error:");
        assertThat(file).hasContent("scenario a\nhost {\n");
    }

    // ---- bundles ----

    @Test
    void bundlesTellsOptionsAndWhatIsNotWired() {
        assertThat(foliot("bundles")).isZero();
        assertThat(out())
                .contains("scheduler round_robin  (org.example.round_robin 1.2.3)\n    What round_robin is.\n")
                .contains("\n    kvm_no_adjvtime          on or off; default off\n")
                .endsWith("Not wired:\n    org.example.spare 1.0.0: needs the package org.example.missing\n");
        assertThat(foliot("bundles", "kvm")).isZero();
        assertThat(out()).contains("hypervisor kvm").doesNotContain("round_robin", "Not wired");
        assertThat(foliot("bundles", "xen")).isEqualTo(ExitCode.USAGE);
        assertThat(err())
                .isEqualTo("foliot: nothing with the id xen is installed; installed are kvm, round_robin, userspace\n");
        assertThat(foliot("bundles", "spare")).isEqualTo(ExitCode.USAGE);
        assertThat(err())
                .endsWith(
                        "foliot: nothing with the id spare is installed; no use can be made of org.example.spare 1.0.0:"
                                + " needs the package org.example.missing\n");
    }

    @Test
    void bundlesForMachines() {
        assertThat(foliot("bundles", "--json")).isZero();
        JsonObject document = JsonParser.parseString(out()).getAsJsonObject();
        assertThat(document.getAsJsonArray("extensions")).hasSize(3);
        assertThat(document.getAsJsonArray("unwired")).hasSize(1);
    }

    // ---- new and the rest ----

    @Test
    void newWritesOnceAndNeverOver() throws IOException {
        assertThat(foliot("new", "scenario", "lost-tick", "--template", "minimal", "--dir", folder))
                .isZero();
        Path file = folder.resolve("lost-tick.foliot");
        assertThat(out()).isEqualTo(file + "\n");
        assertThat(file).content().startsWith("scenario lost_tick\n");
        assertThat(foliot("new", "scenario", "lost-tick", "--dir", folder)).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("is there already");
        assertThat(file).content().startsWith("scenario lost_tick\n");
    }

    @ParameterizedTest
    @CsvSource({"a b", "../x", "1st", "''"})
    void whatCannotBeAName(String name) {
        assertThat(foliot("new", "scenario", name, "--dir", folder)).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("cannot be a name");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aBundleThatCannotBeCalledSoIsNotWritten() {
        assertThat(foliot("new", "bundle", "my bundle", "--kind", "memory", "--dir", folder))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err())
                .isEqualTo("foliot: \"my bundle\" cannot be the name of a bundle; use lower-case letters and digits, in"
                        + " words joined by underscores or hyphens, for example my_bundle\n");
        assertThat(foliot("new", "bundle", "mine", "--kind", "memory", "--package", "org.foliot.mine", "--dir", folder))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("the package org.foliot.mine would be one of Foliot's own");
        assertThat(foliot("new", "bundle", "mine", "--kind", "guest", "--dir", folder))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("--kind").contains("hypervisor, memory, scheduler");
        assertThat(foliot("new", "bundle", "mine", "--dir", folder)).isEqualTo(ExitCode.USAGE);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aJarThatIsNotThereIsNotPutToTheTest() {
        Path jar = folder.resolve("gone.jar");
        assertThat(foliot("verify-bundle", jar)).isEqualTo(ExitCode.USAGE);
        assertThat(err()).isEqualTo("foliot: " + jar + ": there is no such file, or it cannot be read\n");
        assertThat(foliot("verify-bundle", folder)).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void theCompletionScriptKnowsTheCommands() {
        assertThat(foliot("completion")).isZero();
        assertThat(out()).contains("complete -F").contains("--until-verdict");
    }

    @Test
    void whatIsNoCommandIsAnsweredWithTheNearest() {
        assertThat(foliot("rum")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("rum").contains("run");
    }
}
