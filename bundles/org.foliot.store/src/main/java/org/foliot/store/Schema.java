package org.foliot.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tables and views of a store, as the package description lists them. */
final class Schema {
    /** {@code Foli}: what tells a store from any other database. */
    static final int APPLICATION = 0x466F6C69;

    /** What this Foliot writes. A store of an older version is brought here when it is opened. */
    static final int VERSION = 1;

    /** What pages are long in every store, in bytes. */
    static final int PAGE = 4096;

    private static final List<String> STATEMENTS = List.of("""
            CREATE TABLE run (
              id INTEGER PRIMARY KEY,
              key BLOB NOT NULL UNIQUE,
              seed INTEGER NOT NULL,
              antithetic INTEGER NOT NULL,
              outcome TEXT NOT NULL,
              fingerprint TEXT NOT NULL,
              error TEXT,
              end_ps INTEGER NOT NULL,
              checksum INTEGER NOT NULL)""", """
            CREATE TABLE measure (
              id INTEGER PRIMARY KEY,
              name TEXT NOT NULL,
              unit TEXT NOT NULL,
              UNIQUE (name, unit))""", """
            CREATE TABLE measurement (
              run INTEGER NOT NULL REFERENCES run,
              measure INTEGER NOT NULL REFERENCES measure,
              value INTEGER NOT NULL,
              PRIMARY KEY (run, measure)) WITHOUT ROWID""", """
            CREATE TABLE study (
              id INTEGER PRIMARY KEY,
              name TEXT NOT NULL UNIQUE,
              scenario TEXT NOT NULL,
              checksum INTEGER NOT NULL)""", """
            CREATE TABLE axis (
              study INTEGER NOT NULL REFERENCES study,
              position INTEGER NOT NULL,
              name TEXT NOT NULL,
              PRIMARY KEY (study, position)) WITHOUT ROWID""", """
            CREATE TABLE study_measure (
              study INTEGER NOT NULL REFERENCES study,
              position INTEGER NOT NULL,
              name TEXT NOT NULL,
              PRIMARY KEY (study, position)) WITHOUT ROWID""", """
            CREATE TABLE coordinate (
              study INTEGER NOT NULL REFERENCES study,
              point INTEGER NOT NULL,
              axis INTEGER NOT NULL,
              value TEXT NOT NULL,
              PRIMARY KEY (study, point, axis)) WITHOUT ROWID""", """
            CREATE TABLE planned (
              study INTEGER NOT NULL REFERENCES study,
              position INTEGER NOT NULL,
              point INTEGER NOT NULL,
              replication INTEGER NOT NULL,
              key BLOB NOT NULL,
              PRIMARY KEY (study, position)) WITHOUT ROWID""", """
            CREATE VIEW all_runs AS
              SELECT s.name AS study, p.point, p.replication,
                (SELECT json_group_object(a.name, c.value) FROM coordinate c
                  JOIN axis a ON a.study = c.study AND a.position = c.axis
                  WHERE c.study = p.study AND c.point = p.point) AS coordinates,
                lower(hex(p.key)) AS key, r.seed, r.antithetic, r.outcome, r.fingerprint, r.error, r.end_ps
              FROM planned p JOIN study s ON s.id = p.study LEFT JOIN run r ON r.key = p.key
              ORDER BY s.name, p.position""", """
            CREATE VIEW all_measurements AS
              SELECT s.name AS study, p.point, p.replication, r.seed, r.antithetic, m.name AS measure, v.value, m.unit
              FROM planned p JOIN study s ON s.id = p.study JOIN run r ON r.key = p.key
                JOIN measurement v ON v.run = r.id JOIN measure m ON m.id = v.measure
              ORDER BY s.name, p.position, m.name""");

    private Schema() {}

    /** Lays out an empty database. */
    static void create(Connection database) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute("PRAGMA page_size = " + PAGE);
            statement.execute("BEGIN");
            statement.execute("PRAGMA application_id = " + APPLICATION);
            statement.execute("PRAGMA user_version = " + VERSION);
            for (String sql : STATEMENTS) {
                statement.execute(sql);
            }
            statement.execute("COMMIT");
        }
    }

    /** Whether tables and views are what they were made as. */
    static boolean isSound(Database database, List<StudyRecord> studies) throws SQLException {
        Set<String> expected = new HashSet<>(STATEMENTS);
        for (StudyRecord study : studies) {
            expected.add(view(study).get(1));
        }
        Set<String> found = new HashSet<>();
        try (Statement statement = database.connection().createStatement();
                ResultSet result = statement.executeQuery("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")) {
            while (result.next()) {
                found.add(result.getString(1));
            }
        }
        return found.containsAll(expected);
    }

    /** The view of a study: a row per planned run, with a column for each axis and each measure. */
    static List<String> view(StudyRecord study) {
        String name = quoted("runs_of_" + study.name());
        StringBuilder sql = new StringBuilder("CREATE VIEW ").append(name).append(" AS SELECT p.point, p.replication");
        for (int axis = 0; axis < study.axes().size(); axis++) {
            sql.append(", (SELECT value FROM coordinate c WHERE c.study = p.study AND c.point = p.point AND c.axis = ")
                    .append(axis)
                    .append(") AS ")
                    .append(quoted(study.axes().get(axis)));
        }
        sql.append(", lower(hex(p.key)) AS key, r.seed, r.antithetic, r.outcome, r.fingerprint, r.error, r.end_ps");
        for (String measure : study.measures()) {
            sql.append(", (SELECT v.value FROM measurement v JOIN measure m ON m.id = v.measure"
                            + " WHERE v.run = r.id AND m.name = ")
                    .append(literal(measure))
                    .append(") AS ")
                    .append(quoted(measure));
        }
        sql.append(
                        " FROM planned p LEFT JOIN run r ON r.key = p.key WHERE p.study = (SELECT id FROM study WHERE name = ")
                .append(literal(study.name()))
                .append(") ORDER BY p.position");
        return List.of("DROP VIEW IF EXISTS " + name, sql.toString());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
