package org.foliot.report;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.export.FailureText;
import org.foliot.export.JsonDocument;
import org.foliot.export.RecordedEvent;
import org.foliot.report.RunFacts.GuestFact;
import org.foliot.report.RunFacts.HostFact;
import org.foliot.report.RunFacts.MetricFact;
import org.foliot.report.RunFacts.Place;
import org.foliot.report.RunFacts.RefusalFact;
import org.foliot.report.RunFacts.VerdictFact;
import org.foliot.report.chart.Chart;
import org.foliot.run.FoliotVersion;
import org.foliot.run.Manifest;
import org.foliot.run.Measure;
import org.foliot.run.ScenarioSource;

/**
 * The data of a report as its page reads them: one JSON document, whose texts hold no character that could end the element of
 * HTML that it stands in. Lanes and curves are packed as {@link Lane#packed} and {@link Packing#differences} say, in base 64.
 */
public final class ReportDocument {
    /** Version of the document's form; page and document come from one bundle, so no other is ever read. */
    static final int SCHEMA = 1;

    private final JsonWriter json;

    private ReportDocument(JsonWriter json) {
        this.json = json;
    }

    /** Writes a report's data; the writer stays open. */
    public static void write(Report report, Writer out) throws IOException {
        JsonWriter json = new JsonWriter(out);
        json.setHtmlSafe(true);
        new ReportDocument(json).report(report);
        json.flush();
    }

    private void report(Report report) throws IOException {
        json.beginObject();
        json.name("schema").value(SCHEMA);
        json.name("foliot").value(FoliotVersion.get());
        json.name("title").value(report.title());
        json.name("introduction").value(report.introduction());
        json.name("charts").beginArray();
        for (Chart chart : report.charts()) {
            ChartDocument.write(chart, json);
        }
        json.endArray();
        json.name("tables").beginArray();
        for (Table table : report.tables()) {
            table(table);
        }
        json.endArray();
        json.name("runs").beginArray();
        List<String> labels = report.labels();
        for (int i = 0; i < labels.size(); i++) {
            run(report.runs().get(i), labels.get(i));
        }
        json.endArray();
        json.endObject();
    }

    private void table(Table table) throws IOException {
        json.beginObject();
        json.name("title").value(table.title());
        json.name("note").value(table.note());
        json.name("columns").beginArray();
        for (Table.Column column : table.columns()) {
            json.beginObject();
            json.name("title").value(column.title());
            json.name("content").value(JsonDocument.word(column.content()));
            json.endObject();
        }
        json.endArray();
        json.name("rows").beginArray();
        for (List<String> row : table.rows()) {
            json.beginArray();
            for (String cell : row) {
                json.value(cell);
            }
            json.endArray();
        }
        json.endArray();
        json.endObject();
    }

    private void run(RunView view, String label) throws IOException {
        RunFacts facts = view.facts();
        json.beginObject();
        json.name("label").value(label);
        identity(facts);
        json.name("glance").beginArray();
        for (Glance glance : Glance.of(view)) {
            json.beginObject();
            json.name("label").value(glance.label());
            json.name("value").value(glance.value());
            json.name("note").value(glance.note());
            json.endObject();
        }
        json.endArray();
        cast(facts);
        verdicts(facts);
        costs(facts);
        metrics(facts);
        pictures(view);
        json.name("sources").beginArray();
        for (ScenarioSource source : view.sources()) {
            json.beginObject();
            json.name("path").value(source.path());
            json.name("text").value(source.text());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    private void identity(RunFacts facts) throws IOException {
        Manifest manifest = facts.manifest();
        json.name("name").value(manifest.scenario());
        json.name("origin").value(manifest.origin().orElse(""));
        json.name("documentation").value(facts.documentation());
        json.name("outcome").value(JsonDocument.word(manifest.outcome()));
        json.name("seed").value(Long.toString(manifest.seed()));
        json.name("end_ps").value(manifest.end());
        json.name("events").value(facts.events());
        json.name("fingerprint").value(manifest.fingerprint());
        json.name("foliot").value(manifest.foliotVersion());
        json.name("environment").beginObject();
        Manifest.Environment environment = manifest.environment();
        json.name("java").value(environment.javaVersion() + ", " + environment.javaVendor());
        json.name("system").value(environment.operatingSystem());
        json.endObject();
        json.name("parameters").beginObject();
        for (Map.Entry<String, String> parameter : manifest.parameters().entrySet()) {
            json.name(parameter.getKey()).value(parameter.getValue());
        }
        json.endObject();
        json.name("files").beginArray();
        for (Manifest.ScenarioFile file : manifest.files()) {
            json.beginObject();
            json.name("path").value(file.path());
            json.name("digest").value(file.digest());
            json.endObject();
        }
        json.endArray();
        JsonDocument.bundles(json, manifest.bundles(), ExtensionKind::title);
    }

    private void cast(RunFacts facts) throws IOException {
        json.name("hosts").beginArray();
        for (HostFact host : facts.hosts()) {
            json.beginObject();
            json.name("name").value(host.name());
            json.name("cpus").value(host.cpus());
            json.name("hypervisor").value(host.hypervisor());
            json.name("scheduler").value(host.scheduler());
            json.name("kernel").value(host.kernel());
            json.name("counter").value(host.counter());
            place(host.place());
            json.endObject();
        }
        json.endArray();
        json.name("guests").beginArray();
        for (GuestFact guest : facts.guests()) {
            json.beginObject();
            json.name("name").value(guest.name());
            json.name("host").value(guest.host());
            json.name("vcpus").value(guest.vcpus());
            json.name("kernel").value(guest.kernel());
            json.name("pvtime").value(guest.pvtime());
            place(guest.place());
            json.endObject();
        }
        json.endArray();
    }

    private void place(Place place) throws IOException {
        json.name("file").value(place.file());
        json.name("line").value(place.line());
        json.name("text").value(place.text());
    }

    private void instant(OptionalLong instant) throws IOException {
        if (instant.isPresent()) {
            json.name("instant_ps").value(instant.getAsLong());
            json.name("instant").value(Measure.time(instant.getAsLong()).toString());
        }
    }

    private void verdicts(RunFacts facts) throws IOException {
        json.name("verdicts").beginArray();
        for (VerdictFact verdict : facts.verdicts()) {
            json.beginObject();
            json.name("status").value(verdict.status());
            place(verdict.place());
            instant(verdict.instant());
            json.name("sentence").value(verdict.sentence());
            json.name("values").beginArray();
            for (RunFacts.ValueFact value : verdict.values()) {
                json.beginObject();
                json.name("expression").value(value.expression());
                json.name("value").value(JsonDocument.text(value.value(), value.unit()));
                json.endObject();
            }
            json.endArray();
            json.endObject();
        }
        json.endArray();
        json.name("refusals").beginArray();
        for (RefusalFact refusal : facts.refusals()) {
            json.beginObject();
            json.name("event").value(refusal.event());
            json.name("target").value(refusal.target());
            json.name("expected").value(refusal.expected());
            instant(OptionalLong.of(refusal.instant()));
            place(refusal.place());
            JsonDocument.texts(json, "reasons", refusal.reasons());
            json.endObject();
        }
        json.endArray();
        json.name("error");
        if (facts.error().isPresent()) {
            error(facts.error().get());
        } else {
            json.nullValue();
        }
    }

    private void error(RunFacts.ErrorFact error) throws IOException {
        json.beginObject();
        String culprit =
                error.extension().map(e -> FailureText.culprit(e, error.call())).orElse("");
        json.name("message").value(error.message() + culprit);
        instant(error.instant());
        json.name("place");
        if (error.place().isPresent()) {
            json.beginObject();
            place(error.place().get());
            json.endObject();
        } else {
            json.nullValue();
        }
        json.endObject();
    }

    private void costs(RunFacts facts) throws IOException {
        List<Cost> costs = Cost.of(facts);
        json.name("costs").beginArray();
        for (Cost cost : costs) {
            json.beginObject();
            json.name("guest").value(cost.guest());
            json.name("strategy").value(cost.strategy());
            json.name("vcpus").value(cost.vcpus());
            json.name("loads").value(cost.loads());
            json.name("updates").value(cost.updates());
            json.name("cost_ps").value(cost.cost());
            json.name("in_host_ps").value(cost.inHost());
            json.name("share").value(cost.share());
            json.name("footprint").value(JsonDocument.text(cost.footprint(), "B"));
            json.endObject();
        }
        json.endArray();
        json.name("cost_chart");
        if (costs.isEmpty()) {
            json.nullValue();
        } else {
            ChartDocument.write(Cost.chart(costs), json);
        }
    }

    private void metrics(RunFacts facts) throws IOException {
        Map<String, List<MetricFact>> bySubject = new LinkedHashMap<>();
        for (MetricFact metric : facts.metrics()) {
            bySubject
                    .computeIfAbsent(metric.kind() + " " + metric.subject(), k -> new ArrayList<>())
                    .add(metric);
        }
        json.name("metrics").beginArray();
        for (List<MetricFact> metrics : bySubject.values()) {
            json.beginObject();
            json.name("subject").value(metrics.get(0).subject());
            json.name("kind").value(metrics.get(0).kind());
            json.name("values").beginArray();
            for (MetricFact metric : metrics) {
                json.beginObject();
                json.name("metric").value(metric.metric());
                json.name("value").value(metric.value());
                json.name("unit").value(metric.unit());
                json.name("text").value(JsonDocument.text(metric.value(), metric.unit()));
                json.endObject();
            }
            json.endArray();
            json.endObject();
        }
        json.endArray();
    }

    private void pictures(RunView view) throws IOException {
        Base64.Encoder base64 = Base64.getEncoder();
        json.name("lanes").beginArray();
        for (Lane lane : Lanes.inOrder(view)) {
            json.beginObject();
            json.name("subject").value(lane.subject());
            json.name("vcpu").value(lane.isVcpu());
            json.name("owner").value(lane.owner());
            json.name("start_ps").value(lane.start());
            JsonDocument.texts(json, "states", lane.states());
            json.name("count").value(lane.count());
            json.name("data").value(base64.encodeToString(lane.packed()));
            json.endObject();
        }
        json.endArray();
        json.name("grain_ps").value(view.grain());
        json.name("curves").beginArray();
        Curve before = null;
        for (Curve curve : view.curves()) {
            json.beginObject();
            json.name("subject").value(curve.subject());
            json.name("metric").value(curve.metric());
            boolean same = before != null && curve.isSampledAs(before);
            json.name("instants").value(same ? "" : base64.encodeToString(curve.packedInstants()));
            json.name("values").value(base64.encodeToString(curve.packedValues()));
            json.endObject();
            before = curve;
        }
        json.endArray();
        json.name("happenings").beginArray();
        for (RecordedEvent event : view.events()) {
            happening(event);
        }
        json.endArray();
        json.name("events_left_out").value(view.eventsLeftOut());
    }

    private void happening(RecordedEvent event) throws IOException {
        json.beginObject();
        json.name("instant_ps").value(event.instant());
        json.name("kind").value(event.kind().word());
        json.name("subject").value(event.subject());
        json.name("what").value(event.what());
        json.name("from").value(event.from());
        json.name("to").value(event.to());
        json.name("file").value(event.file());
        json.name("line").value(event.line());
        json.name("text").value(event.text());
        json.endObject();
    }
}
