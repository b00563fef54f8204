package org.foliot.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Runs that never were, for tests. */
final class Runs {
    static final StudyRecord STUDY =
            new StudyRecord("cost", "steal", List.of("web.vcpus", "downtime"), List.of("overhead", "stolen"));

    private Runs() {}

    static RunKey key(int number) {
        try {
            return RunKey.of(MessageDigest.getInstance("SHA-256")
                    .digest(Integer.toString(number).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static SortedMap<String, Measurement> measures(int number) {
        SortedMap<String, Measurement> measures = new TreeMap<>();
        measures.put("overhead", new Measurement(1000L * number + 7, "ps"));
        measures.put("stolen", new Measurement(-number, ""));
        return measures;
    }

    static StoredRun run(int number) {
        return new StoredRun(
                key(number),
                -5L + number,
                number % 2 == 1,
                "passed",
                "fingerprint-" + number,
                Optional.empty(),
                1_000_000_000_000L,
                measures(number));
    }

    static StoredRun failed(int number) {
        return new StoredRun(
                key(number), number, false, "error", "", Optional.of("it broke, \"badly\""), 17, new TreeMap<>());
    }

    static List<StoredRun> runs(int from, int to) {
        List<StoredRun> runs = new ArrayList<>();
        for (int i = from; i < to; i++) {
            runs.add(run(i));
        }
        return runs;
    }

    /** Two replications of each point. */
    static List<PlannedRun> plan(int size) {
        List<PlannedRun> plan = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            plan.add(new PlannedRun(key(i), i / 2, List.of(Integer.toString(i / 2 + 1), "10 ms"), i % 2));
        }
        return plan;
    }

    static List<RunKey> keys(int from, int to) {
        List<RunKey> keys = new ArrayList<>();
        for (int i = from; i < to; i++) {
            keys.add(key(i));
        }
        return keys;
    }
}
