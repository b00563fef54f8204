package org.foliot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.foliot.store.Measurement;
import org.foliot.store.PlannedRun;
import org.foliot.store.RunKey;
import org.foliot.store.RunStore;
import org.foliot.store.StoreFile;
import org.foliot.store.StoredRun;
import org.foliot.store.StudyRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoreCommandTest extends CommandLineFixture {
    private static final int RUNS = 500;

    StoreCommandTest() {
        super(SmallCatalog.INSTALLED);
    }

    private Path file() {
        return folder.resolve("runs.db");
    }

    @BeforeEach
    void makeAStore() {
        try (RunStore store = StoreFile.open(file())) {
            List<PlannedRun> plan =
                    List.of(new PlannedRun(key(0), 0, List.of("1"), 0), new PlannedRun(key(RUNS), 1, List.of("2"), 0));
            store.describe(new StudyRecord("cost", "steal", List.of("web.vcpus"), List.of("overhead")), plan);
            for (int i = 0; i < RUNS; i++) {
                TreeMap<String, Measurement> measures = new TreeMap<>();
                measures.put("overhead", new Measurement(17, "ps"));
                store.add(
                        List.of(new StoredRun(key(i), i, false, "passed", "print", Optional.empty(), 1000, measures)));
            }
        }
    }

    private static RunKey key(int number) {
        return new RunKey(String.format("%064x", number));
    }

    @Test
    void itListsWhatIsThere() {
        assertThat(foliot("store", "list", file())).isZero();
        assertThat(out()).isEqualTo("cost of steal: 1 of 2 runs over web.vcpus, measuring overhead\n500 runs in all\n");
    }

    @Test
    void itWritesAStudyAsCsv() {
        assertThat(foliot("store", "csv", file(), "cost")).isZero();
        assertThat(out())
                .startsWith("point,replication,web.vcpus,key,")
                .contains("\n0,0,1," + key(0) + ",0,0,passed,print,,1000,17\n")
                .endsWith("\n1,0,2," + key(RUNS) + ",,,,,,,\n");
        Path csv = folder.resolve("cost.csv");
        String printed = out();
        assertThat(foliot("store", "csv", file(), "cost", "--out", csv)).isZero();
        assertThat(csv).hasContent(printed);
        assertThat(foliot("store", "csv", file(), "price")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("has no study price; it has cost");
    }

    @Test
    void itMendsWhatIsDamaged() throws IOException {
        assertThat(foliot("store", "check", file())).isZero();
        assertThat(out()).contains("is sound: 500 runs, 1 study\n");
        try (RandomAccessFile damaged = new RandomAccessFile(file().toFile(), "rw")) {
            damaged.seek(damaged.length() - 5000);
            damaged.write(new byte[3000]);
        }
        assertThat(foliot("store", "check", file())).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("is damaged").contains("foliot store salvage " + file());
        assertThat(foliot("store", "salvage", file())).isZero();
        assertThat(out()).contains("could not be read").contains("runs.db.damaged");
        assertThat(folder.resolve("runs.db.damaged")).exists();
        assertThat(foliot("store", "check", file())).isZero();
    }

    @Test
    void itSaysWhatItCanDo() throws IOException {
        assertThat(foliot("store")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("say what to do with a store: list, csv, check or salvage");
        assertThat(foliot("store", "list", folder.resolve("none.db"))).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("there is no store");
        Path notes = Files.writeString(folder.resolve("notes.txt"), "my notes, which are long enough".repeat(50));
        assertThat(foliot("store", "check", notes)).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("notes.txt is a text, not a store").doesNotContain("salvage");
        assertThat(notes).hasContent("my notes, which are long enough".repeat(50));
    }

    @Test
    void whatWasNeverAStoreIsNotReplacedByOne() throws IOException {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "my notes");
        assertThat(foliot("store", "salvage", notes)).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("notes.txt is a text, not a store");
        assertThat(notes).hasContent("my notes");
        assertThat(folder.resolve("notes.txt.damaged")).doesNotExist();
    }

    @Test
    void checkingMakesNoStore() throws IOException {
        assertThat(foliot("store", "check", folder.resolve("none.db"))).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("there is no store");
        assertThat(folder.resolve("none.db")).doesNotExist();
    }
}
