package org.foliot.validation.report;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.foliot.validation.CaseResult;
import org.foliot.validation.Comparison;
import org.foliot.validation.Quantity;
import org.foliot.validation.Quantity.Unit;
import org.foliot.validation.Range;

/**
 * All quantities of a report in a plot, recorded values to the right and simulated ones upwards, as SVG: what agrees exactly
 * lies on the diagonal. Parts of a whole are in one field, times, which span orders of magnitude, in another.
 */
public final class ScatterPlot {
    private static final int SIDE = 380;
    private static final int TOP = 64;
    private static final int LEFT = 62;
    private static final int GAP = 96;
    private static final int WIDTH = LEFT + 2 * SIDE + GAP + 24;
    private static final int HEIGHT = TOP + SIDE + 84;
    /** Fractions may exceed the whole, because a wait is booked when it ends. */
    private static final double MOST = 1.1;

    private static final double SHORTEST_MS = 0.05;
    private static final double LONGEST_MS = 10_000;
    private static final String STYLE = """
            <style>
            text { font: 12px sans-serif; fill: #222 }
            .title { font-size: 15px; font-weight: bold }
            .small { font-size: 11px; fill: #555 }
            .grid { stroke: #ddd; stroke-width: 1 }
            .frame { fill: none; stroke: #888 }
            .same { stroke: #888; stroke-dasharray: 4 3 }
            .agrees { fill: #1f77b4; stroke: #1f77b4 }
            .differs { fill: #d62728; stroke: #d62728 }
            .shown { fill: none; stroke: #999 }
            line.range { stroke-width: 1; opacity: 0.5 }
            </style>
            """;

    private final StringBuilder out = new StringBuilder();

    private ScatterPlot() {}

    /** One of the two fields. */
    private record Field(String title, int left, List<Double> marks, List<String> labels, DoubleUnaryOperator scale) {
        double x(double value) {
            return left + SIDE * scale.applyAsDouble(value);
        }

        double y(double value) {
            return TOP + SIDE * (1 - scale.applyAsDouble(value));
        }
    }

    /** The plot as an SVG document. */
    public static String of(Report report) {
        ScatterPlot plot = new ScatterPlot();
        plot.draw(report);
        return plot.out.toString();
    }

    private void draw(Report report) {
        out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " role=\"img\">\n",
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT));
        out.append("<title>Simulated beside recorded</title>\n").append(STYLE);
        out.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        text(
                "title",
                LEFT,
                26,
                "start",
                "Simulated beside recorded, " + report.agreeing() + " of "
                        + report.cases().size() + " cases agree");
        Field fractions = new Field(
                "parts of the time, %",
                LEFT,
                List.of(0.0, 0.25, 0.5, 0.75, 1.0),
                List.of("0", "25", "50", "75", "100"),
                v -> Math.max(0, Math.min(MOST, v)) / MOST);
        Field times = new Field(
                "times, ms",
                LEFT + SIDE + GAP,
                List.of(0.1, 1.0, 10.0, 100.0, 1000.0, 10_000.0),
                List.of("0.1", "1", "10", "100", "1000", "10000"),
                v -> StrictMath.log(Math.max(SHORTEST_MS, Math.min(LONGEST_MS, v)) / SHORTEST_MS)
                        / StrictMath.log(LONGEST_MS / SHORTEST_MS));
        frame(fractions);
        frame(times);
        // What differs is drawn last, so that nothing hides it.
        for (String kind : List.of("shown", "agrees", "differs")) {
            for (CaseResult result : report.cases()) {
                for (Comparison comparison : result.comparisons()) {
                    if (kindOf(comparison).equals(kind)) {
                        point(result, comparison, fractions, times, kind);
                    }
                }
            }
        }
        legend();
        out.append("</svg>\n");
    }

    private static String kindOf(Comparison comparison) {
        if (!comparison.isJudged()) {
            return "shown";
        }
        return comparison.agrees() ? "agrees" : "differs";
    }

    private void frame(Field field) {
        for (int i = 0; i < field.marks().size(); i++) {
            double mark = field.marks().get(i);
            line("grid", field.x(mark), TOP, field.x(mark), TOP + SIDE);
            line("grid", field.left(), field.y(mark), field.left() + SIDE, field.y(mark));
            text(
                    "small",
                    field.x(mark),
                    TOP + SIDE + 16,
                    "middle",
                    field.labels().get(i));
            text(
                    "small",
                    field.left() - 6,
                    field.y(mark) + 4,
                    "end",
                    field.labels().get(i));
        }
        line("same", field.left(), TOP + SIDE, field.left() + SIDE, TOP);
        out.append(String.format(
                Locale.ROOT,
                "<rect class=\"frame\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n",
                field.left(),
                TOP,
                SIDE,
                SIDE));
        text("", field.left(), TOP - 10, "start", "simulated " + field.title());
        text("", field.left() + SIDE, TOP + SIDE + 34, "end", "recorded " + field.title());
    }

    private void point(CaseResult result, Comparison comparison, Field fractions, Field times, String kind) {
        Quantity quantity = comparison.quantity();
        Range observed = quantity.observed();
        double simulated = comparison.simulated().median();
        Field field = quantity.unit() == Unit.FRACTION ? fractions : times;
        boolean nothing = observed.median() <= 0 && simulated <= 0;
        if (quantity.unit() != Unit.FRACTION && (quantity.unit() != Unit.MILLISECONDS || nothing)) {
            return;
        }
        if (observed.greatest() > observed.least()) {
            line(
                    "range " + kind,
                    field.x(observed.least()),
                    field.y(simulated),
                    field.x(observed.greatest()),
                    field.y(simulated));
        }
        out.append(String.format(
                Locale.ROOT,
                "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%s\"><title>%s</title></circle>\n",
                kind,
                field.x(observed.median()),
                field.y(simulated),
                kind.equals("differs") ? "4" : "2.5",
                Xml.escaped(result.recorded().id() + " " + quantity.subject() + " " + ReportText.what(quantity)
                        + ": recorded " + quantity.unit().text(observed.median()) + ", simulated "
                        + quantity.unit().text(simulated))));
    }

    private void legend() {
        int y = HEIGHT - 18;
        int x = LEFT;
        for (List<String> entry : List.of(
                List.of("agrees", "agrees"), List.of("differs", "differs"), List.of("shown", "shown, not judged"))) {
            out.append(String.format(
                    Locale.ROOT, "<circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"4\"/>\n", entry.get(0), x + 4, y - 4));
            text("", x + 14, y, "start", entry.get(1));
            x += 110;
        }
        text("small", x + 60, y, "start", "dots are medians, lines the recorded range; dashed: no difference");
    }

    private void line(String kind, double x1, double y1, double x2, double y2) {
        out.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
                kind,
                x1,
                y1,
                x2,
                y2));
    }

    private void text(String kind, double x, double y, String anchor, String words) {
        out.append(String.format(
                Locale.ROOT,
                "<text%s x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
                kind.isEmpty() ? "" : " class=\"" + kind + "\"",
                x,
                y,
                anchor,
                Xml.escaped(words)));
    }
}
