package org.foliot.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.foliot.api.observation.Subject;
import org.foliot.run.Measure;
import org.foliot.run.MetricValue;
import org.foliot.run.RefusedEvent;
import org.foliot.run.RunError;
import org.foliot.run.RunResult;
import org.foliot.run.Verdict;

/** A result as text for people on a terminal. */
public final class ResultTable {
    /** The metrics that are shown of each kind of thing; the others are in {@code metrics.csv} and the JSON document. */
    private static final Map<Subject, List<String>> SHOWN = new LinkedHashMap<>();

    static {
        SHOWN.put(
                Subject.VCPU,
                List.of("running", "waiting", "idle", "in_host", "paused", "offline", "stolen", "steal_updates"));
        SHOWN.put(Subject.PROCESS, List.of("ran", "charged", "jobs"));
        SHOWN.put(Subject.TASK, List.of("ran", "waiting", "slices", "jobs"));
        SHOWN.put(Subject.GROUP, List.of("ran", "throttled", "throttles"));
        SHOWN.put(Subject.CPU, List.of("busy", "idle", "switches"));
    }

    private static final String INDENT = "  ";

    private final Palette palette;

    /**
     * @param colour whether to use escape sequences for colour; only where the text goes to a terminal
     */
    public ResultTable(boolean colour) {
        this.palette = colour ? Palette.COLOURED : Palette.PLAIN;
    }

    /** The result as lines that end in a line feed. */
    public String render(RunResult result) {
        StringBuilder out = new StringBuilder();
        out.append(palette.strong(result.program().name()))
                .append(INDENT)
                .append(outcome(result))
                .append(INDENT)
                .append(Measure.time(result.end()))
                .append(", seed ")
                .append(result.manifest().seed())
                .append('\n');
        SHOWN.forEach((kind, names) -> appendMetrics(out, result, kind, names));
        appendVerdicts(out, result);
        appendRefusals(out, result);
        result.error().ifPresent(e -> appendError(out, e));
        if (!result.manifest().fingerprint().isEmpty()) {
            out.append('\n')
                    .append(INDENT)
                    .append("fingerprint ")
                    .append(result.manifest().fingerprint())
                    .append('\n');
        }
        return out.toString();
    }

    private String outcome(RunResult result) {
        return switch (result.outcome()) {
            case PASSED -> palette.good("passed");
            case FAILED -> palette.bad("FAILED");
            case INVALID -> palette.bad("INVALID");
            case ERROR -> palette.bad("ERROR");
            case CANCELLED -> palette.odd("cancelled");
        };
    }

    private static void appendMetrics(StringBuilder out, RunResult result, Subject kind, List<String> names) {
        Map<String, List<MetricValue>> bySubject = result.metrics().stream()
                .filter(m -> m.subject().kind() == kind)
                .collect(Collectors.groupingBy(m -> m.subject().toString(), LinkedHashMap::new, Collectors.toList()));
        if (bySubject.isEmpty()) {
            return;
        }
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            List<Optional<Measure>> cells = bySubject.values().stream()
                    .map(values -> values.stream()
                            .filter(v -> v.metric().name().equals(name))
                            .findFirst()
                            .map(MetricValue::measure))
                    .collect(Collectors.toList());
            if (cells.stream().anyMatch(Optional::isPresent)) {
                columns.add(Column.of(name, cells));
            }
        }
        TextTable table = new TextTable();
        List<String> header = new ArrayList<>(List.of(kind.title()));
        columns.forEach(c -> header.add(c.title()));
        table.row(header);
        int index = 0;
        for (String subject : bySubject.keySet()) {
            List<String> row = new ArrayList<>(List.of(subject));
            for (Column column : columns) {
                row.add(column.cells().get(index));
            }
            table.row(row);
            index++;
        }
        out.append('\n');
        table.appendTo(out, INDENT);
    }

    /** A column of one metric in one unit, which its largest value chooses. */
    private record Column(String title, List<String> cells) {
        static Column of(String name, List<Optional<Measure>> measures) {
            boolean time = measures.stream().flatMap(Optional::stream).anyMatch(m -> m.kind() == Measure.Kind.TIME);
            if (!time) {
                return new Column(
                        name,
                        measures.stream()
                                .map(m -> m.map(Measure::toString).orElse(""))
                                .collect(Collectors.toList()));
            }
            long largest = measures.stream()
                    .flatMap(Optional::stream)
                    .mapToLong(m -> Math.abs(m.value()))
                    .max()
                    .orElse(0);
            TimeUnit unit = TimeUnit.fitting(largest);
            return new Column(
                    name + " " + unit.symbol(),
                    measures.stream()
                            .map(m -> m.map(v -> unit.rounded(v.value())).orElse(""))
                            .collect(Collectors.toList()));
        }
    }

    /** One line for each expectation of the file: one that speaks of several things has a verdict on each of them. */
    private void appendVerdicts(StringBuilder out, RunResult result) {
        if (result.verdicts().isEmpty()) {
            return;
        }
        out.append('\n');
        Map<String, List<Verdict>> byPlace = result.verdicts().stream()
                .collect(Collectors.groupingBy(
                        v -> v.expectation().source().toString(), LinkedHashMap::new, Collectors.toList()));
        byPlace.values().forEach(verdicts -> {
            out.append(INDENT)
                    .append(mark(verdicts))
                    .append(INDENT)
                    .append(verdicts.get(0).expectation().source().text())
                    .append('\n');
            verdicts.stream().filter(v -> v.failure().isPresent()).forEach(v -> out.append(INDENT.repeat(5))
                    .append(FailureText.of(v))
                    .append('\n'));
        });
    }

    private String mark(List<Verdict> verdicts) {
        if (verdicts.stream().anyMatch(v -> v.status() == Verdict.Status.FAILED)) {
            return palette.bad("FAILED");
        }
        boolean open = verdicts.stream().anyMatch(v -> v.status() == Verdict.Status.UNDECIDED);
        return open ? palette.odd("open  ") : palette.good("held  ");
    }

    private void appendRefusals(StringBuilder out, RunResult result) {
        List<RefusedEvent> refusals = result.refusals();
        if (refusals.isEmpty()) {
            return;
        }
        out.append('\n');
        for (RefusedEvent refused : refusals) {
            String mark = refused.expected() ? palette.good("refused") : palette.bad("REFUSED");
            out.append(INDENT)
                    .append(mark)
                    .append(INDENT)
                    .append(FailureText.of(refused))
                    .append('\n');
        }
    }

    private void appendError(StringBuilder out, RunError error) {
        out.append('\n')
                .append(INDENT)
                .append(palette.bad("error"))
                .append(INDENT)
                .append(FailureText.of(error));
        out.append('\n');
    }
}
