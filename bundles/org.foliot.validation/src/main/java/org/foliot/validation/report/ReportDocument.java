package org.foliot.validation.report;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import java.util.Optional;
import org.foliot.validation.CaseResult;
import org.foliot.validation.Comparison;
import org.foliot.validation.Problem;
import org.foliot.validation.Quantity;
import org.foliot.validation.Range;
import org.foliot.validation.RecordedCase;

/**
 * A report as JSON.
 *
 * <p>The document is an object with {@code schema}, a number that grows when a key changes its meaning or goes away (new keys
 * may come without that), {@code summary}, {@code cases}, {@code problems}, {@code parameters} and {@code left_out}. Fractions
 * are parts of 1; other values are in their {@code unit}.
 */
public final class ReportDocument {
    /** Version of the document's form. */
    public static final int SCHEMA = 1;

    private final JsonWriter json;

    private ReportDocument(JsonWriter json) {
        this.json = json;
    }

    /** Writes a report; the writer stays open. */
    public static void write(Report report, Writer out) throws IOException {
        JsonWriter json = new JsonWriter(out);
        json.setIndent("  ");
        json.setHtmlSafe(false);
        new ReportDocument(json).document(report);
        json.flush();
        out.write('\n');
        out.flush();
    }

    private void document(Report report) throws IOException {
        json.beginObject();
        json.name("schema").value(SCHEMA);
        summary(report);
        json.name("cases").beginArray();
        for (CaseResult result : report.cases()) {
            caseResult(result);
        }
        json.endArray();
        json.name("problems").beginArray();
        for (Problem problem : report.problems()) {
            problem(problem);
        }
        json.endArray();
        json.name("parameters").beginArray();
        for (Parameter parameter : report.parameters()) {
            json.beginObject();
            json.name("owner").value(parameter.owner());
            json.name("name").value(parameter.name());
            json.name("value").value(parameter.value());
            json.name("source").value(parameter.source());
            json.endObject();
        }
        json.endArray();
        json.name("left_out").beginArray();
        for (String line : Report.LEFT_OUT) {
            json.value(line);
        }
        json.endArray();
        json.endObject();
    }

    private void summary(Report report) throws IOException {
        json.name("summary").beginObject();
        json.name("cases").value(report.cases().size());
        json.name("agree").value(report.agreeing());
        json.name("problems").value(report.problems().size());
        json.name("kinds").beginArray();
        for (Report.Tally tally : report.tallies()) {
            json.beginObject();
            json.name("family").value(word(tally.family()));
            json.name("grade").value(tally.grade().word());
            json.name("cases").value(tally.cases());
            json.name("agree").value(tally.agreeing());
            json.name("judged_quantities").value(tally.judged());
            json.name("agreeing_quantities").value(tally.agreeingQuantities());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    private void problem(Problem problem) throws IOException {
        json.beginObject();
        json.name("file").value(problem.file());
        optional("case", problem.caseId());
        json.name("path").value(problem.path());
        json.name("message").value(problem.message());
        json.endObject();
    }

    private void caseResult(CaseResult result) throws IOException {
        RecordedCase recorded = result.recorded();
        json.beginObject();
        json.name("id").value(recorded.id());
        json.name("file").value(recorded.file());
        json.name("family").value(word(recorded.family()));
        json.name("grade").value(recorded.grade().word());
        json.name("description").value(recorded.description());
        json.name("runs").value(recorded.runs());
        json.name("agrees").value(result.agrees());
        optional("failure", result.failure().map(CaseResult.Failure::message));
        json.name("quantities").beginArray();
        for (Comparison comparison : result.comparisons()) {
            comparison(comparison);
        }
        json.endArray();
        json.endObject();
    }

    private void comparison(Comparison comparison) throws IOException {
        Quantity quantity = comparison.quantity();
        json.beginObject();
        json.name("subject").value(quantity.subject());
        json.name("interval").value(quantity.interval());
        json.name("quantity").value(quantity.name());
        json.name("unit")
                .value(
                        quantity.unit() == Quantity.Unit.FRACTION
                                ? "1"
                                : quantity.unit().symbol());
        range("observed", quantity.observed());
        range("simulated", comparison.simulated());
        json.name("error").value(rounded(comparison.error()));
        json.name("rule").value(quantity.rule().words(quantity.unit()));
        json.name("judged").value(comparison.isJudged());
        json.name("agrees").value(comparison.agrees());
        json.endObject();
    }

    private void range(String name, Range range) throws IOException {
        json.name(name).beginObject();
        json.name("min").value(rounded(range.least()));
        json.name("median").value(rounded(range.median()));
        json.name("max").value(rounded(range.greatest()));
        json.endObject();
    }

    private static double rounded(double value) {
        return Math.rint(value * 1e6) / 1e6;
    }

    private void optional(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.name(name).value(value.get());
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
