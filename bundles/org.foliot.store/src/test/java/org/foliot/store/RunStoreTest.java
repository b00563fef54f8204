package org.foliot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foliot.store.Runs.STUDY;
import static org.foliot.store.Runs.failed;
import static org.foliot.store.Runs.key;
import static org.foliot.store.Runs.keys;
import static org.foliot.store.Runs.plan;
import static org.foliot.store.Runs.run;
import static org.foliot.store.Runs.runs;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.foliot.store.StoreException.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

class RunStoreTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("runs of ä?.db");
    }

    /** What anybody's tool reads in the file. */
    private List<String> rows(String sql) throws SQLException {
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file().toUri());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    cells.add(result.getString(i));
                }
                rows.add(String.join("|", cells));
            }
            return rows;
        }
    }

    @Test
    void aRunComesBackAsItWasAdded() {
        try (RunStore store = StoreFile.open(file())) {
            store.add(List.of(run(1), failed(2)));
            assertThat(store.find(key(1))).contains(run(1));
            assertThat(store.find(key(3))).isEmpty();
        }
        try (RunStore store = StoreFile.open(file())) {
            assertThat(store.find(key(2))).contains(failed(2));
            assertThat(store.size()).isEqualTo(2);
        }
    }

    @Test
    void aRunIsPresentWithAllMeasuresThatAreAskedForOrWithAnError() {
        try (RunStore store = StoreFile.open(file())) {
            store.add(runs(0, 1200));
            store.add(List.of(failed(5000)));
            assertThat(store.present(keys(1000, 2000), Set.of("overhead", "stolen")))
                    .isEqualTo(new HashSet<>(keys(1000, 1200)));
            assertThat(store.present(keys(0, 3), Set.of())).hasSize(3);
            assertThat(store.present(keys(0, 3), Set.of("overhead", "waiting"))).isEmpty();
            assertThat(store.present(keys(5000, 5001), Set.of("overhead"))).containsExactly(key(5000));
        }
    }

    @Test
    void whatIsAddedTwiceIsThereOnce() {
        try (RunStore store = StoreFile.open(file())) {
            store.add(runs(0, 10));
            store.add(runs(5, 15));
            store.add(List.of(run(20), run(20)));
            assertThat(store.size()).isEqualTo(16);
        }
    }

    @Test
    void aRunGetsTheMeasuresThatItHasNot() {
        SortedMap<String, Measurement> more = new TreeMap<>();
        more.put("waiting", new Measurement(5, "ps"));
        try (RunStore store = StoreFile.open(file())) {
            store.add(List.of(run(1)));
            store.add(List.of(run(1).withMeasures(more)));
            assertThat(store.find(key(1)).orElseThrow().measures())
                    .containsOnlyKeys("overhead", "stolen", "waiting")
                    .containsEntry("waiting", new Measurement(5, "ps"));
        }
    }

    private static StoredRun many(int number, String histogram) {
        StoredRun run = run(number);
        return new StoredRun(
                run.key(),
                run.seed(),
                run.antithetic(),
                run.outcome(),
                run.fingerprint(),
                run.error(),
                run.endPs(),
                run.measures(),
                new TreeMap<>(Map.of("waits of web.vcpu[*]", histogram)));
    }

    @Test
    void whatARunHasManyOfIsKeptInAStoreThatHadNothingLikeIt() throws SQLException {
        try (RunStore store = StoreFile.open(file())) {
            store.add(List.of(run(1)));
        }
        assertThat(rows("SELECT count(*) FROM sqlite_schema WHERE name = 'distribution'"))
                .containsExactly("0");
        try (RunStore store = StoreFile.open(file())) {
            assertThatThrownBy(() -> store.add(List.of(many(2, "one"), many(2, "other"))))
                    .hasMessageContaining("waits of web.vcpu[*] is another than it was");
            assertThat(store.find(key(2))).isEmpty();
            store.add(List.of(many(2, "one"), run(3)));
            assertThat(store.find(key(2))).contains(many(2, "one"));
            assertThat(store.find(key(1))).contains(run(1));
        }
        try (RunStore store = StoreFile.open(file())) {
            assertThat(store.check()).isEqualTo(3);
            assertThat(store.find(key(2))).contains(many(2, "one"));
        }
        Salvage salvage = StoreFile.salvage(file());
        assertThat(salvage.runs()).isEqualTo(3);
        try (RunStore store = StoreFile.open(file())) {
            assertThat(store.find(key(2))).contains(many(2, "one"));
        }
    }

    @Test
    void aRunThatComesOutOtherwiseIsAnErrorAndNothingOfItsBatchIsKept() {
        SortedMap<String, Measurement> other = new TreeMap<>();
        other.put("overhead", new Measurement(1008, "ps"));
        try (RunStore store = StoreFile.open(file())) {
            store.add(List.of(run(1)));
            assertThatThrownBy(() -> store.add(List.of(run(2), run(1).withMeasures(other))))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CONTRADICTION))
                    .hasMessageContaining(key(1).digest())
                    .hasMessageContaining("overhead was 1007 ps and is now 1008 ps");
            assertThatThrownBy(() -> store.add(List.of(
                            new StoredRun(key(1), -4, true, "failed", "x", Optional.empty(), 1, Runs.measures(1)))))
                    .hasMessageContaining("outcome was passed and is now failed")
                    .hasMessageContaining("fingerprint was fingerprint-1 and is now x");
            assertThat(store.find(key(2))).isEmpty();
            assertThat(store.find(key(1))).contains(run(1));
            SortedMap<String, Measurement> fresh = new TreeMap<>(Map.of("fresh", new Measurement(1, "")));
            assertThatThrownBy(() -> store.add(List.of(run(3).withMeasures(fresh), run(1).withMeasures(other))))
                    .isInstanceOf(StoreException.class);
            store.add(List.of(run(3).withMeasures(fresh)));
            assertThat(store.find(key(3))).contains(run(3).withMeasures(fresh));
        }
    }

    @Test
    void aStudyIsReadInTheOrderOfItsPlanWhetherItsRunsAreMadeOrNot() {
        List<PlannedRun> planned = new ArrayList<>();
        List<Optional<StoredRun>> made = new ArrayList<>();
        try (RunStore store = StoreFile.open(file())) {
            store.describe(STUDY, plan(6));
            store.add(List.of(run(4), run(1), run(0), run(17)));
            store.read("cost", (p, r) -> {
                planned.add(p);
                made.add(r);
            });
            assertThat(store.studies()).containsExactly(STUDY);
        }
        assertThat(planned).isEqualTo(plan(6));
        assertThat(made)
                .containsExactly(
                        Optional.of(run(0)),
                        Optional.of(run(1)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(run(4)),
                        Optional.empty());
    }

    @Test
    void aPlanReplacesTheOneBeforeAndTouchesNoRun() {
        try (RunStore store = StoreFile.open(file())) {
            store.describe(STUDY, plan(6));
            store.add(runs(0, 6));
            StudyRecord other = new StudyRecord("cost", "steal", List.of(), List.of("overhead"));
            store.describe(other, List.of(new PlannedRun(key(3), 0, List.of(), 0)));
            List<Optional<StoredRun>> made = new ArrayList<>();
            store.read("cost", (p, r) -> made.add(r));
            assertThat(made).containsExactly(Optional.of(run(3)));
            assertThat(store.size()).isEqualTo(6);
            store.describe(other, List.of());
            store.read("cost", (p, r) -> {
                throw new AssertionError("there is nothing to read");
            });
        }
    }

    @Test
    void aStudyThatIsNotThereIsNamedWithThoseThatAre() {
        try (RunStore store = StoreFile.open(file())) {
            store.describe(STUDY, plan(2));
            assertThatThrownBy(() -> store.read("price", (p, r) -> {}))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("has no study price; it has cost");
        }
    }

    @Test
    void aPlanWithAWrongNumberOfCoordinatesIsRefused() {
        try (RunStore store = StoreFile.open(file())) {
            assertThatThrownBy(() -> store.describe(STUDY, List.of(new PlannedRun(key(1), 0, List.of("1"), 0))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(store.studies()).isEmpty();
        }
    }

    @Test
    void theCsvHasALinePerPlannedRun() throws IOException {
        StringWriter out = new StringWriter();
        try (RunStore store = StoreFile.open(file())) {
            store.describe(STUDY, plan(3));
            store.add(List.of(run(0)));
            store.add(List.of(failed(1)));
            store.writeCsv("cost", out);
        }
        assertThat(out.toString().lines())
                .containsExactly(
                        "point,replication,web.vcpus,downtime,key,seed,antithetic,outcome,fingerprint,error,end_ps,"
                                + "overhead,stolen",
                        "0,0,1,10 ms," + key(0) + ",-5,0,passed,fingerprint-0,,1000000000000,7,0",
                        "0,1,1,10 ms," + key(1) + ",1,0,error,,\"it broke, \"\"badly\"\"\",17,,",
                        "1,0,2,10 ms," + key(2) + ",,,,,,,,");
    }

    @Test
    void anybodyCanQueryItByCoordinatesAndMeasures() throws SQLException {
        try (RunStore store = StoreFile.open(file())) {
            store.describe(STUDY, plan(4));
            store.add(runs(0, 3));
            // While it is open and being written, too.
            assertThat(rows("SELECT replication, \"web.vcpus\", overhead FROM runs_of_cost WHERE \"web.vcpus\" = '2'"))
                    .containsExactly("0|2|2007", "1|2|null");
        }
        assertThat(rows("SELECT study, point, coordinates, seed FROM all_runs"))
                .contains("cost|1|{\"web.vcpus\":\"2\",\"downtime\":\"10 ms\"}|-3");
        assertThat(rows("SELECT point, replication, measure, value, unit FROM all_measurements"))
                .startsWith("0|0|overhead|7|ps", "0|0|stolen|0|");
    }

    /** The queries of the help page, which is about a study like ours. */
    @Test
    void theQueriesOfTheHelpPageAnswer() throws Exception {
        try (RunStore store = StoreFile.open(file())) {
            store.describe(STUDY, plan(8));
            store.add(runs(0, 7));
            store.add(List.of(failed(7)));
        }
        String page = Files.readString(Path.of("../org.foliot.doc/src/main/resources/help/store.md"));
        Matcher sql = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL).matcher(page);
        List<List<String>> answers = new ArrayList<>();
        while (sql.find()) {
            answers.add(rows(sql.group(1)));
        }
        assertThat(answers).hasSize(3);
        assertThat(answers.get(0)).containsExactly("1|2|507.0", "2|2|2507.0", "3|2|4507.0", "4|1|6007.0");
        assertThat(answers.get(1)).hasSize(5);
        assertThat(answers.get(2))
                .containsExactly("cost|{\"web.vcpus\":\"4\",\"downtime\":\"10 ms\"}|7|error|it broke, \"badly\"");
        for (String object : List.of("run", "measure", "measurement", "study", "coordinate", "planned", "all_runs")) {
            assertThat(page).contains("`" + object + "`");
            assertThat(rows("SELECT name FROM sqlite_schema WHERE name = '" + object + "'"))
                    .hasSize(1);
        }
    }

    @Test
    void namesOfAxesAndMeasuresAreNeverTakenForSql() throws SQLException {
        String nasty = "a\"b'); DROP TABLE run; --";
        try (RunStore store = StoreFile.open(file())) {
            SortedMap<String, Measurement> measures = new TreeMap<>();
            measures.put(nasty, new Measurement(5, "'"));
            store.describe(
                    new StudyRecord(nasty, nasty, List.of(nasty), List.of(nasty)),
                    List.of(new PlannedRun(key(1), 0, List.of(nasty), 0)));
            store.add(List.of(run(1).withMeasures(measures)));
            List<Optional<StoredRun>> made = new ArrayList<>();
            store.read(nasty, (p, r) -> made.add(r));
            assertThat(made).hasSize(1);
        }
        assertThat(rows("SELECT * FROM \"runs_of_" + nasty.replace("\"", "\"\"") + '"'))
                .hasSize(1);
    }

    @Test
    void onlyOneWritesAndTheOthersAreToldWho() {
        try (RunStore store = StoreFile.open(file())) {
            store.add(runs(0, 3));
            assertThatThrownBy(() -> StoreFile.open(file()))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.problem()).isEqualTo(Problem.BUSY))
                    .hasMessageContaining("is being written by process "
                            + ProcessHandle.current().pid());
            try (RunStore reader = StoreFile.read(file())) {
                assertThat(reader.size()).isEqualTo(3);
            }
        }
        StoreFile.open(file()).close();
    }

    @Test
    void aNewerStoreIsRefusedAndUntouched() throws Exception {
        StoreFile.open(file()).close();
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file().toUri());
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 2");
        }
        refused(Problem.NEWER, "written by a newer Foliot (its schema is version 2");
    }

    @Test
    void somebodyElsesFileIsRefusedAndUntouched() throws Exception {
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file().toUri());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE mine (x)");
        }
        refused(Problem.FOREIGN, "is a database, but no store of Foliot");
        Files.writeString(file(), "These are my notes.\n".repeat(100));
        refused(Problem.FOREIGN, "is a text, not a store");
        assertThatThrownBy(() -> StoreFile.salvage(file())).hasMessageContaining("is a text, not a store");
        assertThat(file()).hasContent("These are my notes.\n".repeat(100));
    }

    private void refused(Problem problem, String message) throws IOException {
        byte[] before = Files.readAllBytes(file());
        assertThatThrownBy(() -> StoreFile.open(file()))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.problem()).isEqualTo(problem))
                .hasMessageContaining(message);
        assertThatThrownBy(() -> StoreFile.read(file())).hasMessageContaining(message);
        assertThat(file()).hasBinaryContent(before);
    }

    @Test
    void anEmptyFileBecomesAStore() throws IOException {
        Files.createFile(file());
        try (RunStore store = StoreFile.open(file())) {
            assertThat(store.size()).isZero();
        }
    }

    @Test
    void whatCannotBeWrittenSaysWhy() {
        assertThatThrownBy(() -> StoreFile.open(folder.resolve("no/such/runs.db")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("runs.db");
        assertThatThrownBy(() -> StoreFile.read(folder.resolve("runs.db"))).hasMessageContaining("there is no store");
        assertThatThrownBy(() -> StoreFile.open(folder)).isInstanceOf(StoreException.class);
    }

    @Test
    void aFullDiskIsToldAndLosesNothing() {
        try (SqliteStore store = (SqliteStore) StoreFile.open(file())) {
            store.add(runs(0, 100));
            long pages = store.database().query(() -> store.database().number("PRAGMA page_count"));
            store.database().query(() -> store.database().number("PRAGMA max_page_count = " + (pages + 3)));
            assertThatThrownBy(() -> store.add(runs(100, 1000)))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.problem()).isEqualTo(Problem.FULL))
                    .hasMessageContaining("there is no space left");
            assertThat(store.size()).isEqualTo(100);
            store.database().query(() -> store.database().number("PRAGMA max_page_count = 100000"));
            store.add(runs(100, 1000));
            assertThat(store.size()).isEqualTo(1000);
        }
    }

    /** As when the machine stops, or the disk is full, while the log is being copied into the file. */
    @Test
    void aStoreThatWasLeftHalfWayBetweenItsLogAndItsFileIsWhole() throws IOException {
        Path log = folder.resolve("runs of ä?.db-wal");
        byte[] halfWay;
        byte[] logged;
        try (RunStore store = StoreFile.open(file())) {
            store.add(runs(0, 300));
            halfWay = Files.readAllBytes(file());
            logged = Files.readAllBytes(log);
        }
        byte[] done = Files.readAllBytes(file());
        System.arraycopy(done, 0, halfWay, 0, Schema.PAGE);
        Files.write(file(), halfWay);
        Files.write(log, logged);
        try (RunStore store = StoreFile.read(file())) {
            assertThat(store.check()).isEqualTo(300);
        }
        try (RunStore store = StoreFile.open(file())) {
            assertThat(store.check()).isEqualTo(300);
        }
        assertThat(log).doesNotExist();
    }

    @Test
    void whereTheDriverUnpacksIsItsOwnAffairAfterwards() {
        StoreFile.open(file()).close();
        assertThat(System.getProperty("org.sqlite.tmpdir")).isNull();
    }
}
