package org.foliot.study;

import static org.foliot.report.Table.Column.code;
import static org.foliot.report.Table.Column.numbers;
import static org.foliot.report.Table.Column.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.foliot.api.observation.Metric;
import org.foliot.program.study.Axis;
import org.foliot.program.study.Study;
import org.foliot.program.study.StudyMeasure;
import org.foliot.program.study.StudyPoint;
import org.foliot.report.Table;
import org.foliot.report.Table.Column;
import org.foliot.statistics.BatchMeans;
import org.foliot.statistics.Interval;
import org.foliot.statistics.MeanEstimate;
import org.foliot.statistics.PairedComparison;
import org.foliot.study.StudyAnswers.Difference;
import org.foliot.study.StudyAnswers.Influence;
import org.foliot.study.StudyAnswers.Verdict;

/** Sets the answers of a study out in tables, for a terminal and for a page alike. */
final class StudyTables {
    private final StudyAnswers answers;
    private final Study study;

    StudyTables(StudyAnswers answers) {
        this.answers = answers;
        this.study = answers.results().study();
    }

    /** The points with every measure, or, of a design, how much each axis matters. */
    Table answers() {
        return study.sensitivity().isPresent() ? influences() : points();
    }

    private Table points() {
        boolean anyFailed = answers.results().points().stream().anyMatch(p -> p.failed() > 0);
        List<Column> columns = pointColumns(study);
        columns.add(numbers(count(study)));
        for (StudyMeasure measure : study.measures()) {
            columns.add(numbers(measure.name()));
            columns.addAll(ends());
        }
        if (anyFailed) {
            columns.add(numbers("failed"));
        }
        List<List<String>> rows = new ArrayList<>();
        for (PointResult point : answers.results().points()) {
            List<String> row = pointCells(point.point());
            row.add(Integer.toString(point.replications().size() * study.batches()));
            for (int i = 0; i < study.measures().size(); i++) {
                cells(point, i, row);
            }
            if (anyFailed) {
                row.add(Long.toString(point.failed()));
            }
            rows.add(row);
        }
        return new Table(
                "Points",
                columns,
                rows,
                count(study) + ": " + counted()
                        + (answers.intervals().areSymmetric()
                                ? "; ±: half the " + level() + " interval of the mean"
                                : "; from, to: the " + level() + " interval of the mean, "
                                        + answers.intervals().described())
                        + (anyCorrelated()
                                ? "; *: neighbouring batches go together (von Neumann's test), so that the interval is too"
                                        + " narrow: let the run last longer, or cut it into fewer"
                                : ""));
    }

    /** The title of the column that says how many values a row is of; never that of an axis as well. */
    static String count(Study study) {
        return study.axes().stream().anyMatch(a -> a.name().equals("n")) ? "count" : "n";
    }

    private String counted() {
        return study.batches() > 1
                ? "batches of one run"
                : study.antithetic() ? "replications of two runs" : "replications";
    }

    private boolean anyCorrelated() {
        return answers.results().points().stream()
                .anyMatch(p -> IntStream.range(0, study.measures().size()).anyMatch(m -> areCorrelated(p, m)));
    }

    private boolean areCorrelated(PointResult point, int measure) {
        return answers.batches(point, measure).filter(BatchMeans::correlated).isPresent();
    }

    /** The columns of an interval: one where it is symmetric, else two. */
    private List<Column> ends() {
        return answers.intervals().areSymmetric() ? List.of(numbers("±")) : List.of(numbers("from"), numbers("to"));
    }

    /** The cells of an interval. */
    private List<String> ends(Optional<MeanEstimate> estimate, Metric.Unit unit) {
        Optional<Interval> interval = estimate.map(MeanEstimate::interval);
        return answers.intervals().areSymmetric()
                ? List.of(interval.map(i -> Amounts.of(i.halfWidth(), unit)).orElse("-"))
                : List.of(
                        interval.map(i -> Amounts.of(i.lower(), unit)).orElse("-"),
                        interval.map(i -> Amounts.of(i.upper(), unit)).orElse("-"));
    }

    private static List<Column> axes(Study study) {
        List<Column> columns = new ArrayList<>();
        study.axes().forEach(a -> columns.add(words(a.name())));
        return columns;
    }

    /** The columns that say which point a row is of: one for each axis, one where there is none. */
    static List<Column> pointColumns(Study study) {
        return study.axes().isEmpty() ? new ArrayList<>(List.of(words("point"))) : axes(study);
    }

    /** The cells of those columns. */
    static List<String> pointCells(StudyPoint point) {
        return new ArrayList<>(point.coordinates().isEmpty() ? List.of("as it stands") : point.labels());
    }

    /** The confidence of its intervals, for people. */
    String level() {
        return Amounts.plain(study.confidence() / 1e7) + " %";
    }

    private void cells(PointResult point, int measure, List<String> row) {
        Metric.Unit unit = study.measures().get(measure).unit();
        Optional<MeanEstimate> estimate = answers.estimate(point, measure);
        double[] values = point.values(measure);
        row.add(estimate.map(e -> Amounts.of(e.mean(), unit))
                .orElse(values.length == 1 ? Amounts.of(values[0], unit) : "-"));
        List<String> ends = ends(estimate, unit);
        row.addAll(areCorrelated(point, measure) ? List.of(ends.get(0) + " *") : ends);
    }

    /** The comparisons, in the order of the study. */
    List<Table> comparisons() {
        return study.comparisons().stream().map(this::comparison).toList();
    }

    private Table comparison(Study.Comparison comparison) {
        StudyMeasure measure = study.measures().get(comparison.measure());
        String base = String.join(
                ", ",
                study.variations().get(comparison.variation()).rows().get(comparison.base()).stream()
                        .map(Object::toString)
                        .toList());
        List<Column> columns = axes(study);
        List.of(count(study), "difference").forEach(c -> columns.add(numbers(c)));
        columns.addAll(ends());
        List.of("relative", "p").forEach(c -> columns.add(numbers(c)));
        List<List<String>> rows = new ArrayList<>();
        for (Difference difference : answers.differences(comparison)) {
            List<String> row = new ArrayList<>(difference.point().labels());
            Optional<PairedComparison> found = difference.difference();
            row.add(found.map(d -> Integer.toString(d.difference().size())).orElse("-"));
            row.add(found.map(d -> Amounts.of(d.difference().mean(), measure.unit()))
                    .orElse("-"));
            row.addAll(ends(found.map(PairedComparison::difference), measure.unit()));
            row.add(found.map(d -> difference.baseMean() == 0
                            ? "-"
                            : Amounts.plain(d.difference().mean() / Math.abs(difference.baseMean()) * 100) + " %")
                    .orElse("-"));
            row.add(found.isEmpty() ? "-" : probability(difference.adjusted()));
            rows.add(row);
        }
        return new Table(
                measure.name() + " less that of " + base + ", pair by pair of seeds",
                columns,
                rows,
                "p: of the paired t-test, adjusted by Holm over the rows of this table");
    }

    /** No p-value is 0: one that would be written so is below what can be written. */
    private static String probability(double pValue) {
        return pValue < 0.00005 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", pValue);
    }

    private Table influences() {
        Study.Sensitivity asked = study.sensitivity().orElseThrow();
        Metric.Unit unit = study.measures().get(asked.measure()).unit();
        List<Column> columns = new ArrayList<>(List.of(words("axis")));
        boolean morris = asked.method().equals(Study.Sensitivity.Method.MORRIS);
        (morris
                        ? List.of("effect", "mean effect", "deviation")
                        : List.of("first order", "from", "to", "total", "from", "to"))
                .forEach(c -> columns.add(numbers(c)));
        List<List<String>> rows = new ArrayList<>();
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
            rows.add(row);
        }
        return Table.of(
                "sensitivity of " + study.measures().get(asked.measure()).name() + " by "
                        + asked.method().name().toLowerCase(Locale.ROOT),
                columns,
                rows);
    }

    /** Runs that could not be begun or finished, by point: never left out without a word. */
    Table broken() {
        List<List<String>> rows = new ArrayList<>();
        for (PointResult point : answers.results().points()) {
            List<RunSummary> broken = point.broken();
            if (!broken.isEmpty()) {
                rows.add(List.of(
                        point.point().toString(),
                        Integer.toString(broken.size()),
                        Integer.toString(point.runs()),
                        broken.get(0).error().orElse("")));
            }
        }
        return Table.of(
                "Runs that failed", List.of(words("point"), numbers("failed"), numbers("of"), words("because")), rows);
    }

    /**
     * What has to be said of an expectation besides whether it held: what was found where it did not, and of quantiles how sure
     * they are, or that they rest on too few runs.
     */
    List<String> remarks(Verdict verdict) {
        List<String> remarks = new ArrayList<>();
        if (verdict.judged() == 0) {
            remarks.add("none of the points that it is about was run");
        }
        verdict.found().stream()
                .filter(f -> Double.isNaN(f.value())
                        || QuantileBasis.probability(f.term()).isEmpty())
                .forEach(f -> remarks.add(f.described()));
        String replications =
                study.batches() > 1 ? "batches of one run" : study.antithetic() ? "pairs of runs" : "runs";
        verdict.quantiles().stream()
                .filter(q -> !Double.isNaN(q.value()) && (q.isShort() || !verdict.held()))
                .forEach(q -> remarks.add(q.described(replications, verdict.held())));
        return remarks;
    }

    /** What became of an expectation, in a word. */
    static String word(Verdict verdict) {
        return verdict.judged() == 0 ? "–" : verdict.held() ? "held" : "failed";
    }

    /** Where an expectation did not hold; empty if it did everywhere. */
    static String place(Verdict verdict) {
        int more = verdict.elsewhere();
        String besides = more == 0 ? "" : ", and at " + more + (more == 1 ? " other point" : " other points");
        return verdict.where().map(p -> p + besides).orElse("");
    }

    /** What became of the expectations. */
    Table verdicts() {
        boolean anyRemarks =
                answers.verdicts().stream().anyMatch(v -> !remarks(v).isEmpty());
        List<List<String>> rows = new ArrayList<>();
        for (Verdict verdict : answers.verdicts()) {
            List<String> row = new ArrayList<>(
                    List.of(word(verdict), verdict.claim().source().text(), place(verdict)));
            if (anyRemarks) {
                row.add(String.join("; ", remarks(verdict)));
            }
            row.add(verdict.claim().source().toString());
            rows.add(row);
        }
        List<Column> columns = new ArrayList<>(List.of(
                new Column("verdict", Column.Content.VERDICTS), code("expectation"), words("at"), words("line")));
        if (anyRemarks) {
            columns.add(3, words("what was found"));
        }
        return Table.of("Expectations", columns, rows);
    }

    /** The axes and the values that they take at the points. */
    Table varied() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < study.axes().size(); i++) {
            int axis = i;
            List<String> values = answers.results().points().stream()
                    .map(p -> p.point().value(axis).written())
                    .distinct()
                    .toList();
            Axis declared = study.axes().get(i);
            rows.add(List.of(
                    declared.name(),
                    declared.isParameter() ? "parameter" : "property",
                    study.sensitivity().isPresent()
                            ? values.size() + " values that the design chooses"
                            : String.join(", ", values)));
        }
        return Table.of("What varied", List.of(words("axis"), words(""), words("values")), rows);
    }
}
