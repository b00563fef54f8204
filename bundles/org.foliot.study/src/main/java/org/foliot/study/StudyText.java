package org.foliot.study;

import java.util.List;
import java.util.Locale;
import org.foliot.export.TextTable;
import org.foliot.program.study.Study;
import org.foliot.report.Table;
import org.foliot.study.StudyAnswers.Verdict;

/** Writes the answers of a study for a terminal. */
public final class StudyText {
    private static final String INDENT = "  ";

    private final StudyAnswers answers;
    private final StudyTables tables;

    /** The text of answers. */
    public StudyText(StudyAnswers answers) {
        this.answers = answers;
        this.tables = new StudyTables(answers);
    }

    /** All of it. */
    public String render() {
        StudyResults results = answers.results();
        Study study = results.study();
        StringBuilder out = new StringBuilder();
        out.append("study ")
                .append(study.name())
                .append(" of ")
                .append(study.scenario().name());
        out.append(": ")
                .append(counted(results.points().size(), "point"))
                .append(", ")
                .append(counted(results.runs(), "run"));
        out.append(results.complete() ? "\n" : ", not complete\n");
        Table first = tables.answers();
        append(first, study.sensitivity().isPresent() ? first.title() + "\n" : "", out);
        tables.comparisons().forEach(t -> append(t, t.title() + "\n", out));
        new DistributionTables(answers).tables().forEach(t -> append(t, t.title() + "\n", out));
        broken(out);
        verdicts(out);
        return out.toString();
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static void append(Table table, String title, StringBuilder out) {
        TextTable text = new TextTable();
        text.row(table.columns().stream().map(Table.Column::title).toList());
        table.rows().forEach(text::row);
        out.append('\n').append(title);
        text.appendTo(out, INDENT);
        if (!table.note().isEmpty()) {
            out.append(INDENT).append(table.note()).append('\n');
        }
    }

    private void broken(StringBuilder out) {
        for (List<String> row : tables.broken().rows()) {
            out.append("\n")
                    .append(row.get(1))
                    .append(" of ")
                    .append(row.get(2))
                    .append(" runs failed at ")
                    .append(row.get(0))
                    .append(": ")
                    .append(row.get(3))
                    .append('\n');
        }
    }

    private void verdicts(StringBuilder out) {
        List<Verdict> verdicts = answers.verdicts();
        if (!verdicts.isEmpty()) {
            out.append('\n');
        }
        for (Verdict verdict : verdicts) {
            out.append(INDENT)
                    .append(String.format(Locale.ROOT, "%-8s", verdict.held() ? StudyTables.word(verdict) : "FAILED"))
                    .append(verdict.claim().source().text());
            if (!verdict.held()) {
                out.append("\n          at ").append(StudyTables.place(verdict));
            }
            out.append("  [").append(verdict.claim().source()).append("]\n");
            tables.remarks(verdict)
                    .forEach(r -> out.append("          ").append(r).append('\n'));
        }
    }
}
