package org.foliot.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.foliot.store.Database.Mode;
import org.foliot.store.StoreException.Problem;

/**
 * Makes a new store of what can still be read of a damaged one: every run and every plan whose checksum is right.
 *
 * <p>Runs are read one by one in the order of their row ids, going round what SQLite cannot read. When not even the first page
 * can be, which says where the tables begin, an empty store's takes its place in a copy: tables begin where they always do.
 */
final class Salvager {
    private static final int RUNS_AT_ONCE = 1000;

    /** What a run takes at least on a page, in bytes: an upper bound of row ids follows. */
    private static final int SHORTEST_RUN = 40;

    private static final long NO_MORE = Long.MAX_VALUE;

    private final Path file;
    private final Path part;
    private final Path copy;

    Salvager(Path file) {
        Path absolute = file.toAbsolutePath();
        this.file = file;
        this.part = absolute.resolveSibling("." + absolute.getFileName() + ".salvaged");
        this.copy = absolute.resolveSibling("." + absolute.getFileName() + ".copy");
    }

    /** Does it. The lock is held. */
    Salvage run() {
        try {
            Files.deleteIfExists(part);
            StoreFile.create(part);
            Counts counts;
            try (SqliteStore target = new SqliteStore(part, Database.open(part, Mode.WRITE), () -> {});
                    SqliteStore source = source()) {
                counts = copyInto(target, source);
            }
            return new Salvage(counts.runs, counts.lost, counts.lostStudies, exchange());
        } catch (IOException wrong) {
            throw new StoreException(Problem.INACCESSIBLE, "cannot salvage " + file + ": " + Reasons.of(wrong), wrong);
        } finally {
            deleteQuietly(part);
            deleteQuietly(copy);
        }
    }

    /** What is counted on the way. */
    private static final class Counts {
        private long runs;
        private long lost;
        private final List<String> lostStudies = new ArrayList<>();
    }

    private SqliteStore source() throws IOException {
        Database database = Database.open(file, Mode.READ);
        try {
            database.query(() -> database.number("SELECT count(*) FROM sqlite_schema WHERE name = 'run'"));
            database.query(() -> database.prepare("SELECT id FROM run"));
        } catch (StoreException unreadable) {
            database.close();
            return withFirstPageOfAnother();
        }
        return new SqliteStore(file, database, () -> {});
    }

    private SqliteStore withFirstPageOfAnother() throws IOException {
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        byte[] page = new byte[Schema.PAGE];
        try (RandomAccessFile empty = new RandomAccessFile(part.toFile(), "r");
                RandomAccessFile damaged = new RandomAccessFile(copy.toFile(), "rw")) {
            empty.readFully(page);
            // The header of an SQLite database: its size in pages at 28; pages that are free, at 32 and 36, are none of
            // ours.
            ByteBuffer.wrap(page).putInt(28, (int) (damaged.length() / Schema.PAGE));
            damaged.write(page);
        }
        return new SqliteStore(file, Database.open(copy, Mode.AS_IT_IS), () -> {});
    }

    private Counts copyInto(SqliteStore target, SqliteStore source) throws IOException {
        Counts counts = new Counts();
        copyRuns(target, source, counts);
        for (String name : studyNames(source.database())) {
            if (!copyStudy(target, source, name)) {
                counts.lostStudies.add(name);
            }
        }
        return counts;
    }

    private void copyRuns(SqliteStore target, SqliteStore source, Counts counts) throws IOException {
        long bound = Files.size(file) / SHORTEST_RUN;
        DistributionTable distributions = new DistributionTable(source.database());
        List<StoredRun> batch = new ArrayList<>();
        long lastSeen = 0;
        for (long id = 1; id < bound; id++) {
            OptionalLong next = next(source.database(), id);
            if (next.isPresent()) {
                id = next.getAsLong();
                if (id == NO_MORE) {
                    break;
                }
                lastSeen = id;
                read(source.database(), distributions, id).ifPresent(batch::add);
            }
            if (batch.size() == RUNS_AT_ONCE) {
                target.add(batch);
                batch.clear();
            }
        }
        target.add(batch);
        counts.runs = target.size();
        counts.lost = lastSeen - counts.runs;
    }

    /** The first id from this one on; nothing where that page cannot be read. */
    private static OptionalLong next(Database source, long id) {
        try {
            return source.query(() -> {
                PreparedStatement statement =
                        source.prepare("SELECT id FROM run NOT INDEXED WHERE id >= ? ORDER BY id LIMIT 1");
                statement.setLong(1, id);
                try (ResultSet result = statement.executeQuery()) {
                    return OptionalLong.of(result.next() ? result.getLong(1) : NO_MORE);
                }
            });
        } catch (StoreException unreadable) {
            return OptionalLong.empty();
        }
    }

    private Optional<StoredRun> read(Database source, DistributionTable distributions, long id) {
        try {
            return source.query(() -> {
                PreparedStatement statement = source.prepare("SELECT " + RunReader.COLUMNS + " FROM run r NOT INDEXED "
                        + RunReader.JOINS + " WHERE r.id = ?");
                statement.setLong(1, id);
                try (ResultSet result = statement.executeQuery()) {
                    return RunReader.only(file, result, distributions).map(RunReader::run);
                }
            });
        } catch (StoreException unreadable) {
            return Optional.empty();
        }
    }

    /** Those up to the first that cannot be read. */
    private static List<String> studyNames(Database source) {
        List<String> names = new ArrayList<>();
        try {
            source.query(() -> {
                try (ResultSet result =
                        source.prepare("SELECT name FROM study ORDER BY id").executeQuery()) {
                    while (result.next()) {
                        names.add(String.valueOf(result.getString(1)));
                    }
                }
                return null;
            });
        } catch (StoreException unreadable) {
            // A study knows its plan, and describes it when it goes on.
        }
        return names;
    }

    private boolean copyStudy(SqliteStore target, SqliteStore source, String name) {
        try {
            List<PlannedRun> plan = new ArrayList<>();
            for (StudyRecord study : source.studies()) {
                if (study.name().equals(name)) {
                    new PlanReader(file, source.database(), study).readPlan(plan::add);
                    target.describe(study, plan);
                    return true;
                }
            }
        } catch (StoreException | IllegalArgumentException unreadable) {
            // As above.
        }
        return false;
    }

    /** Gives the old file another name and the new one its. */
    private Path exchange() throws IOException {
        Path old = freeName();
        // A log belongs to its file alone: it goes first, so that the new file never stands beside it.
        for (String suffix : List.of("-wal", "-shm")) {
            Path log = beside(file, suffix);
            if (Files.exists(log)) {
                Files.move(log, beside(old, suffix));
            }
        }
        Files.move(file, old);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        return old;
    }

    private Path freeName() {
        Path name = beside(file, ".damaged");
        for (int i = 2; Files.exists(name); i++) {
            name = beside(file, ".damaged." + i);
        }
        return name;
    }

    private static Path beside(Path path, String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    private static void deleteQuietly(Path path) {
        try {
            for (String suffix : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(beside(path, suffix));
            }
        } catch (IOException left) {
            // It is no store, and the next attempt replaces it.
        }
    }
}
