package org.foliot.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.foliot.program.study.Axis;
import org.foliot.program.study.Study;
import org.foliot.program.study.StudyPoint;
import org.foliot.run.Cancellation;
import org.foliot.store.PlannedRun;
import org.foliot.store.RunKey;
import org.foliot.store.RunStore;
import org.foliot.store.StoredRun;
import org.foliot.store.StudyRecord;

/**
 * Makes the runs of a study that nobody has made yet, until every point has been run often enough.
 *
 * <p>Points are taken in groups, and each group in rounds: a round makes the next replications of all points of the group
 * that need more, on however many threads there are, and only when it is over is it decided which points need another.
 */
public final class Campaign {
    /** Runs of one round, as far as whole points allow it: enough for any number of threads, and few enough to hold. */
    private static final int ROUND = 8192;

    /** Runs that are added to the store together. */
    private static final int BATCH = 512;

    /** What is run meanwhile takes at least so many times as long as adding what has been run. */
    private static final long SHARE = 30;

    private static final long LEAST_PATIENCE_NANOS = 20_000_000;

    private final StudyPlan plan;
    private final RunStore store;
    private final RunExecutor executor;
    private final CampaignProgress progress;
    private final Cancellation cancellation;
    private final RepetitionRule rule;
    private final Set<String> names = new TreeSet<>();
    private final List<Track> tracks = new ArrayList<>();
    private final List<Track> wanted = new ArrayList<>();
    private final List<StoredRun> unsaved = new ArrayList<>();
    private long lastSaved = System.nanoTime();
    private long patience = LEAST_PATIENCE_NANOS;
    private long done;
    private long known;
    private long most;

    /** The replications of a point as far as they have come. */
    private final class Track {
        private final int point;
        private final List<List<RunRequest>> requests = new ArrayList<>();
        private final Map<String, RunSummary> runs = new LinkedHashMap<>();

        Track(int point) {
            this.point = point;
        }

        /** Asks for replications up to a number of them. */
        List<RunRequest> extend(int replications) {
            List<RunRequest> more = new ArrayList<>();
            while (requests.size() < replications) {
                List<RunRequest> replication = plan.replication(point, requests.size());
                requests.add(replication);
                more.addAll(replication);
            }
            return more;
        }

        /** The replications that are whole, up to the first that is not. */
        PointResult result() {
            List<Replication> whole = new ArrayList<>();
            for (List<RunRequest> replication : requests) {
                List<RunSummary> summaries = replication.stream()
                        .map(r -> runs.get(r.key()))
                        .filter(s -> s != null)
                        .toList();
                if (summaries.size() < replication.size()) {
                    break;
                }
                whole.add(new Replication(whole.size(), replication.get(0).seed(), summaries));
            }
            return new PointResult(plan.points().get(point), whole);
        }
    }

    /**
     * A campaign that has not begun.
     *
     * @param selected which points are run; the others stay in the plan
     * @param store what is known already, and what takes the rest
     * @param executor makes runs
     * @param cancellation ends it; what has been run by then is kept
     */
    public Campaign(
            StudyPlan plan,
            Predicate<StudyPoint> selected,
            RunStore store,
            RunExecutor executor,
            CampaignProgress progress,
            Cancellation cancellation) {
        this.plan = plan;
        this.store = store;
        this.executor = executor;
        this.progress = progress;
        this.cancellation = cancellation;
        this.rule = new RepetitionRule(plan.study().repetition());
        names.addAll(plan.study().valueNames());
        for (int i = 0; i < plan.points().size(); i++) {
            Track track = new Track(i);
            tracks.add(track);
            if (selected.test(plan.points().get(i))) {
                wanted.add(track);
            }
        }
    }

    /**
     * Makes the runs.
     *
     * @throws org.foliot.store.StoreException when the store fails; what it had before stays
     * @throws StudyException when runs cannot be made at all
     */
    public StudyResults run() {
        most = (long) wanted.size() * plan.study().repetition().most() * plan.runsPerReplication();
        describe();
        boolean whole = runGroups();
        if (plan.study().repetition().until().isPresent()) {
            describe();
        }
        return new StudyResults(
                plan.study(), plan.origin(), wanted.stream().map(Track::result).toList(), whole);
    }

    private boolean runGroups() {
        int size = Math.max(1, ROUND / Math.max(1, rule.next(0) * plan.runsPerReplication()));
        for (int from = 0; from < wanted.size(); from += size) {
            List<Track> open = new ArrayList<>(wanted.subList(from, Math.min(wanted.size(), from + size)));
            while (!open.isEmpty()) {
                runRound(open);
                if (cancellation.isRequested()) {
                    return open.stream().allMatch(t -> rule.isEnough(t.result())) && from + size >= wanted.size();
                }
                open.removeIf(this::isFinished);
            }
        }
        return true;
    }

    private boolean isFinished(Track track) {
        boolean finished = rule.isEnough(track.result());
        if (finished) {
            int left = plan.study().repetition().most() - track.requests.size();
            most -= (long) left * plan.runsPerReplication();
            progress.at(done, known, most);
        }
        return finished;
    }

    private void runRound(List<Track> open) {
        Map<String, List<Track>> waiting = new LinkedHashMap<>();
        Map<String, RunRequest> requests = new LinkedHashMap<>();
        for (Track track : open) {
            for (RunRequest request : track.extend(rule.next(track.requests.size()))) {
                waiting.computeIfAbsent(request.key(), k -> new ArrayList<>()).add(track);
                requests.putIfAbsent(request.key(), request);
            }
        }
        recall(waiting);
        List<RunRequest> missing = requests.values().stream()
                .filter(r -> waiting.containsKey(r.key()))
                .toList();
        try {
            executor.execute(
                    missing,
                    finished -> {
                        // What has been made twice, as happens where a machine was thought lost, is the same.
                        if (waiting.containsKey(finished.request().key())) {
                            StoredRun run = finished.stored();
                            accept(run, waiting);
                            save(run);
                        }
                    },
                    cancellation);
        } finally {
            flush();
        }
        if (!waiting.isEmpty() && !cancellation.isRequested()) {
            throw new StudyException(
                    waiting.size() + " of " + missing.size() + " runs were not made, and nobody said why");
        }
    }

    /** Takes what the store has from those that are waited for. */
    private void recall(Map<String, List<Track>> waiting) {
        List<RunKey> keys = waiting.keySet().stream().map(RunKey::new).toList();
        Set<RunKey> present = store.present(keys, names);
        for (RunKey key : keys) {
            if (present.contains(key)) {
                store.find(key).ifPresent(run -> {
                    known += waiting.get(key.digest()).size();
                    accept(run, waiting);
                });
            }
        }
    }

    private void accept(StoredRun run, Map<String, List<Track>> waiting) {
        List<Track> tracksOfRun = waiting.remove(run.key().digest());
        RunSummary summary = RunSummary.of(run, plan.study());
        tracksOfRun.forEach(t -> t.runs.put(run.key().digest(), summary));
        done += tracksOfRun.size();
        progress.at(done, known, most);
    }

    private void save(StoredRun run) {
        unsaved.add(run);
        if (unsaved.size() >= BATCH || System.nanoTime() - lastSaved > patience) {
            flush();
        }
    }

    private void flush() {
        if (!unsaved.isEmpty()) {
            List<StoredRun> batch = List.copyOf(unsaved);
            unsaved.clear();
            long begun = System.nanoTime();
            store.add(batch);
            patience = Math.max(LEAST_PATIENCE_NANOS, SHARE * (System.nanoTime() - begun));
        }
        lastSaved = System.nanoTime();
    }

    /** Tells the store what belongs to the study: what is planned for certain, and what has been run beyond that. */
    private void describe() {
        Study study = plan.study();
        List<PlannedRun> runs = new ArrayList<>();
        for (Track track : tracks) {
            int replications = Math.max(study.repetition().least(), track.requests.size());
            List<String> labels = plan.points().get(track.point).labels();
            for (int r = 0; r < replications; r++) {
                for (RunRequest request : plan.replication(track.point, r)) {
                    runs.add(new PlannedRun(new RunKey(request.key()), track.point, labels, r));
                }
            }
        }
        List<String> axes = study.axes().stream().map(Axis::name).toList();
        store.describe(new StudyRecord(study.name(), study.scenario().name(), axes, study.valueNames()), runs);
    }
}
