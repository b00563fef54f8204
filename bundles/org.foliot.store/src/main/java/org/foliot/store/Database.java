package org.foliot.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.foliot.store.StoreException.Problem;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;

/** A connection to a store's file: statements are prepared once, and what goes wrong is said in the store's words. */
final class Database implements AutoCloseable {
    /** How a file is opened. */
    enum Mode {
        /** To be created. */
        CREATE("rwc", false),
        /** To be written and read. */
        WRITE("rw", false),
        /** To be read while others may write. */
        READ("ro", false),
        /** To be read as it lies there, without a lock and without what is still in the log. */
        AS_IT_IS("ro", true);

        private final String parameters;

        Mode(String mode, boolean immutable) {
            parameters = "?mode=" + mode + (immutable ? "&immutable=1" : "");
        }
    }

    /** A piece of work that SQLite may refuse. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int PRIMARY_CODE = 0xFF;

    /** What the log and its index take at least, in bytes. */
    private static final long LEAST_SPACE = 65_536;

    private final Path file;
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    private Database(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** Opens a file. SQLite reads nothing of it yet, so this succeeds with most damaged files. */
    static Database open(Path file, Mode mode) {
        NativeLibrary.load();
        SQLiteConfig configuration = new SQLiteConfig();
        configuration.setBusyTimeout(PATIENCE_MILLIS);
        try {
            return new Database(
                    file,
                    configuration.createConnection(
                            "jdbc:sqlite:" + file.toAbsolutePath().toUri().toASCIIString() + mode.parameters));
        } catch (SQLException wrong) {
            throw inWords(file, wrong);
        }
    }

    /** The connection, for statements that are needed once. */
    Connection connection() {
        return connection;
    }

    /** A statement that is kept until the end, or until something fails. */
    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row. */
    String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : "";
        }
    }

    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    /** Does something, and says in the store's words why it could not be done. */
    <T> T query(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException wrong) {
            forgetStatements();
            throw inWords(file, wrong);
        }
    }

    /** The driver ends a statement that fails, without a way to tell. */
    private void forgetStatements() {
        for (PreparedStatement statement : prepared.values()) {
            try {
                statement.close();
            } catch (SQLException ended) {
                // As it should be.
            }
        }
        prepared.clear();
    }

    /** Does something as a whole or not at all; it is on the disk afterwards. */
    void transaction(Work<Void> work) {
        query(() -> {
            execute("BEGIN IMMEDIATE");
            boolean done = false;
            try {
                work.run();
                execute("COMMIT");
                done = true;
            } finally {
                if (!done) {
                    rollBack();
                }
            }
            return null;
        });
    }

    /** After some errors SQLite has rolled back itself. */
    private void rollBack() {
        try {
            execute("ROLLBACK");
        } catch (SQLException alreadyDone) {
            // What counts is the error that led here.
        }
    }

    private static StoreException inWords(Path file, SQLException wrong) {
        int code = wrong instanceof SQLiteException sqlite ? sqlite.getResultCode().code : wrong.getErrorCode();
        // The numbers of https://sqlite.org/rescode.html; the upper bits tell more than we need.
        return switch (code & PRIMARY_CODE) {
            case 5, 6 ->
                new StoreException(
                        Problem.BUSY,
                        file + " is being written by a program that is not Foliot; wait until it has ended",
                        wrong);
            case 8 -> new StoreException(Problem.INACCESSIBLE, file + " can only be read, not written", wrong);
            // 1 is an error in a statement: ours are right, so what they speak of has changed.
            case 1, 11, 26 -> damaged(file, wrong.getMessage(), wrong);
            case 13 -> full(file, wrong);
            case 14 -> new StoreException(Problem.INACCESSIBLE, "cannot open " + file, wrong);
            default ->
                // SQLite has many names for what a full disk does to it.
                hasNoSpace(file)
                        ? full(file, wrong)
                        : new StoreException(
                                Problem.INACCESSIBLE,
                                "cannot read or write " + file + ": " + wrong.getMessage(),
                                wrong);
        };
    }

    private static StoreException full(Path file, SQLException wrong) {
        return new StoreException(
                Problem.FULL,
                "there is no space left for " + file + "; what was in it is unharmed, so make room and go on",
                wrong);
    }

    private static boolean hasNoSpace(Path file) {
        try {
            return Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace() < LEAST_SPACE;
        } catch (IOException unknown) {
            return false;
        }
    }

    /** What is said of a file that is not what was written. */
    static StoreException damaged(Path file, String what, Throwable cause) {
        return new StoreException(
                Problem.DAMAGED,
                file + " is damaged (" + what + "); \"foliot store salvage " + file
                        + "\" makes a new store of what can still be read and keeps the old file",
                cause);
    }

    @Override
    public void close() {
        query(() -> {
            forgetStatements();
            connection.close();
            return null;
        });
    }
}
