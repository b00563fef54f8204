package org.foliot.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.foliot.export.RunDifferences.Parting;
import org.foliot.export.RunDifferences.Row;
import org.foliot.run.Measure;
import org.foliot.run.comparison.LockStep;

/** Compares the files of two recorded runs, as far as both have them. */
public final class RecordedComparison {
    private static final String ABSENT = "none";
    private static final List<String> STREAMS = List.of(RunDirectory.SEGMENTS, RunDirectory.EVENTS);

    private final RecordedRun first;
    private final RecordedRun second;

    /** A comparison of two runs. */
    public RecordedComparison(RecordedRun first, RecordedRun second) {
        this.first = first;
        this.second = second;
    }

    /** The names of the tables that grew line by line, as far as both runs have them. */
    public List<String> streams() {
        return STREAMS.stream().filter(this::bothHave).toList();
    }

    /**
     * Where two tables part that grew line by line; absent where they do not.
     *
     * @param name of a table that both runs have, as {@link #streams} lists them
     * @throws UnreadableRunException if a table cannot be read
     */
    public Optional<Parting> parting(String name) {
        Path left = first.file(name).orElseThrow();
        Path right = second.file(name).orElseThrow();
        try (CsvInput one = CsvInput.open(left, List.of());
                CsvInput other = CsvInput.open(right, List.of())) {
            return parting(name, one, other);
        } catch (IOException e) {
            throw UnreadableRunException.of(left, e);
        }
    }

    private static Optional<Parting> parting(String name, CsvInput one, CsvInput other) {
        List<String> columns = one.texts();
        Deque<List<String>> before = new ArrayDeque<>();
        for (long common = 0; ; common++) {
            Optional<List<String>> a = one.next() ? Optional.of(one.texts()) : Optional.empty();
            Optional<List<String>> b = other.next() ? Optional.of(other.texts()) : Optional.empty();
            if (a.isEmpty() && b.isEmpty()) {
                return Optional.empty();
            }
            if (!a.equals(b)) {
                return Optional.of(new Parting("lines of " + name, common, columns, List.copyOf(before), a, b));
            }
            before.add(a.get());
            if (before.size() > LockStep.CONTEXT) {
                before.remove();
            }
        }
    }

    private boolean bothHave(String name) {
        return first.file(name).isPresent() && second.file(name).isPresent();
    }

    /**
     * Metrics that have different values at the end; none where a run's are not recorded.
     *
     * @throws UnreadableRunException if a table cannot be read
     */
    public List<Row> metrics() {
        return bothHave(RunDirectory.METRICS) ? rows(metrics(first), metrics(second)) : List.of();
    }

    private static Map<String, String> metrics(RecordedRun run) {
        Path file = run.file(RunDirectory.METRICS).orElseThrow();
        Map<String, String> values = new LinkedHashMap<>();
        try (CsvInput in = CsvInput.open(file, CsvTables.METRIC_COLUMNS)) {
            while (in.next()) {
                in.expect(CsvTables.METRIC_COLUMNS.size());
                values.put(in.text(0) + "." + in.text(1), JsonDocument.text(in.number(2), in.text(3)));
            }
            return values;
        } catch (IOException e) {
            throw UnreadableRunException.of(file, e);
        }
    }

    /**
     * Expectations that came out differently; none where a run's verdicts are not recorded.
     *
     * @throws UnreadableRunException if a result cannot be read
     */
    public List<Row> verdicts() {
        return bothHave(RunDirectory.RESULT) ? rows(verdicts(first), verdicts(second)) : List.of();
    }

    private static Map<String, String> verdicts(RecordedRun run) {
        Map<String, String> verdicts = new LinkedHashMap<>();
        List<List<JsonFields>> runs =
                run.result().list("runs", r -> r.list("expectations", expectation -> expectation));
        for (JsonFields expectation : runs.isEmpty() ? List.<JsonFields>of() : runs.get(0)) {
            String words = expectation.text("text");
            String name = words;
            // An expectation of several things has a verdict for each of them under the same words.
            for (int i = 2; verdicts.containsKey(name); i++) {
                name = String.format(Locale.ROOT, "%s (%d)", words, i);
            }
            String instant =
                    expectation.has("instant_ps") ? " at " + Measure.time(expectation.number("instant_ps")) : "";
            verdicts.put(name, expectation.text("status") + instant);
        }
        return verdicts;
    }

    private static List<Row> rows(Map<String, String> first, Map<String, String> second) {
        Set<String> names = new LinkedHashSet<>(first.keySet());
        names.addAll(second.keySet());
        List<Row> rows = new ArrayList<>();
        for (String name : names) {
            String a = first.getOrDefault(name, ABSENT);
            String b = second.getOrDefault(name, ABSENT);
            if (!a.equals(b)) {
                rows.add(new Row(name, a, b));
            }
        }
        return rows;
    }
}
