package org.foliot.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.foliot.api.observation.Metric;
import org.foliot.export.TextTable;
import org.foliot.program.study.Axis;
import org.foliot.program.study.Study;
import org.foliot.program.study.StudyMeasure;
import org.foliot.statistics.MeanEstimate;
import org.foliot.statistics.PairedComparison;
import org.foliot.study.StudyAnswers.Difference;
import org.foliot.study.StudyAnswers.Influence;
import org.foliot.study.StudyAnswers.Verdict;

/** Writes the answers of a study for a terminal. */
public final class StudyTables {
    private static final String INDENT = "  ";

    private final StudyAnswers answers;
    private final Study study;

    /** Tables of answers. */
    public StudyTables(StudyAnswers answers) {
        this.answers = answers;
        this.study = answers.results().study();
    }

    /** All of them, one after the other. */
    public String render() {
        StringBuilder out = new StringBuilder();
        out.append("study ").append(study.name()).append(" of ").append(study.scenario());
        StudyResults results = answers.results();
        out.append(": ")
                .append(results.points().size())
                .append(" points, ")
                .append(results.runs())
                .append(" runs");
        out.append(results.complete() ? "\n" : ", not complete\n");
        if (study.sensitivity().isPresent()) {
            influences(out);
        } else {
            points(out);
        }
        study.comparisons().forEach(c -> comparison(c, out));
        broken(out);
        verdicts(out);
        return out.toString();
    }

    private void points(StringBuilder out) {
        TextTable table = new TextTable();
        List<String> head = new ArrayList<>(
                study.axes().isEmpty()
                        ? List.of("point")
                        : study.axes().stream().map(Axis::name).toList());
        head.add("n");
        study.measures().forEach(m -> head.addAll(List.of(m.name(), "±")));
        boolean anyFailed = answers.results().points().stream().anyMatch(p -> p.failed() > 0);
        if (anyFailed) {
            head.add("failed");
        }
        table.row(head);
        for (PointResult point : answers.results().points()) {
            List<String> row = new ArrayList<>(
                    study.axes().isEmpty()
                            ? List.of("as it stands")
                            : point.point().labels());
            row.add(Integer.toString(point.replications().size()));
            for (int i = 0; i < study.measures().size(); i++) {
                cells(point, i, row);
            }
            if (anyFailed) {
                row.add(Long.toString(point.failed()));
            }
            table.row(row);
        }
        out.append('\n');
        table.appendTo(out, INDENT);
        out.append(INDENT)
                .append("n: replications")
                .append(study.antithetic() ? " of two runs" : "")
                .append("; ±: half the ")
                .append(level())
                .append(" interval of the mean\n");
    }

    private String level() {
        return Amounts.plain(study.confidence() / 1e7) + " %";
    }

    private void cells(PointResult point, int measure, List<String> row) {
        Metric.Unit unit = study.measures().get(measure).unit();
        Optional<MeanEstimate> estimate = answers.estimate(point, measure);
        double[] values = point.values(measure);
        row.add(estimate.map(e -> Amounts.of(e.mean(), unit))
                .orElse(values.length == 1 ? Amounts.of(values[0], unit) : "-"));
        row.add(estimate.map(e -> Amounts.of(e.interval().halfWidth(), unit)).orElse("-"));
    }

    private void comparison(Study.Comparison comparison, StringBuilder out) {
        StudyMeasure measure = study.measures().get(comparison.measure());
        List<Difference> differences = answers.differences(comparison);
        String base = String.join(
                ", ",
                study.variations().get(comparison.variation()).rows().get(comparison.base()).stream()
                        .map(Object::toString)
                        .toList());
        out.append('\n')
                .append(measure.name())
                .append(" less that of ")
                .append(base)
                .append(", pair by pair of seeds\n");
        TextTable table = new TextTable();
        List<String> head =
                new ArrayList<>(study.axes().stream().map(Axis::name).toList());
        head.addAll(List.of("n", "difference", "±", "relative", "p"));
        table.row(head);
        for (Difference difference : differences) {
            List<String> row = new ArrayList<>(difference.point().labels());
            Optional<PairedComparison> found = difference.difference();
            row.add(found.map(d -> Integer.toString(d.difference().size())).orElse("-"));
            row.add(found.map(d -> Amounts.of(d.difference().mean(), measure.unit()))
                    .orElse("-"));
            row.add(found.map(d -> Amounts.of(d.difference().interval().halfWidth(), measure.unit()))
                    .orElse("-"));
            row.add(found.map(d -> difference.baseMean() == 0
                            ? "-"
                            : Amounts.plain(d.difference().mean() / Math.abs(difference.baseMean()) * 100) + " %")
                    .orElse("-"));
            row.add(found.map(d -> String.format(Locale.ROOT, "%.4f", d.pValue()))
                    .orElse("-"));
            table.row(row);
        }
        table.appendTo(out, INDENT);
    }

    private void influences(StringBuilder out) {
        Study.Sensitivity asked = study.sensitivity().orElseThrow();
        Metric.Unit unit = study.measures().get(asked.measure()).unit();
        out.append("\nsensitivity of ")
                .append(study.measures().get(asked.measure()).name())
                .append(" by ")
                .append(asked.method().name().toLowerCase(Locale.ROOT))
                .append('\n');
        TextTable table = new TextTable();
        boolean morris = asked.method().equals(Study.Sensitivity.Method.MORRIS);
        table.row(
                morris
                        ? List.of("axis", "effect", "mean effect", "deviation")
                        : List.of("axis", "first order", "from", "to", "total", "from", "to"));
        for (Influence influence : answers.influences()) {
            List<String> row = new ArrayList<>(List.of(influence.variation()));
            influence
                    .morris()
                    .ifPresent(e -> row.addAll(List.of(
                            Amounts.of(e.muStar(), unit), Amounts.of(e.mu(), unit), Amounts.of(e.sigma(), unit))));
            influence
                    .sobol()
                    .ifPresent(s -> row.addAll(List.of(
                            Amounts.plain(s.first()),
                            Amounts.plain(s.firstInterval().lower()),
                            Amounts.plain(s.firstInterval().upper()),
                            Amounts.plain(s.total()),
                            Amounts.plain(s.totalInterval().lower()),
                            Amounts.plain(s.totalInterval().upper()))));
            table.row(row);
        }
        table.appendTo(out, INDENT);
    }

    /** Runs that could not be begun or finished, by point: never left out without a word. */
    private void broken(StringBuilder out) {
        for (PointResult point : answers.results().points()) {
            List<RunSummary> broken = point.broken();
            if (!broken.isEmpty()) {
                out.append("\n")
                        .append(broken.size())
                        .append(" of ")
                        .append(point.runs())
                        .append(" runs failed at ")
                        .append(point.point())
                        .append(": ")
                        .append(broken.get(0).error().orElse(""))
                        .append('\n');
            }
        }
    }

    private void verdicts(StringBuilder out) {
        List<Verdict> verdicts = answers.verdicts();
        if (!verdicts.isEmpty()) {
            out.append('\n');
        }
        for (Verdict verdict : verdicts) {
            out.append(INDENT)
                    .append(verdict.held() ? "held    " : "FAILED  ")
                    .append(verdict.claim().source().text());
            verdict.where().ifPresent(p -> out.append("\n          at ").append(p));
            out.append("  [").append(verdict.claim().source()).append("]\n");
        }
    }
}
