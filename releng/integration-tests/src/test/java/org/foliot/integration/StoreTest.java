package org.foliot.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.foliot.integration.Foliot.Ended;
import org.foliot.store.Measurement;
import org.foliot.store.PlannedRun;
import org.foliot.store.RunKey;
import org.foliot.store.RunStore;
import org.foliot.store.StoreFile;
import org.foliot.store.StoredRun;
import org.foliot.store.StudyRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite with its native library inside the real framework. */
class StoreTest {
    private static final int USAGE = 2;

    @TempDir
    private Path folder;

    private Path store() {
        return folder.resolve("runs.db");
    }

    private RunStore filled() {
        RunKey key = new RunKey("00".repeat(32));
        RunStore store = StoreFile.open(store());
        store.describe(
                new StudyRecord("cost", "steal", List.of("web.vcpus"), List.of("overhead")),
                List.of(new PlannedRun(key, 0, List.of("4"), 0)));
        TreeMap<String, Measurement> measures = new TreeMap<>();
        measures.put("overhead", new Measurement(17, "ps"));
        store.add(List.of(new StoredRun(key, 1, false, "passed", "print", Optional.empty(), 5, measures)));
        return store;
    }

    private Foliot withTemporaryFiles(Foliot foliot) throws Exception {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        return foliot.with("FOLIOT_JAVA_OPTS", "-XX:+PerfDisableSharedMem -Djava.io.tmpdir=" + temporary);
    }

    private void readsItAndLeavesNothing(Foliot foliot) throws Exception {
        filled().close();
        Ended ended = withTemporaryFiles(foliot).run("store", "csv", store().toString(), "cost");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).endsWith("\n0,0,4," + "00".repeat(32) + ",1,0,passed,print,,5,17\n");
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void theDistributionReadsAStore() throws Exception {
        readsItAndLeavesNothing(Foliot.built());
    }

    /** Such a folder cannot stand in a class path. */
    @Test
    void aFolderWithAColonIsRefused() throws Exception {
        Ended ended = Foliot.copyTo(folder.resolve("a:b").resolve("foliot")).run("store", "list", store().toString());
        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err()).contains("from a folder with a colon in its name");
    }

    @Test
    void whoWritesAStoreThatIsBeingWrittenIsToldByWhom() throws Exception {
        try (RunStore writing = filled()) {
            Ended ended = Foliot.built().run("store", "check", store().toString());
            assertThat(ended.exitCode()).isEqualTo(USAGE);
            assertThat(ended.err())
                    .contains("is being written by process "
                            + ProcessHandle.current().pid());
            assertThat(Foliot.built().run("store", "list", store().toString()).out())
                    .contains("cost of steal: 1 of 1 runs");
            assertThat(writing.size()).isEqualTo(1);
        }
    }

    @Test
    void otherCommandsDoNotLoadIt() throws Exception {
        Path loaded = folder.resolve("loaded");
        Ended ended = Foliot.built()
                .with("FOLIOT_ARCHIVE", "off")
                .with("FOLIOT_JAVA_OPTS", "-Xlog:class+load:file=" + loaded)
                .run("check", "examples/tutorial");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(loaded)
                .content()
                .contains("org.foliot.cli.CheckCommand")
                .doesNotContain("org.sqlite.")
                .doesNotContain("org.foliot.store.SqliteStore");
    }
}
