package org.foliot.store;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.foliot.store.StoreException.Problem;

/** A store in an SQLite database, laid out as {@link Schema} says. */
final class SqliteStore implements RunStore {
    private static final int KEYS_AT_ONCE = 512;

    private final Path file;
    private final Database database;
    private final Runnable unlock;
    private final StudyTable studies;
    private final DistributionTable distributions;
    private final Map<String, Long> measureIds = new HashMap<>();

    /**
     * A store that is open.
     *
     * @param unlock lets others write
     */
    SqliteStore(Path file, Database database, Runnable unlock) {
        this.file = file;
        this.database = database;
        this.unlock = unlock;
        this.studies = new StudyTable(file, database);
        this.distributions = new DistributionTable(database);
    }

    @Override
    public Set<RunKey> present(Collection<RunKey> keys, Set<String> measures) {
        String complete = "error IS NOT NULL OR (SELECT count(*) FROM measurement v JOIN measure m ON m.id = v.measure"
                + " WHERE v.run = run.id AND m.name IN (" + places(measures.size()) + ")) = " + measures.size();
        return database.query(() -> matching(List.copyOf(keys), complete, measures));
    }

    private Set<RunKey> existing(List<RunKey> keys) throws SQLException {
        return matching(keys, "true", Set.of());
    }

    /** Those of the keys whose runs are there and fulfil a condition with these values. */
    private Set<RunKey> matching(List<RunKey> keys, String condition, Set<String> values) throws SQLException {
        Set<RunKey> found = new HashSet<>();
        for (int from = 0; from < keys.size(); from += KEYS_AT_ONCE) {
            List<RunKey> some = keys.subList(from, Math.min(keys.size(), from + KEYS_AT_ONCE));
            // A power of two of places, so that few statements are kept; the last key fills what is left.
            int count = Math.max(1, Integer.highestOneBit(2 * some.size() - 1));
            PreparedStatement statement = database.prepare(
                    "SELECT key FROM run WHERE key IN (" + places(count) + ") AND (" + condition + ")");
            int place = 0;
            while (place < count) {
                byte[] key = some.get(Math.min(place, some.size() - 1)).bytes();
                statement.setBytes(++place, key);
            }
            for (String value : values) {
                statement.setString(++place, value);
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    found.add(RunKey.of(result.getBytes(1)));
                }
            }
        }
        return found;
    }

    private static String places(int count) {
        return count == 0 ? "" : "?" + ",?".repeat(count - 1);
    }

    @Override
    public void add(List<StoredRun> runs) {
        boolean added = false;
        try {
            database.transaction(() -> {
                addEach(runs);
                return null;
            });
            added = true;
        } finally {
            if (!added) {
                // Measures that were new are gone with the rest.
                measureIds.clear();
                distributions.forget();
            }
        }
    }

    private void addEach(List<StoredRun> runs) throws SQLException {
        Set<RunKey> there = existing(runs.stream().map(StoredRun::key).collect(Collectors.toUnmodifiableList()));
        long id = database.number("SELECT max(id) FROM run");
        for (StoredRun run : runs) {
            if (there.add(run.key())) {
                id++;
                insert(id, run);
            } else {
                extend(row(run.key()).orElseThrow(), run);
            }
        }
    }

    private void insert(long id, StoredRun run) throws SQLException {
        PreparedStatement statement = database.prepare("INSERT INTO run"
                + " (id, key, seed, antithetic, outcome, fingerprint, error, end_ps, checksum)"
                + " VALUES (?,?,?,?,?,?,?,?,?)");
        statement.setLong(1, id);
        statement.setBytes(2, run.key().bytes());
        statement.setLong(3, run.seed());
        statement.setInt(4, run.antithetic() ? 1 : 0);
        statement.setString(5, run.outcome());
        statement.setString(6, run.fingerprint());
        if (run.error().isPresent()) {
            statement.setString(7, run.error().get());
        } else {
            statement.setNull(7, Types.VARCHAR);
        }
        statement.setLong(8, run.endPs());
        statement.setLong(9, Checksum.of(run));
        statement.executeUpdate();
        insertMeasures(id, run.measures());
        distributions.insert(id, run.distributions());
    }

    /** All in one statement: each costs ten times what a row does. */
    private void insertMeasures(long run, SortedMap<String, Measurement> measures) throws SQLException {
        if (measures.isEmpty()) {
            return;
        }
        PreparedStatement statement = database.prepare("INSERT INTO measurement (run, measure, value) VALUES (?,?,?)"
                + ",(?,?,?)".repeat(measures.size() - 1));
        int place = 0;
        for (Map.Entry<String, Measurement> measure : measures.entrySet()) {
            statement.setLong(++place, run);
            statement.setLong(
                    ++place, measureId(measure.getKey(), measure.getValue().unit()));
            statement.setLong(++place, measure.getValue().value());
        }
        statement.executeUpdate();
    }

    private long measureId(String name, String unit) throws SQLException {
        String both = name + '\0' + unit;
        Long known = measureIds.get(both);
        if (known == null) {
            PreparedStatement insert =
                    database.prepare("INSERT INTO measure (name, unit) VALUES (?,?) ON CONFLICT DO NOTHING");
            insert.setString(1, name);
            insert.setString(2, unit);
            insert.executeUpdate();
            PreparedStatement select = database.prepare("SELECT id FROM measure WHERE name = ? AND unit = ?");
            select.setString(1, name);
            select.setString(2, unit);
            try (ResultSet result = select.executeQuery()) {
                result.next();
                known = result.getLong(1);
            }
            measureIds.put(both, known);
        }
        return known;
    }

    /** Adds what a run has measured anew, if everything else is as it was. */
    private void extend(Row before, StoredRun run) throws SQLException {
        SortedMap<String, Measurement> all = new TreeMap<>(before.run().measures());
        SortedMap<String, Measurement> added = new TreeMap<>();
        for (Map.Entry<String, Measurement> measure : run.measures().entrySet()) {
            Measurement old = all.putIfAbsent(measure.getKey(), measure.getValue());
            if (old == null) {
                added.put(measure.getKey(), measure.getValue());
            }
        }
        StoredRun extended = before.run().withMeasures(all);
        SortedMap<String, Measurement> overlaid = new TreeMap<>(all);
        overlaid.putAll(run.measures());
        StoredRun asSeenNow = run.withMeasures(overlaid);
        if (!extended.equals(asSeenNow)) {
            throw Contradiction.between(extended, asSeenNow);
        }
        if (!added.isEmpty()) {
            insertMeasures(before.id(), added);
            PreparedStatement statement = database.prepare("UPDATE run SET checksum = ? WHERE id = ?");
            statement.setLong(1, Checksum.of(extended));
            statement.setLong(2, before.id());
            statement.executeUpdate();
        }
    }

    /** A run and where it is. */
    private record Row(long id, StoredRun run) {}

    private Optional<Row> row(RunKey key) throws SQLException {
        PreparedStatement statement =
                database.prepare("SELECT " + RunReader.COLUMNS + " FROM run r " + RunReader.JOINS + " WHERE r.key = ?");
        statement.setBytes(1, key.bytes());
        try (ResultSet result = statement.executeQuery()) {
            return RunReader.only(file, result, distributions).map(r -> new Row(r.id(), r.run()));
        }
    }

    @Override
    public Optional<StoredRun> find(RunKey key) {
        return database.query(() -> row(key).map(Row::run));
    }

    @Override
    public void describe(StudyRecord study, List<PlannedRun> plan) {
        studies.replace(study, plan);
    }

    @Override
    public List<StudyRecord> studies() {
        return studies.all();
    }

    @Override
    public void read(String study, BiConsumer<PlannedRun, Optional<StoredRun>> reader) {
        studies.read(known(study), reader);
    }

    @Override
    public void writeCsv(String study, Writer out) throws IOException {
        StudyRecord record = known(study);
        StudyCsv.write(record, reader -> studies.read(record, reader), out);
    }

    private StudyRecord known(String name) {
        List<String> names = new ArrayList<>();
        for (StudyRecord study : studies()) {
            if (study.name().equals(name)) {
                return study;
            }
            names.add(study.name());
        }
        throw new StoreException(
                Problem.UNKNOWN_STUDY,
                file + " has no study " + name + "; it has " + (names.isEmpty() ? "none" : String.join(", ", names)));
    }

    @Override
    public long check() {
        for (StudyRecord study : studies()) {
            read(study.name(), (planned, run) -> {});
        }
        return database.query(() -> {
            long runs = 0;
            try (ResultSet result = database.prepare(
                            "SELECT " + RunReader.COLUMNS + " FROM run r " + RunReader.JOINS + " ORDER BY r.id")
                    .executeQuery()) {
                boolean more = result.next();
                while (more) {
                    RunReader reader = new RunReader(file, result, 0, distributions);
                    do {
                        reader.measure();
                        more = result.next();
                    } while (more && result.getLong(1) == reader.id());
                    reader.run();
                    runs++;
                }
            }
            return runs;
        });
    }

    @Override
    public long size() {
        return database.query(() -> database.number("SELECT count(*) FROM run"));
    }

    /** For tests: the connection. */
    Database database() {
        return database;
    }

    @Override
    public void close() {
        try {
            database.close();
        } finally {
            unlock.run();
        }
    }
}
