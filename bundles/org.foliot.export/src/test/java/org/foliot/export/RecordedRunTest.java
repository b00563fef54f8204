package org.foliot.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.AbstractThrowableAssert;
import org.foliot.export.UnreadableRunException.Reason;
import org.foliot.run.Manifest;
import org.foliot.run.RunResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedRunTest {
    private static final RunResult RESULT = Results.failed("a");

    @TempDir
    Path temp;

    private Path run;

    @BeforeEach
    void record() {
        RunDirectories directories = new RunDirectories(temp);
        run = directories.reserve("a");
        try (RunDirectory directory = directories.open(run, Results.SOURCES)) {
            directory.complete(RESULT);
        }
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(Path path, Reason reason) {
        return assertThatThrownBy(() -> RecordedRun.open(path).sources())
                .isInstanceOfSatisfying(UnreadableRunException.class, e -> assertThat(e.reason())
                        .isEqualTo(reason));
    }

    private AbstractThrowableAssert<?, ?> assertRefused(UnaryOperator<String> damage, Reason reason) throws Exception {
        Path manifest = run.resolve("manifest.json");
        String text = Files.readString(manifest);
        assertThat(damage.apply(text)).isNotEqualTo(text);
        Files.writeString(manifest, damage.apply(text));
        return assertRefused(run, reason);
    }

    @Test
    void everythingThatTheManifestSaidComesBack() {
        RecordedRun recorded = RecordedRun.open(run);
        assertThat(recorded.manifest()).isEqualTo(RESULT.manifest());
        assertThat(recorded.sources()).isEqualTo(Results.SOURCES);
        assertThat(recorded.file("segments.csv")).contains(run.resolve("segments.csv"));
        assertThat(recorded.file("samples.csv")).isEmpty();
    }

    @Test
    void theFilesOfTheScenarioLieAsTheyLay() {
        assertThat(run.resolve("scenario/in/a.foliot"))
                .hasContent(Results.SOURCES.get(0).text());
        assertThat(run.resolve("scenario/lib/hosts.foliot"))
                .hasContent(Results.SOURCES.get(1).text());
    }

    @Test
    void aManifestMayLieAlone() throws Exception {
        Path alone = Files.copy(run.resolve("manifest.json"), temp.resolve("kept.json"));
        RecordedRun recorded = RecordedRun.open(alone);
        assertThat(recorded.manifest()).isEqualTo(RESULT.manifest());
        assertThat(recorded.hasSources()).isFalse();
        assertThat(recorded.sources()).isEmpty();
        assertThat(RecordedRun.open(run.resolve("manifest.json")).sources()).isEqualTo(Results.SOURCES);
    }

    @Test
    void whatIsNotThereOrNoRunSaysSo() throws Exception {
        assertRefused(temp.resolve("none"), Reason.UNREADABLE)
                .hasMessage(temp.resolve("none") + ": there is no such file or directory");
        assertRefused(temp, Reason.NO_RUN)
                .hasMessage(temp + ": this is no run's directory: there is no manifest.json in it;"
                        + " foliot run --out writes such directories");
        Path other = Files.writeString(temp.resolve("other.json"), "{\"schema\": 1, \"runs\": []}");
        assertRefused(other, Reason.NO_RUN)
                .hasMessage(other + ": this is no manifest of a run: it has no schema or no fingerprint");
        Path list = Files.writeString(temp.resolve("list.json"), "[1]");
        assertRefused(list, Reason.NO_RUN).hasMessageContaining("is no object");
        Path binary = Files.write(temp.resolve("binary.json"), new byte[] {(byte) 0xff, 0, (byte) 0xfe});
        assertRefused(binary, Reason.NO_RUN).hasMessage(binary + ": this is not UTF-8 text, so no manifest");
    }

    @Test
    void aNewerSchemaIsNamedWithTheVersionThatWroteIt() throws Exception {
        assertRefused(t -> t.replace("\"schema\": 1", "\"schema\": 2"), Reason.NEWER)
                .hasMessage(run.resolve("manifest.json") + ": Foliot 0.1.0 wrote this with schema 2, which is newer"
                        + " than what this Foliot reads, 1");
    }

    @Test
    void aFieldThatIsNotAsWeWriteItIsNamed() throws Exception {
        assertRefused(t -> t.replace("\"seed\": 1,", "\"seed\": 1.5,"), Reason.DAMAGED)
                .hasMessageEndingWith("seed is 1.5, not a whole number of 64 bits");
    }

    @Test
    void aFieldInAListIsNamedWithItsPlace() throws Exception {
        assertRefused(t -> t.replace("\"kind\": \"scheduler\"", "\"kind\": \"butler\""), Reason.DAMAGED)
                .hasMessageEndingWith("bundles[0].kind is \"butler\", which means nothing here");
    }

    @Test
    void aSourceThatWasChangedOrRemovedIsNamed() throws Exception {
        Path copy = run.resolve("scenario/in/a.foliot");
        Files.writeString(copy, "scenario b\n");
        assertRefused(run, Reason.DAMAGED).hasMessageContaining(copy + ": this file was changed after the run");
        Files.delete(copy);
        assertRefused(run, Reason.DAMAGED)
                .hasMessage(copy + ": this file of the scenario is missing from the run's directory");
    }

    @Test
    void aNameThatLeadsOutOfTheDirectoryIsRefused() throws Exception {
        assertRefused(t -> t.replace("\"name\": \"in/a.foliot\"", "\"name\": \"../../b.foliot\""), Reason.DAMAGED)
                .hasMessageContaining("is no name of a file below scenario");
    }

    @Property(tries = 150)
    void aManifestThatWasCutOffIsNeverTakenForAWholeOne(@ForAll @IntRange(max = 1_200) int length) throws Exception {
        StringWriter whole = new StringWriter();
        JsonDocument.write(RESULT.manifest(), whole);
        String text = whole.toString();
        String cut = text.substring(0, Math.min(length, text.lastIndexOf('}')));
        assertThatThrownBy(() -> ManifestReader.read(Path.of("manifest.json"), cut))
                .isInstanceOf(UnreadableRunException.class)
                .hasMessageStartingWith("manifest.json: this is not whole JSON: ");
        Manifest same = ManifestReader.read(Path.of("manifest.json"), text);
        assertThat(same).isEqualTo(RESULT.manifest());
    }
}
