package org.foliot.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Arrays;
import org.foliot.store.Database.Mode;
import org.foliot.store.StoreException.Problem;

/** Opens stores. */
public final class StoreFile {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    /** There is a 0 on every page of a store; so much of it still has one when the first page is lost. */
    private static final int MANY_PAGES = 16 * Schema.PAGE;

    private StoreFile() {}

    /**
     * Opens a store to add runs, and makes it if it is not there.
     *
     * @param file where it is; its folder must be there
     * @throws StoreException if that cannot be; the file is untouched then
     */
    public static RunStore open(Path file) {
        WriterLock lock = WriterLock.of(file);
        try {
            if (isNothing(file)) {
                create(file);
            }
            check(file);
            return new SqliteStore(file, ready(file), lock::close);
        } catch (RuntimeException wrong) {
            lock.close();
            throw wrong;
        }
    }

    /**
     * Opens a store that is there, as {@link #open} does.
     *
     * @throws StoreException if that cannot be, or there is none; nothing is made then
     */
    public static RunStore reopen(Path file) {
        requireThere(file);
        return open(file);
    }

    /**
     * Opens a store to read it, also while another process writes it: what is read is then a state in between.
     *
     * @param file where it is
     * @throws StoreException if that cannot be
     */
    public static RunStore read(Path file) {
        requireThere(file);
        check(file);
        return new SqliteStore(file, Database.open(file, Mode.READ), () -> {});
    }

    /**
     * Makes a new store of what can still be read of a damaged one. The old file stays, with {@code .damaged} added to its name.
     *
     * @param file the damaged store; the new one takes its name
     * @return what could be saved
     * @throws StoreException if it cannot be written, another process writes it, or it has never been a store
     */
    public static Salvage salvage(Path file) {
        requireThere(file);
        requireNoText(file);
        try (WriterLock lock = WriterLock.of(file)) {
            return new Salvager(file).run();
        }
    }

    private static void requireThere(Path file) {
        if (isNothing(file)) {
            throw new StoreException(Problem.INACCESSIBLE, "there is no store " + file);
        }
    }

    /** A store may be damaged anywhere, but what is text throughout is none, and not to be replaced by one. */
    private static void requireNoText(Path file) {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(MANY_PAGES);
        } catch (IOException wrong) {
            throw new StoreException(Problem.INACCESSIBLE, "cannot open " + file + ": " + Reasons.of(wrong), wrong);
        }
        int known = Math.min(head.length, MAGIC.length);
        if (Arrays.equals(head, 0, known, MAGIC, 0, known)) {
            return;
        }
        for (byte each : head) {
            if (each >= 0 && each < ' ' && each != '\n' && each != '\r' && each != '\t') {
                return;
            }
        }
        throw new StoreException(Problem.FOREIGN, file + " is a text, not a store");
    }

    private static boolean isNothing(Path file) {
        try {
            return !Files.exists(file) || Files.isRegularFile(file) && Files.size(file) == 0;
        } catch (IOException wrong) {
            throw new StoreException(Problem.INACCESSIBLE, "cannot open " + file + ": " + Reasons.of(wrong), wrong);
        }
    }

    /** Lays out an empty store beside its place and moves it there: it is whole from its first moment. */
    static void create(Path file) {
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            try (Database database = Database.open(part, Mode.CREATE)) {
                database.query(() -> {
                    Schema.create(database.connection());
                    return null;
                });
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException wrong) {
            throw new StoreException(Problem.INACCESSIBLE, "cannot make " + file + ": " + Reasons.of(wrong), wrong);
        }
    }

    /** Refuses what is no store of ours, without touching it. */
    private static void check(Path file) {
        if (Files.isDirectory(file)) {
            throw new StoreException(Problem.FOREIGN, file + " is a folder, not a store");
        }
        requireNoText(file);
        // Beside a log the file may be half-way to its next state, and is only what both say together.
        boolean logged = Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
        try (Database database = Database.open(file, logged ? Mode.READ : Mode.AS_IT_IS)) {
            long application = database.query(() -> database.number("PRAGMA application_id"));
            long version = database.query(() -> database.number("PRAGMA user_version"));
            if (application != Schema.APPLICATION) {
                throw new StoreException(Problem.FOREIGN, file + " is a database, but no store of Foliot");
            }
            if (version > Schema.VERSION) {
                throw new StoreException(
                        Problem.NEWER,
                        file + " has been written by a newer Foliot (its schema is version " + version
                                + ", this one knows " + Schema.VERSION
                                + "); use that Foliot, or another store");
            }
            if (version < Schema.VERSION) {
                throw Database.damaged(file, "its schema is version " + version, null);
            }
        }
    }

    /** A checked file, ready to be written. */
    private static Database ready(Path file) {
        Database database = Database.open(file, Mode.WRITE);
        try {
            return database.query(() -> {
                configure(database);
                String verdict = database.text("PRAGMA integrity_check(1)");
                if (!verdict.equals("ok")) {
                    throw Database.damaged(file, verdict, null);
                }
                if (!Schema.isSound(database, new StudyTable(file, database).all())) {
                    throw Database.damaged(file, "its tables or views are not those of a store", null);
                }
                return database;
            });
        } catch (RuntimeException wrong) {
            closeQuietly(database, wrong);
            throw wrong;
        }
    }

    /**
     * The write-ahead log lets others read while we write, and costs one wait for the disk per batch instead of three. FULL has
     * it on the disk before a batch counts as added; NORMAL would lose the last batches when power fails.
     */
    private static void configure(Database database) throws SQLException {
        database.execute("PRAGMA journal_mode = WAL");
        database.execute("PRAGMA synchronous = FULL");
        database.execute("PRAGMA foreign_keys = ON");
        database.execute("PRAGMA cache_size = -16384");
    }

    private static void closeQuietly(Database database, RuntimeException cause) {
        try {
            database.close();
        } catch (StoreException second) {
            cause.addSuppressed(second);
        }
    }
}
