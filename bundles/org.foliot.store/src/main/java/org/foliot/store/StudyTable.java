package org.foliot.store;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The studies of a store and their plans. */
final class StudyTable {
    private final Path file;
    private final Database database;

    StudyTable(Path file, Database database) {
        this.file = file;
        this.database = database;
    }

    /** See {@link RunStore#describe}. */
    void replace(StudyRecord study, List<PlannedRun> plan) {
        Checksum sum = Checksum.of(study);
        for (PlannedRun planned : plan) {
            if (planned.coordinates().size() != study.axes().size()) {
                throw new IllegalArgumentException(planned + " has other axes than " + study);
            }
            sum.add(planned);
        }
        long checksum = sum.value();
        Long before = database.query(() -> checksumOf(study.name()));
        if (before != null && before == checksum) {
            return;
        }
        database.transaction(() -> {
            remove(study.name());
            insert(study, plan, checksum);
            return null;
        });
    }

    private Long checksumOf(String study) throws SQLException {
        PreparedStatement statement = database.prepare("SELECT checksum FROM study WHERE name = ?");
        statement.setString(1, study);
        try (ResultSet result = statement.executeQuery()) {
            return result.next() ? Long.valueOf(result.getLong(1)) : null;
        }
    }

    private void remove(String study) throws SQLException {
        for (String table : List.of("planned", "coordinate", "axis", "study_measure")) {
            PreparedStatement statement =
                    database.prepare("DELETE FROM " + table + " WHERE study IN (SELECT id FROM study WHERE name = ?)");
            statement.setString(1, study);
            statement.executeUpdate();
        }
        PreparedStatement statement = database.prepare("DELETE FROM study WHERE name = ?");
        statement.setString(1, study);
        statement.executeUpdate();
    }

    private void insert(StudyRecord study, List<PlannedRun> plan, long checksum) throws SQLException {
        PreparedStatement head = database.prepare("INSERT INTO study (name, scenario, checksum) VALUES (?,?,?)");
        head.setString(1, study.name());
        head.setString(2, study.scenario());
        head.setLong(3, checksum);
        head.executeUpdate();
        long id = database.number("SELECT last_insert_rowid()");
        insertNames("axis", id, study.axes());
        insertNames("study_measure", id, study.measures());
        insertPlan(id, plan);
        for (String sql : Schema.view(study)) {
            database.execute(sql);
        }
    }

    private void insertNames(String table, long study, List<String> names) throws SQLException {
        PreparedStatement statement =
                database.prepare("INSERT INTO " + table + " (study, position, name) VALUES (?,?,?)");
        for (int i = 0; i < names.size(); i++) {
            statement.setLong(1, study);
            statement.setInt(2, i);
            statement.setString(3, names.get(i));
            statement.executeUpdate();
        }
    }

    private void insertPlan(long study, List<PlannedRun> plan) throws SQLException {
        PreparedStatement statement =
                database.prepare("INSERT INTO planned (study, position, point, replication, key) VALUES (?,?,?,?,?)");
        PreparedStatement coordinate = database.prepare(
                "INSERT INTO coordinate (study, point, axis, value) VALUES (?,?,?,?) ON CONFLICT DO NOTHING");
        int lastPoint = -1;
        for (int i = 0; i < plan.size(); i++) {
            PlannedRun planned = plan.get(i);
            statement.setLong(1, study);
            statement.setInt(2, i);
            statement.setInt(3, planned.point());
            statement.setInt(4, planned.replication());
            statement.setBytes(5, planned.key().bytes());
            statement.executeUpdate();
            if (planned.point() == lastPoint) {
                continue;
            }
            lastPoint = planned.point();
            for (int axis = 0; axis < planned.coordinates().size(); axis++) {
                coordinate.setLong(1, study);
                coordinate.setInt(2, planned.point());
                coordinate.setInt(3, axis);
                coordinate.setString(4, planned.coordinates().get(axis));
                coordinate.executeUpdate();
            }
        }
    }

    /** See {@link RunStore#studies}. */
    List<StudyRecord> all() {
        return database.query(() -> {
            List<StudyRecord> all = new ArrayList<>();
            PreparedStatement statement = database.prepare("SELECT id, name, scenario FROM study ORDER BY name");
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    long id = result.getLong(1);
                    all.add(new StudyRecord(
                            result.getString(2), result.getString(3), names("axis", id), names("study_measure", id)));
                }
            }
            return all;
        });
    }

    private List<String> names(String table, long study) throws SQLException {
        PreparedStatement statement =
                database.prepare("SELECT name FROM " + table + " WHERE study = ? ORDER BY position");
        statement.setLong(1, study);
        List<String> names = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        return names;
    }

    /** See {@link RunStore#read}. */
    void read(StudyRecord study, BiConsumer<PlannedRun, Optional<StoredRun>> reader) {
        database.query(() -> {
            PlanReader plan = new PlanReader(file, database, study);
            plan.read(reader);
            return null;
        });
    }
}
