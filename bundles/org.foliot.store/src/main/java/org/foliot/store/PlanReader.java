package org.foliot.store;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Reads the runs of a study one after the other, and checks at the end that the plan is what was written. */
final class PlanReader {
    private static final int PLAN_COLUMNS = 5;

    private final Path file;
    private final Database database;
    private final StudyRecord study;
    private final Checksum sum;
    private final DistributionTable distributions;
    private final List<List<String>> coordinates = new ArrayList<>();

    PlanReader(Path file, Database database, StudyRecord study) {
        this.file = file;
        this.database = database;
        this.study = study;
        this.sum = Checksum.of(study);
        this.distributions = new DistributionTable(database);
    }

    /** Reads the runs with what came out of them. */
    void read(BiConsumer<PlannedRun, Optional<StoredRun>> reader) throws SQLException {
        query(RunReader.COLUMNS, "LEFT JOIN run r ON r.key = p.key " + RunReader.JOINS, result -> {
            int position = result.getInt(2);
            PlannedRun planned = planned(result);
            if (result.getBytes(PLAN_COLUMNS + 2) == null) {
                reader.accept(planned, Optional.empty());
                return result.next();
            }
            RunReader run = new RunReader(file, result, PLAN_COLUMNS, distributions);
            boolean more;
            do {
                run.measure();
                more = result.next();
            } while (more && result.getInt(2) == position);
            reader.accept(planned, Optional.of(run.run()));
            return more;
        });
    }

    /** Reads the plan alone. */
    void readPlan(Consumer<PlannedRun> reader) {
        database.query(() -> {
            query("0", "", result -> {
                reader.accept(planned(result));
                return result.next();
            });
            return null;
        });
    }

    /** Takes the present row and whatever else belongs to the same planned run. */
    @FunctionalInterface
    private interface Rows {
        /** Whether there is another row. */
        boolean take(ResultSet result) throws SQLException;
    }

    private void query(String columns, String joins, Rows rows) throws SQLException {
        readCoordinates();
        PreparedStatement statement = database.prepare("SELECT s.checksum, p.position, p.point, p.replication, p.key, "
                + columns + " FROM study s LEFT JOIN planned p ON p.study = s.id " + joins
                + " WHERE s.name = ? ORDER BY p.position");
        statement.setString(1, study.name());
        try (ResultSet result = statement.executeQuery()) {
            if (!result.next()) {
                throw damaged();
            }
            long checksum = result.getLong(1);
            boolean more = result.getBytes(PLAN_COLUMNS) != null;
            while (more) {
                more = rows.take(result);
            }
            if (sum.value() != checksum) {
                throw damaged();
            }
        }
    }

    private StoreException damaged() {
        return Database.damaged(file, "the plan of study " + study.name() + " has changed", null);
    }

    private void readCoordinates() throws SQLException {
        PreparedStatement statement = database.prepare("SELECT point, axis, value FROM coordinate"
                + " WHERE study = (SELECT id FROM study WHERE name = ?) ORDER BY point, axis");
        statement.setString(1, study.name());
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                int point = result.getInt(1);
                if (point == coordinates.size()) {
                    coordinates.add(new ArrayList<>());
                }
                if (point != coordinates.size() - 1
                        || result.getInt(2) != coordinates.get(point).size()) {
                    throw damaged();
                }
                coordinates.get(point).add(result.getString(3));
            }
        }
    }

    private PlannedRun planned(ResultSet result) throws SQLException {
        int point = result.getInt(3);
        int replication = result.getInt(4);
        byte[] key = result.getBytes(5);
        boolean hasAxes = !study.axes().isEmpty();
        if (point < 0 || replication < 0 || key.length != RunKey.BYTES || hasAxes && point >= coordinates.size()) {
            throw damaged();
        }
        PlannedRun planned =
                new PlannedRun(RunKey.of(key), point, hasAxes ? coordinates.get(point) : List.of(), replication);
        sum.add(planned);
        return planned;
    }
}
