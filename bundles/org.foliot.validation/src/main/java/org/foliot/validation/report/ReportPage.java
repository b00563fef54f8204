package org.foliot.validation.report;

import java.util.List;
import java.util.Locale;
import org.foliot.validation.CaseResult;
import org.foliot.validation.Comparison;
import org.foliot.validation.Problem;
import org.foliot.validation.Quantity;
import org.foliot.validation.Quantity.Unit;
import org.foliot.validation.RecordedCase;

/** A report as one HTML page that needs nothing else: summary, plot, a table for each case, parameters. */
public final class ReportPage {
    private static final String STYLE = """
            :root { color-scheme: light dark; --line: #8885; --bad: #d62728; --good: #2a7a2a }
            @media (prefers-color-scheme: dark) { :root { --bad: #ff7a7a; --good: #7fd07f } }
            body { font: 15px/1.45 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
            table { border-collapse: collapse; margin: .5rem 0 1.5rem; font-size: 14px }
            th, td { padding: .15rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top }
            td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
            .differs { color: var(--bad); font-weight: bold }
            .agrees { color: var(--good) }
            .about { opacity: .75 }
            svg { max-width: 100%; height: auto }
            div.wide { overflow-x: auto }
            """;

    private final StringBuilder out = new StringBuilder();

    private ReportPage() {}

    /** The page. */
    public static String of(Report report) {
        ReportPage page = new ReportPage();
        page.page(report);
        return page.out.toString();
    }

    private void page(Report report) {
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<title>Simulated beside recorded</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>Simulated beside recorded</h1>\n");
        summary(report);
        out.append("<div class=\"wide\">\n").append(ScatterPlot.of(report)).append("</div>\n<h2>Cases</h2>\n");
        report.cases().forEach(this::caseResult);
        out.append("<h2>Parameters</h2>\n<div class=\"wide\"><table>\n")
                .append("<tr><th>of</th><th>name</th><th>value</th><th>source</th></tr>\n");
        for (Parameter parameter : report.parameters()) {
            out.append("<tr>");
            List.of(parameter.owner(), parameter.name(), parameter.value(), parameter.source())
                    .forEach(this::cell);
            out.append("</tr>\n");
        }
        out.append("</table></div>\n<h2>What the model leaves out</h2>\n<ul>\n");
        Report.LEFT_OUT.forEach(l -> out.append("<li>").append(Xml.escaped(l)).append("</li>\n"));
        out.append("</ul>\n</body>\n</html>\n");
    }

    private void summary(Report report) {
        out.append("<p>")
                .append(report.agreeing())
                .append(" of ")
                .append(report.cases().size())
                .append(" cases agree.</p>\n");
        out.append("<table>\n<tr><th>cases</th><th>grade</th><th class=\"n\">agree</th><th class=\"n\">of</th>"
                + "<th class=\"n\">judged quantities that agree</th><th class=\"n\">of</th></tr>\n");
        for (Report.Tally tally : report.tallies()) {
            out.append("<tr>");
            cell(tally.family().name().toLowerCase(Locale.ROOT));
            cell(tally.grade().word());
            List.of(tally.agreeing(), tally.cases(), tally.agreeingQuantities(), tally.judged())
                    .forEach(n -> number(String.valueOf(n)));
            out.append("</tr>\n");
        }
        out.append("</table>\n");
        if (!report.problems().isEmpty()) {
            out.append("<h2>What is wrong with the data</h2>\n<ul>\n");
            for (Problem problem : report.problems()) {
                out.append("<li>").append(Xml.escaped(problem.toString())).append("</li>\n");
            }
            out.append("</ul>\n");
        }
    }

    private void caseResult(CaseResult result) {
        RecordedCase recorded = result.recorded();
        String verdict = result.failure().isPresent() ? "not run" : result.agrees() ? "agrees" : "differs";
        out.append("<h3 id=\"")
                .append(Xml.escaped(recorded.id()))
                .append("\">")
                .append(Xml.escaped(recorded.id()))
                .append(" <span class=\"")
                .append(result.agrees() ? "agrees" : "differs")
                .append("\">")
                .append(verdict)
                .append("</span></h3>\n<p class=\"about\">")
                .append(Xml.escaped(
                        recorded.description() + "; " + recorded.grade().word() + ", runs: " + recorded.runs()))
                .append("</p>\n");
        result.failure()
                .ifPresent(f ->
                        out.append("<pre>").append(Xml.escaped(f.message())).append("</pre>\n"));
        if (result.comparisons().isEmpty()) {
            return;
        }
        out.append("<div class=\"wide\"><table>\n<tr><th>who</th><th>what</th><th>unit</th><th class=\"n\">least</th>"
                + "<th class=\"n\">median</th><th class=\"n\">greatest</th><th class=\"n\">simulated</th>"
                + "<th class=\"n\">error</th><th>verdict</th><th>agrees if</th></tr>\n");
        result.comparisons().forEach(this::comparison);
        out.append("</table></div>\n");
    }

    private void comparison(Comparison comparison) {
        Quantity quantity = comparison.quantity();
        Unit unit = quantity.unit();
        out.append("<tr>");
        List.of(quantity.subject(), ReportText.what(quantity), unit.symbol()).forEach(this::cell);
        number(unit.number(quantity.observed().least()));
        number(unit.number(quantity.observed().median()));
        number(unit.number(quantity.observed().greatest()));
        number(unit.number(comparison.simulated().median()));
        number(unit.difference(comparison.error()));
        if (comparison.isJudged()) {
            String verdict = comparison.agrees() ? "agrees" : "differs";
            out.append("<td class=\"")
                    .append(verdict)
                    .append("\">")
                    .append(verdict)
                    .append("</td>");
        } else {
            cell("–");
        }
        cell(quantity.rule().words(unit));
        out.append("</tr>\n");
    }

    private void cell(String text) {
        out.append("<td>").append(Xml.escaped(text)).append("</td>");
    }

    private void number(String text) {
        out.append("<td class=\"n\">").append(text).append("</td>");
    }
}
