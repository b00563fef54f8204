package org.foliot.validation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.foliot.validation.CaseResult;
import org.foliot.validation.Comparison;
import org.foliot.validation.Problem;
import org.foliot.validation.Quantity;
import org.foliot.validation.Quantity.Unit;
import org.foliot.validation.Range;
import org.foliot.validation.RecordedCase;

/** A report as text for people on a terminal. */
public final class ReportText {
    private static final String INDENT = "  ";
    private static final List<String> HEADER =
            List.of("who", "what", "unit", "least", "median", "greatest", "simulated", "error", "verdict");
    /** Columns that are words, left-aligned; the others are numbers. */
    private static final int WORDS = 3;

    private final boolean colour;
    private final StringBuilder out = new StringBuilder();

    private ReportText(boolean colour) {
        this.colour = colour;
    }

    /**
     * The report as lines that end in a line feed.
     *
     * @param colour whether to use escape sequences for colour; only where the text goes to a terminal
     * @param brief whether cases that agree, parameters and what is left out are not shown
     */
    public static String of(Report report, boolean colour, boolean brief) {
        ReportText text = new ReportText(colour);
        for (CaseResult result : report.cases()) {
            if (!brief || !result.agrees()) {
                text.caseResult(result);
            }
        }
        if (!brief) {
            text.parameters(report);
            text.leftOut();
        }
        text.summary(report);
        return text.out.toString();
    }

    // ---- cases ----

    private void caseResult(CaseResult result) {
        RecordedCase recorded = result.recorded();
        out.append(strong(recorded.id()))
                .append(INDENT)
                .append(verdict(result))
                .append(INDENT)
                .append(recorded.grade().word())
                .append(", ")
                .append(runs(recorded))
                .append(INDENT)
                .append(recorded.description())
                .append("\n\n");
        result.failure().ifPresent(f -> f.message()
                .lines()
                .forEach(l -> out.append(INDENT).append(l).append('\n')));
        if (!result.comparisons().isEmpty()) {
            List<List<String>> rows = new ArrayList<>(List.of(HEADER));
            result.comparisons().forEach(c -> rows.add(row(c)));
            table(rows, WORDS);
        }
        out.append('\n');
    }

    private static String runs(RecordedCase recorded) {
        return recorded.runs() + (recorded.runs() == 1 ? " run" : " runs");
    }

    private static List<String> row(Comparison comparison) {
        Quantity quantity = comparison.quantity();
        Unit unit = quantity.unit();
        Range observed = quantity.observed();
        return List.of(
                quantity.subject(),
                what(quantity),
                unit.symbol(),
                unit.number(observed.least()),
                unit.number(observed.median()),
                unit.number(observed.greatest()),
                unit.number(comparison.simulated().median()),
                unit.difference(comparison.error()),
                verdict(comparison));
    }

    static String what(Quantity quantity) {
        return quantity.interval().isEmpty() ? quantity.name() : quantity.name() + ", " + quantity.interval();
    }

    private static String verdict(Comparison comparison) {
        if (!comparison.isJudged()) {
            return "–";
        }
        return comparison.agrees() ? "agrees" : "DIFFERS";
    }

    private String verdict(CaseResult result) {
        if (result.failure().isPresent()) {
            return bad("NOT RUN");
        }
        return result.agrees() ? good("agrees") : bad("DIFFERS");
    }

    // ---- what else there is to know ----

    private void parameters(Report report) {
        if (report.parameters().isEmpty()) {
            return;
        }
        out.append(strong("One set of parameters for all cases of a machine")).append("\n\n");
        for (Parameter parameter : report.parameters()) {
            out.append(INDENT)
                    .append(parameter.owner())
                    .append(" { ")
                    .append(parameter.name())
                    .append(' ')
                    .append(parameter.value())
                    .append(" }\n")
                    .append(INDENT.repeat(3))
                    .append(parameter.source())
                    .append('\n');
        }
        out.append('\n');
    }

    private void leftOut() {
        out.append(strong("What the model leaves out")).append("\n\n");
        Report.LEFT_OUT.forEach(l -> out.append(INDENT).append("- ").append(l).append('\n'));
        out.append('\n');
    }

    private void summary(Report report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("cases", "grade", "agree", "of", "judged quantities that agree", "of"));
        for (Report.Tally tally : report.tallies()) {
            rows.add(List.of(
                    tally.family().name().toLowerCase(Locale.ROOT),
                    tally.grade().word(),
                    String.valueOf(tally.agreeing()),
                    String.valueOf(tally.cases()),
                    String.valueOf(tally.agreeingQuantities()),
                    String.valueOf(tally.judged())));
        }
        out.append(strong("Summary")).append("\n\n");
        table(rows, 2);
        out.append('\n');
        String all = INDENT + report.agreeing() + " of " + report.cases().size() + " cases agree";
        out.append(report.agrees() ? good(all) : bad(all)).append('\n');
        if (!report.problems().isEmpty()) {
            out.append(INDENT).append(bad(wrong(report.problems()))).append('\n');
        }
    }

    private static String wrong(List<Problem> problems) {
        return problems.size() + (problems.size() == 1 ? " place" : " places") + " in the data files "
                + (problems.size() == 1 ? "is" : "are") + " wrong, and what is there was not run";
    }

    // ---- layout ----

    private void table(List<List<String>> rows, int words) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String gap = " ".repeat(widths[i] - row.get(i).length());
                boolean left =
                        i < words || row.get(i).equals("verdict") || row.size() == HEADER.size() && i == row.size() - 1;
                line.append(INDENT).append(left ? row.get(i) + gap : gap + row.get(i));
            }
            String text = line.toString().stripTrailing();
            out.append(text.endsWith("DIFFERS") ? bad(text) : text).append('\n');
        }
    }

    private String strong(String text) {
        return paint("1", text);
    }

    private String good(String text) {
        return paint("32", text);
    }

    private String bad(String text) {
        return paint("31", text);
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
