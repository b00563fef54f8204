package org.foliot.store;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.TreeMap;

/** Puts a run together from rows of one measurement each, and checks that it is what was written. */
final class RunReader {
    /** What {@link #RunReader} reads, of run {@code r} with what {@link #JOINS} adds. */
    static final String COLUMNS =
            "r.id, r.key, r.seed, r.antithetic, r.outcome, r.fingerprint, r.error, r.end_ps, r.checksum,"
                    + " m.name, v.value, m.unit";

    static final String JOINS = "LEFT JOIN measurement v ON v.run = r.id LEFT JOIN measure m ON m.id = v.measure";

    private final Path file;
    private final ResultSet result;
    private final int offset;
    private final long id;
    private final StoredRun bare;
    private final long checksum;
    private final TreeMap<String, Measurement> measures = new TreeMap<>();

    /**
     * Begins with the present row.
     *
     * @param offset number of columns before ours
     * @param distributions what runs have many of
     */
    RunReader(Path file, ResultSet result, int offset, DistributionTable distributions) throws SQLException {
        this.file = file;
        this.result = result;
        this.offset = offset;
        id = result.getLong(offset + 1);
        byte[] key = result.getBytes(offset + 2);
        if (key == null || key.length != RunKey.BYTES || text(5) == null || text(6) == null) {
            throw damaged();
        }
        bare = new StoredRun(
                RunKey.of(key),
                result.getLong(offset + 3),
                result.getLong(offset + 4) != 0,
                text(5),
                text(6),
                Optional.ofNullable(text(7)),
                result.getLong(offset + 8),
                new TreeMap<>(),
                distributions.of(id));
        checksum = result.getLong(offset + 9);
    }

    /** Reads the run whose rows are all that there are; nothing where there are none. */
    static Optional<RunReader> only(Path file, ResultSet result, DistributionTable distributions) throws SQLException {
        if (!result.next()) {
            return Optional.empty();
        }
        RunReader reader = new RunReader(file, result, 0, distributions);
        do {
            reader.measure();
        } while (result.next());
        return Optional.of(reader);
    }

    private String text(int column) throws SQLException {
        return result.getString(offset + column);
    }

    long id() {
        return id;
    }

    /** Takes the measurement of the present row, if it has one. */
    void measure() throws SQLException {
        String name = text(10);
        if (name != null) {
            measures.put(name, new Measurement(result.getLong(offset + 11), text(12)));
        }
    }

    /**
     * The run.
     *
     * @throws StoreException if it is not what was written
     */
    StoredRun run() {
        StoredRun run = bare.withMeasures(measures);
        if (Checksum.of(run) != checksum) {
            throw damaged();
        }
        return run;
    }

    private StoreException damaged() {
        return Database.damaged(file, "the record of run " + id + " has changed", null);
    }
}
