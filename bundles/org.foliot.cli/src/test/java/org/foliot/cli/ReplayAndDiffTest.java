package org.foliot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recorded runs, made once more and compared. */
class ReplayAndDiffTest extends CommandLineFixture {
    private static final String HOSTS =
            "host server { cpus 1 scheduler round_robin { time_slice 4 ms } hypervisor kvm task hog { busy } }\n";
    private static final String SCENARIO = """
            import "lib/hosts.foliot"

            scenario recorded

            param ram = 1 GiB
            param length = 1 s

            guest web on server {
                memory ram
                vcpus 1
                process nginx { busy }
            }

            timeline {
                at length end
            }

            expect {
                at end web.vcpu[0].waiting > 100 ms
            }
            """;

    private Path file;
    private Path run;

    ReplayAndDiffTest() {
        super(SmallCatalog.INSTALLED);
    }

    @BeforeEach
    void record() throws IOException {
        Files.createDirectories(folder.resolve("in/lib"));
        Files.writeString(folder.resolve("in/lib/hosts.foliot"), HOSTS);
        file = Files.writeString(folder.resolve("in/a.foliot"), SCENARIO);
        run = record("a");
    }

    private Path record(String name, Object... more) {
        Object[] words = new Object[5 + more.length];
        System.arraycopy(new Object[] {"run", "-q", file, "--out", folder.resolve(name)}, 0, words, 0, 5);
        System.arraycopy(more, 0, words, 5, more.length);
        assertThat(foliot(words)).as(err()).isZero();
        return folder.resolve(name).resolve("recorded");
    }

    private static void change(Path file, UnaryOperator<String> how) throws IOException {
        String text = Files.readString(file);
        assertThat(how.apply(text)).isNotEqualTo(text);
        Files.writeString(file, how.apply(text));
    }

    // ---- replay ----

    @Test
    void aReplayIsTheSameRunBitByBit() {
        assertThat(foliot("replay", run)).isZero();
        assertThat(err()).isEmpty();
        assertThat(out()).startsWith("recorded  1 s, seed 1: the same run, bit by bit\n  fingerprint ");
        assertThat(foliot("replay", run.resolve("manifest.json"))).isZero();
    }

    @Test
    void parametersAndSeedAndEndingAreThoseThatWereRecorded() {
        Path other = record("b", "--set", "length=1500 ms", "--seed", 7, "--until-verdict");
        assertThat(foliot("replay", other)).isZero();
        assertThat(out()).startsWith("recorded  1.5 s, seed 7: the same run, bit by bit\n");
    }

    @Test
    void theMirrorImageOfARunIsReplayedAsOne() throws IOException {
        change(file, t -> t.replace("busy", "run 1 ms sleep about 1 ms"));
        Path manifest = record("original").resolve("manifest.json");
        String original = fingerprint(Files.readString(manifest));
        change(manifest, t -> t.replaceFirst("(\"seed\": [^,]+,)", "$1 \"pairing\": \"mirrored\","));

        assertThat(foliot("replay", "--json", manifest.getParent())).isEqualTo(ExitCode.EXPECTATION_FAILED);
        String mirrored = fingerprint(out().substring(out().indexOf("\"run\"")));
        assertThat(mirrored).isNotEqualTo(original);

        change(manifest, t -> t.replace(original, mirrored));
        assertThat(foliot("replay", manifest.getParent())).isZero();
        assertThat(out()).contains("the same run, bit by bit\n  fingerprint " + mirrored);
    }

    private static String fingerprint(String document) {
        Matcher found = Pattern.compile("\"fingerprint\": \"([^\"]+)\"").matcher(document);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test
    void aScenarioThatHasChangedSinceIsReplayedFromItsCopy() throws IOException {
        change(file, t -> t.replace("busy", "sleep 1 ms"));
        Files.delete(folder.resolve("in/lib/hosts.foliot"));
        assertThat(foliot("replay", run)).isZero();
        assertThat(err())
                .isEqualTo("foliot: " + file + " has changed since the run; what is replayed is the copy in " + run
                        + "\n");
    }

    @Test
    void aLoneManifestIsReplayedFromTheFilesAndTellsWhichHasChanged() throws IOException {
        Path alone = Files.copy(run.resolve("manifest.json"), folder.resolve("kept.json"));
        assertThat(foliot("replay", alone)).isZero();
        change(folder.resolve("in/lib/hosts.foliot"), t -> t.replace("4 ms", "5 ms"));
        assertThat(foliot("replay", alone)).isEqualTo(ExitCode.EXPECTATION_FAILED);
        assertThat(out())
                .startsWith("recorded  1 s, seed 1: not the same run\n")
                .contains("file lib/hosts.foliot  ")
                .contains("\n  fingerprint  ");
        Files.delete(file);
        assertThat(foliot("replay", alone)).isEqualTo(ExitCode.USAGE);
        assertThat(err())
                .isEqualTo("foliot: " + alone + ": its scenario was not kept with it, and there is no " + file
                        + "; name the run's directory, or go to the folder from which it was run\n");
    }

    @Test
    void anotherBundleIsNamedEvenIfNothingComesOfIt() throws IOException {
        change(run.resolve("manifest.json"), t -> t.replaceFirst("\"version\": \"[^\"]*\"", "\"version\": \"9.9.9\""));
        assertThat(foliot("replay", run)).isZero();
        assertThat(out())
                .startsWith("recorded  1 s, seed 1: the same run, bit by bit, although\n")
                .contains("9.9.9");
    }

    @Test
    void anExtensionThatIsNotInstalledIsNamed() throws IOException {
        Path copy = run.resolve("scenario/lib/hosts.foliot");
        change(copy, t -> t.replace("round_robin { time_slice 4 ms }", "lottery"));
        String digest = new org.foliot.run.ScenarioSource("", "", Files.readString(copy)).digest();
        change(run.resolve("manifest.json"), t -> t.replaceFirst(
                        "(lib/hosts.foliot\",\\s+\"digest\": \")sha256:[0-9a-f]{64}", "$1" + digest)
                .replace("\"round_robin\"", "\"lottery\""));
        assertThat(foliot("replay", run)).isEqualTo(ExitCode.INVALID_SCENARIO);
        assertThat(err()).contains("lottery").containsPattern("scheduler lottery +\\S+ \\S+ \\S+ +none\n");
    }

    @Test
    void aReplayInJsonHasTheDifferencesAndTheRun() throws IOException {
        change(run.resolve("manifest.json"), t -> t.replaceFirst("\"fingerprint\": \"....", "\"fingerprint\": \"zzzz"));
        assertThat(foliot("replay", "--json", run)).isEqualTo(ExitCode.EXPECTATION_FAILED);
        JsonObject document = JsonParser.parseString(out()).getAsJsonObject();
        assertThat(document.get("same").getAsBoolean()).isFalse();
        JsonObject difference = document.getAsJsonArray("differences").get(0).getAsJsonObject();
        assertThat(difference.get("aspect").getAsString()).isEqualTo("fingerprint");
        assertThat(difference.get("recorded").getAsString()).startsWith("zzzz");
        assertThat(document.getAsJsonObject("run").get("outcome").getAsString()).isEqualTo("passed");
    }

    @Test
    void aReplayIsRecordedLikeAnyRun() {
        assertThat(foliot("replay", run, "--out", folder.resolve("again"))).isZero();
        Path again = folder.resolve("again/recorded");
        for (String name : new String[] {"manifest.json", "metrics.csv", "segments.csv", "scenario/a.foliot"}) {
            assertThat(again.resolve(name)).hasSameBinaryContentAs(run.resolve(name));
        }
    }

    @Test
    void aReplayAddsTheTracesThatWereNotAskedForAtFirst() throws IOException {
        Path again = folder.resolve("again");
        assertThat(foliot("replay", run, "--out", again, "--trace", "perfetto,ctf", "--trace", "procstat"))
                .isZero();
        assertThat(again.resolve("recorded/trace.perfetto-trace")).isNotEmptyFile();
        assertThat(again.resolve("recorded/ctf/host-server/channel0_0")).isNotEmptyFile();
        assertThat(again.resolve("recorded/procstat/guest-web.txt")).content().endsWith(" 0 0\n");
        assertThat(again.resolve("recorded/trace.json")).doesNotExist();
        assertThat(again.resolve("recorded/manifest.json")).hasSameBinaryContentAs(run.resolve("manifest.json"));
    }

    @Test
    void aTraceNeedsADirectoryAndAFormat() {
        assertThat(foliot("run", file, "--trace", "ctf")).isEqualTo(ExitCode.USAGE);
        assertThat(err())
                .isEqualTo("foliot: --trace writes into a run's directory; say with --out DIR where that is to be\n");
        assertThat(foliot("run", file, "--out", folder, "--trace", "otf2")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("expected one of perfetto, chrome, ctf, procstat but was otf2");
    }

    @Test
    void whatIsNoRunOrIsDamagedSaysSo() throws IOException {
        assertThat(foliot("replay", folder.resolve("none"))).isEqualTo(ExitCode.USAGE);
        assertThat(foliot("replay", folder)).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("this is no run's directory");
        change(run.resolve("manifest.json"), t -> t.substring(0, 300));
        assertThat(foliot("replay", run)).isEqualTo(ExitCode.INVALID_SCENARIO);
        assertThat(err()).contains("manifest.json: this is not whole JSON: ").doesNotContain("internal error");
    }

    // ---- diff ----

    @Test
    void aRunDoesNotDifferFromItself() {
        assertThat(foliot("diff", run, record("b"))).isZero();
        assertThat(out()).isEqualTo(run + " and " + folder.resolve("b/recorded") + ": the same run\n");
    }

    @Test
    void theFirstEventThatDiffersIsToldWithWhatCameBefore() throws IOException {
        change(folder.resolve("in/lib/hosts.foliot"), t -> t.replace("4 ms", "5 ms"));
        Path other = record("b");
        assertThat(foliot("diff", run, other)).isEqualTo(ExitCode.EXPECTATION_FAILED);
        assertThat(out())
                .startsWith(run + " and " + other + ": not the same run\n")
                .contains("  file lib/hosts.foliot  ")
                .containsPattern("The first of the observations that differs, after \\d+ that do not:\n")
                .containsPattern("\n  both +\\S+ \\S+ +vcpu_state +web.vcpu\\[0] ")
                .containsPattern(run + " +4 ms +switch_out +server.cpu\\[0] +server.hog, preempted\n")
                .containsPattern(other + " +5 ms +switch_out +server.cpu\\[0] +server.hog, preempted\n")
                .containsPattern("\\d+ metrics at the end differ:\n");
    }

    @Test
    void aRunThatEndsEarlierHasNothingMore() {
        Path longer = record("b", "--set", "length=2 s");
        assertThat(foliot("diff", run, longer)).isEqualTo(ExitCode.EXPECTATION_FAILED);
        assertThat(out()).contains("parameter length").contains("1 s").containsPattern(run + " +nothing more\n");
    }

    @Test
    void whatCannotBeMadeAgainIsComparedAsItWasRecorded() throws IOException {
        change(folder.resolve("in/lib/hosts.foliot"), t -> t.replace("4 ms", "5 ms"));
        Path other = record("b");
        change(
                other.resolve("manifest.json"),
                t -> t.replaceFirst("\"version\": \"[^\"]*\"", "\"version\": \"9.9.9\""));
        assertThat(foliot("diff", run, other)).isEqualTo(ExitCode.EXPECTATION_FAILED);
        assertThat(out())
                .contains("The first of the lines of segments.csv that differs, after 0 that do not:\n")
                .contains(other + " cannot be made again here: ")
                .contains("So what was compared is what they have kept: segments.csv");
    }

    @Test
    void aDifferenceInJsonHasEverything() throws IOException {
        Path other = record("b", "--set", "length=1010 ms", "--set", "ram=2 GiB");
        assertThat(foliot("diff", "--json", run, other)).isEqualTo(ExitCode.EXPECTATION_FAILED);
        JsonObject document = JsonParser.parseString(out()).getAsJsonObject();
        assertThat(document.getAsJsonArray("differences")).hasSizeGreaterThan(2);
        JsonObject parting = document.getAsJsonArray("partings").get(0).getAsJsonObject();
        assertThat(parting.get("of").getAsString()).isEqualTo("observations");
        assertThat(parting.getAsJsonArray("before")).hasSize(5);
        assertThat(parting.get("first").isJsonNull()).isTrue();
        assertThat(parting.getAsJsonObject("second").get("what").getAsString()).isNotEmpty();
        assertThat(document.getAsJsonArray("metrics")).isNotEmpty();
    }
}
