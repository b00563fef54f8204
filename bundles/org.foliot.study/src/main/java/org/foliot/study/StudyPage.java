package org.foliot.study;

import static org.foliot.report.Table.Column.code;
import static org.foliot.report.Table.Column.words;

import java.util.ArrayList;
import java.util.List;
import org.foliot.program.study.Repetition;
import org.foliot.program.study.Study;
import org.foliot.report.Report;
import org.foliot.report.Table;
import org.foliot.report.chart.Chart;
import org.foliot.run.FoliotVersion;
import org.foliot.run.Measure;

/** Puts the answers of a study on one page: charts, points, comparisons, verdicts, and what all that was made from. */
final class StudyPage {
    private final StudyAnswers answers;
    private final StudyResults results;
    private final Study study;

    StudyPage(StudyAnswers answers) {
        this.answers = answers;
        this.results = answers.results();
        this.study = results.study();
    }

    /** The page. */
    Report report() {
        StudyCharts drawn = new StudyCharts(answers);
        List<Chart> charts = new ArrayList<>(
                study.charts().stream().flatMap(c -> drawn.of(c).stream()).toList());
        DistributionTables distributions = new DistributionTables(answers);
        charts.addAll(distributions.charts());
        StudyTables set = new StudyTables(answers);
        List<Table> tables = new ArrayList<>();
        tables.add(set.verdicts());
        tables.add(set.answers());
        tables.addAll(set.comparisons());
        tables.addAll(distributions.tables());
        tables.add(set.broken());
        tables.add(set.varied());
        tables.add(conduct(set.level()));
        tables.add(bundles());
        tables.removeIf(t -> t.rows().isEmpty());
        return new Report(
                "Study " + study.name() + " of " + study.scenario().name(), introduction(), charts, tables, List.of());
    }

    /** Where the question came from, what the scenario and the study say of themselves, and how much was run. */
    private String introduction() {
        String size = results.points().size() + " points, " + results.runs() + " runs"
                + (results.complete() ? "." : "; not complete.");
        List<String> paragraphs = new ArrayList<>();
        study.scenario().origin().ifPresent(o -> paragraphs.add("From: " + o));
        paragraphs.add(study.scenario().documentation());
        paragraphs.add((study.documentation().strip() + " " + size).strip());
        paragraphs.removeIf(String::isBlank);
        return String.join("\n\n", paragraphs);
    }

    private Table conduct(String level) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Foliot", FoliotVersion.get()));
        rows.add(List.of("study", study.source().toString()));
        rows.add(List.of("replications", replications()));
        rows.add(List.of(
                "seeds",
                study.commonSeeds()
                        ? "from " + results.origin().seed() + " on, the same at all points"
                        : "derived from " + results.origin().seed() + ", its own at each point"));
        rows.add(List.of(
                "pairs", study.antithetic() ? "each replication is a run and one with mirrored random numbers" : "no"));
        rows.add(List.of("warm-up", new Measure(study.warmUp().picoseconds(), Measure.Kind.TIME).toString()));
        rows.add(List.of("intervals", level + ", " + Intervals.of(study).described()));
        return Table.of("How it was run", List.of(words(""), words("")), rows);
    }

    private String replications() {
        Repetition repetition = study.repetition();
        if (study.batches() > 1) {
            return "one run, cut into " + study.batches() + " batches after the warm-up";
        }
        return repetition.until().isEmpty()
                ? Integer.toString(repetition.most())
                : repetition.least() + " to " + repetition.most() + ", until the interval of "
                        + study.measures()
                                .get(repetition.until().get().measure())
                                .name() + " is narrow enough";
    }

    private Table bundles() {
        return Table.of(
                "Bundles",
                List.of(words("what"), words("id"), words("bundle"), words("version"), code("digest")),
                results.origin().bundles().stream()
                        .map(b -> List.of(b.kind().title(), b.id(), b.symbolicName(), b.version(), b.digest()))
                        .toList());
    }
}
