package org.foliot.study;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.foliot.export.Csv;
import org.foliot.export.ExportException;
import org.foliot.export.WholeFile;
import org.foliot.program.study.Axis;
import org.foliot.program.study.Study;
import org.foliot.program.study.StudyMeasure;
import org.foliot.report.ReportPage;
import org.foliot.report.chart.Chart;
import org.foliot.report.chart.ChartPicture;
import org.foliot.statistics.MeanEstimate;
import org.foliot.store.RunStore;

/** Writes the answers of a study as files: its runs, its points, its charts, and a page of all that. */
public final class StudyFiles {
    private final StudyAnswers answers;
    private final Study study;

    /** Files of answers. */
    public StudyFiles(StudyAnswers answers) {
        this.answers = answers;
        this.study = answers.results().study();
    }

    /**
     * Writes {@code runs.csv}, {@code points.csv}, the charts and {@code study.html} into a directory, which is made where it is not there.
     *
     * @param store what has the runs
     * @throws ExportException if that is not possible
     */
    public void write(Path directory, RunStore store) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new ExportException(directory, e);
        }
        WholeFile.write(directory.resolve("runs.csv"), out -> store.writeCsv(study.name(), out));
        WholeFile.write(directory.resolve("points.csv"), this::points);
        WholeFile.write(directory.resolve("study.html"), out -> ReportPage.write(new StudyPage(answers).report(), out));
        distributions(directory);
        for (int i = 0; i < study.charts().size(); i++) {
            List<Chart> charts = new StudyCharts(answers).of(study.charts().get(i));
            for (int j = 0; j < charts.size(); j++) {
                String name = "chart-" + (i + 1) + (charts.size() > 1 ? "-" + (j + 1) : "") + ".svg";
                Chart chart = charts.get(j);
                WholeFile.write(directory.resolve(name), out -> ChartPicture.write(chart, out));
            }
        }
    }

    private void distributions(Path directory) {
        if (study.distributions().isEmpty()) {
            return;
        }
        DistributionTables set = new DistributionTables(answers);
        WholeFile.write(directory.resolve("distributions.csv"), set::write);
        List<Chart> charts = set.charts();
        for (int i = 0; i < charts.size(); i++) {
            Chart chart = charts.get(i);
            WholeFile.write(
                    directory.resolve("distribution-" + (i + 1) + ".svg"), out -> ChartPicture.write(chart, out));
        }
    }

    /** A line per point: its values, how often it was run, and every measure with its interval, in the smallest units. */
    void points(Writer out) throws IOException {
        Csv csv = new Csv(out);
        for (Axis axis : study.axes()) {
            csv.cell(axis.name());
        }
        csv.cell("replications").cell("runs").cell("failed").cell("errors");
        for (StudyMeasure measure : study.measures()) {
            csv.cell(measure.name() + " mean")
                    .cell(measure.name() + " low")
                    .cell(measure.name() + " high")
                    .cell(measure.name() + " deviation");
        }
        csv.end();
        for (PointResult point : answers.results().points()) {
            for (String label : point.point().labels()) {
                csv.cell(label);
            }
            csv.cell(point.replications().size())
                    .cell(point.runs())
                    .cell(point.failed())
                    .cell(point.broken().size());
            for (int i = 0; i < study.measures().size(); i++) {
                Optional<MeanEstimate> estimate = answers.estimate(point, i);
                double[] values = point.values(i);
                csv.cell(estimate.map(e -> Double.toString(e.mean()))
                        .orElse(values.length == 1 ? Double.toString(values[0]) : ""));
                csv.cell(
                        estimate.map(e -> Double.toString(e.interval().lower())).orElse(""));
                csv.cell(
                        estimate.map(e -> Double.toString(e.interval().upper())).orElse(""));
                csv.cell(estimate.map(e -> Double.toString(e.standardDeviation()))
                        .orElse(""));
            }
            csv.end();
        }
    }
}
