package org.foliot.study;

import static org.foliot.report.Table.Column.numbers;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.foliot.api.observation.Metric;
import org.foliot.export.Csv;
import org.foliot.program.study.Study;
import org.foliot.report.Table;
import org.foliot.report.Table.Column;
import org.foliot.report.chart.Axis;
import org.foliot.report.chart.Chart;
import org.foliot.report.chart.Point;
import org.foliot.report.chart.Series;
import org.foliot.statistics.QuantileSketch;

/** Sets out what the runs of each point have many of: quantiles as a table and as lines, and distributions as charts. */
final class DistributionTables {
    /** Which quantiles are shown, under which names. */
    static final List<String> NAMES = List.of("p50", "p90", "p99", "p99.9", "max");

    static final List<Double> PROBABILITIES = List.of(0.5, 0.9, 0.99, 0.999, 1.0);

    /** More lines than this are too many to tell apart. */
    private static final int LINES = 8;

    private final StudyAnswers answers;
    private final List<PointResult> points;
    private final Study study;

    DistributionTables(StudyAnswers answers) {
        this.answers = answers;
        this.points = answers.results().points();
        this.study = answers.results().study();
    }

    /** A table for each distribution. */
    List<Table> tables() {
        return study.distributions().stream().map(this::table).toList();
    }

    private Table table(String name) {
        List<Column> columns = StudyTables.pointColumns(study);
        columns.add(numbers(StudyTables.count(study)));
        NAMES.forEach(n -> columns.add(numbers(n)));
        List<List<String>> rows = new ArrayList<>();
        for (PointResult point : points) {
            QuantileSketch sketch = answers.distribution(point, name);
            List<String> row = StudyTables.pointCells(point.point());
            row.add(Long.toString(sketch.size()));
            PROBABILITIES.forEach(
                    p -> row.add(sketch.size() == 0 ? "-" : Amounts.of((double) sketch.quantile(p), Metric.Unit.TIME)));
            rows.add(row);
        }
        return new Table(
                name,
                columns,
                rows,
                StudyTables.count(study) + ": how many there were in all runs of the point, after the warm-up");
    }

    /** A line per point and distribution, in picoseconds. */
    void write(Writer out) throws IOException {
        Csv csv = new Csv(out);
        for (var axis : study.axes()) {
            csv.cell(axis.name());
        }
        csv.cell("distribution").cell("n");
        for (String quantile : NAMES) {
            csv.cell(quantile);
        }
        csv.end();
        for (PointResult point : points) {
            for (String name : study.distributions()) {
                QuantileSketch sketch = answers.distribution(point, name);
                for (String label : point.point().labels()) {
                    csv.cell(label);
                }
                csv.cell(name).cell(sketch.size());
                for (double probability : PROBABILITIES) {
                    csv.cell(sketch.size() == 0 ? "" : Long.toString(sketch.quantile(probability)));
                }
                csv.end();
            }
        }
    }

    /** Charts of each distribution: which part of all was no longer than what, with a line per point. */
    List<Chart> charts() {
        List<Chart> charts = new ArrayList<>();
        for (String name : study.distributions()) {
            List<PointResult> some = points.stream()
                    .filter(p -> answers.distribution(p, name).size() > 0)
                    .toList();
            for (int from = 0; from < some.size(); from += LINES) {
                charts.add(chart(name, some.subList(from, Math.min(some.size(), from + LINES))));
            }
        }
        return charts;
    }

    private Chart chart(String name, List<PointResult> points) {
        List<Series> series = new ArrayList<>();
        for (PointResult point : points) {
            QuantileSketch sketch = answers.distribution(point, name);
            List<Point> line = new ArrayList<>();
            for (int percent = 1; percent <= 100; percent++) {
                // What took no time has no place on an axis of factors.
                double micros = Math.max(1, sketch.quantile(percent / 100.0)) / 1e6;
                if (line.isEmpty()
                        || percent == 100
                        || line.get(line.size() - 1).x() < micros) {
                    line.add(Point.of(micros, percent));
                }
            }
            String label =
                    point.point().coordinates().isEmpty() ? name : point.point().told();
            series.add(Series.curve(label, line));
        }
        return Chart.of(name, Axis.logarithmic(name, "us"), Axis.linear("part that is no longer", "%"), series)
                .withNote("of all runs of each point together");
    }
}
