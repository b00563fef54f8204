package org.foliot.study;

import java.io.Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.foliot.store.PlannedRun;
import org.foliot.store.RunKey;
import org.foliot.store.RunStore;
import org.foliot.store.StoredRun;
import org.foliot.store.StudyRecord;

/** A store that is gone when the test is, and refuses to hold a run that contradicts itself. */
final class MemoryStore implements RunStore {
    /** There is no room left. */
    static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Map<RunKey, StoredRun> runs = new HashMap<>();
    private List<PlannedRun> planned = List.of();
    private int room = Integer.MAX_VALUE;

    /** Leaves room for so many runs altogether. */
    void room(int runs) {
        room = runs;
    }

    List<PlannedRun> planned() {
        return planned;
    }

    @Override
    public Set<RunKey> present(Collection<RunKey> keys, Set<String> measures) {
        Set<RunKey> present = new HashSet<>(keys);
        present.retainAll(runs.keySet());
        return present;
    }

    @Override
    public void add(List<StoredRun> more) {
        if (runs.size() + more.size() > room) {
            throw new Full();
        }
        for (StoredRun run : more) {
            StoredRun before = runs.putIfAbsent(run.key(), run);
            if (before != null && !before.equals(run)) {
                throw new AssertionError(before + " is not " + run);
            }
        }
    }

    @Override
    public Optional<StoredRun> find(RunKey key) {
        return Optional.ofNullable(runs.get(key));
    }

    @Override
    public void describe(StudyRecord study, List<PlannedRun> plan) {
        planned = new ArrayList<>(plan);
    }

    @Override
    public List<StudyRecord> studies() {
        return List.of();
    }

    @Override
    public void read(String study, BiConsumer<PlannedRun, Optional<StoredRun>> reader) {
        planned.forEach(p -> reader.accept(p, find(p.key())));
    }

    @Override
    public void writeCsv(String study, Writer out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long size() {
        return runs.size();
    }

    @Override
    public long check() {
        return size();
    }

    @Override
    public void close() {}
}
