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
import org.foliot.store.StoreException.Problem;

/** A store in an SQLite database, laid out as {@link Schema} says. */
final class SqliteStore implements RunStore {
    private static final int KEYS_AT_ONCE = 500;

    private final Path file;
    private final Database database;
    private final AutoCloseable lock;
    private final StudyTable studies;
    private final Map<String, Long> measureIds = new HashMap<>();

    /**
     * A store that is open.
     *
     * @param lock given back at the end
     */
    SqliteStore(Path file, Database database, AutoCloseable lock) {
        this.file = file;
        this.database = database;
        this.lock = lock;
        this.studies = new StudyTable(file, database);
    }

    @Override
    public Set<RunKey> present(Collection<RunKey> keys, Set<String> measures) {
        List<RunKey> asked = List.copyOf(keys);
        Set<RunKey> found = new HashSet<>();
        return database.query(() -> {
            for (int from = 0; from < asked.size(); from += KEYS_AT_ONCE) {
                List<RunKey> some = asked.subList(from, Math.min(asked.size(), from + KEYS_AT_ONCE));
                findPresent(some, measures, found);
            }
            return found;
        });
    }

    private void findPresent(List<RunKey> keys, Set<String> measures, Set<RunKey> found) throws SQLException {
        PreparedStatement statement = database.prepare("SELECT key FROM run WHERE key IN (" + places(keys.size())
                + ") AND (error IS NOT NULL OR (SELECT count(*) FROM measurement v JOIN measure m ON m.id = v.measure"
                + " WHERE v.run = run.id AND m.name IN (" + places(measures.size()) + ")) = " + measures.size() + ")");
        int place = 0;
        for (RunKey key : keys) {
            statement.setBytes(++place, key.bytes());
        }
        for (String measure : measures) {
            statement.setString(++place, measure);
        }
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                found.add(RunKey.of(result.getBytes(1)));
            }
        }
    }

    private static String places(int count) {
        return count == 0 ? "" : "?" + ",?".repeat(count - 1);
    }

    @Override
    public void add(List<StoredRun> runs) {
        boolean added = false;
        try {
            database.transaction(() -> {
                for (StoredRun run : runs) {
                    Optional<Row> before = row(run.key());
                    if (before.isEmpty()) {
                        insert(run);
                    } else {
                        extend(before.get(), run);
                    }
                }
                return null;
            });
            added = true;
        } finally {
            if (!added) {
                // Measures that were new are gone with the rest.
                measureIds.clear();
            }
        }
    }

    private void insert(StoredRun run) throws SQLException {
        PreparedStatement statement = database.prepare("INSERT INTO run"
                + " (key, seed, antithetic, outcome, fingerprint, error, end_ps, checksum) VALUES (?,?,?,?,?,?,?,?)");
        statement.setBytes(1, run.key().bytes());
        statement.setLong(2, run.seed());
        statement.setInt(3, run.antithetic() ? 1 : 0);
        statement.setString(4, run.outcome());
        statement.setString(5, run.fingerprint());
        if (run.error().isPresent()) {
            statement.setString(6, run.error().get());
        } else {
            statement.setNull(6, Types.VARCHAR);
        }
        statement.setLong(7, run.endPs());
        statement.setLong(8, Checksum.of(run));
        statement.executeUpdate();
        insertMeasures(database.number("SELECT last_insert_rowid()"), run.measures());
    }

    private void insertMeasures(long run, SortedMap<String, Measurement> measures) throws SQLException {
        PreparedStatement statement = database.prepare("INSERT INTO measurement (run, measure, value) VALUES (?,?,?)");
        for (Map.Entry<String, Measurement> measure : measures.entrySet()) {
            statement.setLong(1, run);
            statement.setLong(2, measureId(measure.getKey(), measure.getValue().unit()));
            statement.setLong(3, measure.getValue().value());
            statement.executeUpdate();
        }
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
            if (!result.next()) {
                return Optional.empty();
            }
            RunReader reader = new RunReader(file, result, 0);
            long id = reader.id();
            do {
                reader.measure();
            } while (result.next());
            return Optional.of(new Row(id, reader.run()));
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
            try {
                lock.close();
            } catch (Exception wrong) {
                throw new StoreException(Problem.INACCESSIBLE, "cannot unlock " + file, wrong);
            }
        }
    }
}
