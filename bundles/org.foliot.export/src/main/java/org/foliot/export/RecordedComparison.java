package org.foliot.export;

import java.io.IOException;
import java.nio.file.Files;
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
import org.foliot.export.UnreadableRunException.Reason;
import org.foliot.run.Measure;
import org.foliot.run.comparison.LockStep;

/** Compares the files of two recorded runs, as far as both have them. */
public final class RecordedComparison {
    private static final String METRICS = "metrics.csv";
    private static final String RESULT = "result.json";
    private static final String ABSENT = "none";
    private static final List<String> METRIC_COLUMNS = List.of("subject", "metric", "value", "unit");

    private final RecordedRun first;
    private final RecordedRun second;

    /** A comparison of two runs. */
    public RecordedComparison(RecordedRun first, RecordedRun second) {
        this.first = first;
        this.second = second;
    }

    /**
     * Where two tables part that grew line by line; absent where they do not, or where a run does not have the table.
     *
     * @param name of the file, such as {@code segments.csv}
     * @throws UnreadableRunException if a table cannot be read
     */
    public Optional<Parting> parting(String name) {
        Optional<Path> left = first.file(name);
        Optional<Path> right = second.file(name);
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        try (CsvInput one = CsvInput.open(left.get(), List.of());
                CsvInput other = CsvInput.open(right.get(), List.of())) {
            return parting(name, one, other);
        } catch (IOException e) {
            throw unreadable(left.get(), e);
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

    /** Whether both runs have a file. */
    public boolean bothHave(String name) {
        return first.file(name).isPresent() && second.file(name).isPresent();
    }

    /**
     * Metrics that have different values at the end; none where a run's are not recorded.
     *
     * @throws UnreadableRunException if a table cannot be read
     */
    public List<Row> metrics() {
        return bothHave(METRICS) ? rows(metrics(first), metrics(second)) : List.of();
    }

    private static Map<String, String> metrics(RecordedRun run) {
        Path file = run.file(METRICS).orElseThrow();
        Map<String, String> values = new LinkedHashMap<>();
        try (CsvInput in = CsvInput.open(file, METRIC_COLUMNS)) {
            while (in.next()) {
                in.expect(METRIC_COLUMNS.size());
                values.put(in.text(0) + "." + in.text(1), value(in.number(2), in.text(3)));
            }
            return values;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static String value(long number, String unit) {
        for (Measure.Kind kind : Measure.Kind.values()) {
            if (JsonDocument.unit(kind).equals(unit)) {
                return new Measure(number, kind).toString();
            }
        }
        return number + " " + unit;
    }

    /**
     * Expectations that came out differently; none where a run's verdicts are not recorded.
     *
     * @throws UnreadableRunException if a result cannot be read
     */
    public List<Row> verdicts() {
        return bothHave(RESULT) ? rows(verdicts(first), verdicts(second)) : List.of();
    }

    private static Map<String, String> verdicts(RecordedRun run) {
        Path file = run.file(RESULT).orElseThrow();
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        Map<String, String> verdicts = new LinkedHashMap<>();
        List<List<JsonFields>> runs =
                JsonFields.parse(file, text).list("runs", r -> r.list("expectations", expectation -> expectation));
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

    private static UnreadableRunException unreadable(Path file, IOException e) {
        return new UnreadableRunException(
                Reason.UNREADABLE, file, "the file cannot be read: " + ExportException.reason(e), e);
    }
}
