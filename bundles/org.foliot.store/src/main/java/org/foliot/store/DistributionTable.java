package org.foliot.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The table of what runs have many of. It is laid out when the first run has such a thing, so that stores without stay what they
 * were, and a Foliot that does not know of it reads the rest.
 */
final class DistributionTable {
    static final String LAYOUT = """
            CREATE TABLE IF NOT EXISTS distribution (
              run INTEGER NOT NULL REFERENCES run,
              name TEXT NOT NULL,
              histogram TEXT NOT NULL,
              PRIMARY KEY (run, name)) WITHOUT ROWID""";

    private final Database database;
    private boolean there;

    DistributionTable(Database database) {
        this.database = database;
    }

    private boolean isThere() throws SQLException {
        there = there || database.number("SELECT count(*) FROM sqlite_schema WHERE name = 'distribution'") > 0;
        return there;
    }

    /** What is kept of a run. */
    SortedMap<String, String> of(long run) throws SQLException {
        SortedMap<String, String> found = new TreeMap<>();
        if (isThere()) {
            PreparedStatement statement =
                    database.prepare("SELECT name, histogram FROM distribution WHERE run = ? ORDER BY name");
            statement.setLong(1, run);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    found.put(result.getString(1), String.valueOf(result.getString(2)));
                }
            }
        }
        return found;
    }

    /** Keeps what a run has. */
    void insert(long run, SortedMap<String, String> distributions) throws SQLException {
        if (distributions.isEmpty()) {
            return;
        }
        if (!isThere()) {
            database.execute(LAYOUT);
            there = true;
        }
        PreparedStatement statement =
                database.prepare("INSERT INTO distribution (run, name, histogram) VALUES (?,?,?)");
        for (Map.Entry<String, String> each : distributions.entrySet()) {
            statement.setLong(1, run);
            statement.setString(2, each.getKey());
            statement.setString(3, each.getValue());
            statement.executeUpdate();
        }
    }

    /** What was being added is not there, and the table may not be either. */
    void forget() {
        there = false;
    }
}
