package org.foliot.store;

import java.io.IOException;
import java.io.Writer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The results of runs, and which study each belongs to. For one thread at a time. Every method throws
 * {@link StoreException} when the store is not what it was, or the disk is full; what had been added before stays.
 */
public interface RunStore extends AutoCloseable {
    /**
     * Which of these runs need not be made: those that are in the store with every one of these measures, or with an error.
     *
     * @param keys the runs
     * @param measures names of measures
     */
    Set<RunKey> present(Collection<RunKey> keys, Set<String> measures);

    /**
     * Adds runs, all or none, and has them on the disk when it returns. A run that is there already stays as it is, and gets
     * the measurements that it has not.
     *
     * @throws StoreException if a run is there already and something else came out of it: it was not deterministic, or its key
     *     does not hold everything that determines it; the message names both values
     */
    void add(List<StoredRun> runs);

    /** The run of this key. */
    Optional<StoredRun> find(RunKey key);

    /**
     * Records what a study consists of, in place of what was recorded of a study of this name before. No run is touched.
     *
     * @param plan in the order of the study
     * @throws IllegalArgumentException if a planned run has not one coordinate for each axis
     */
    void describe(StudyRecord study, List<PlannedRun> plan);

    /** The studies of this store, by name. */
    List<StudyRecord> studies();

    /**
     * Reads the runs of a study one after the other, in the order of its plan.
     *
     * @param study its name
     * @param reader gets each planned run, and what came out of it if it has been made
     * @throws StoreException if there is no such study
     */
    void read(String study, BiConsumer<PlannedRun, Optional<StoredRun>> reader);

    /**
     * Writes the runs of a study as comma-separated values, in the order of its plan: a line per planned run, with a column per
     * axis and per measure of the study; what has not been made or measured is empty. The writer stays open.
     *
     * @param study its name
     * @throws StoreException if there is no such study
     * @throws IOException if the writer says so
     */
    void writeCsv(String study, Writer out) throws IOException;

    /**
     * Reads every run and every plan, and compares each with its checksum.
     *
     * @return number of runs
     * @throws StoreException if one is not what was written
     */
    long check();

    /** How many runs there are. */
    long size();

    /** Lets others write. */
    @Override
    void close();
}
