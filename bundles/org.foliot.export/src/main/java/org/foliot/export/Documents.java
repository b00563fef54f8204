package org.foliot.export;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Map;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.engine.RandomStreams.Pairing;
import org.foliot.program.ExtensionUse;
import org.foliot.program.GuestDescription;
import org.foliot.program.HostDescription;
import org.foliot.program.Program;
import org.foliot.program.Source;
import org.foliot.run.BundleUse;
import org.foliot.run.Manifest;
import org.foliot.run.MetricValue;
import org.foliot.run.RefusedEvent;
import org.foliot.run.RunError;
import org.foliot.run.RunResult;
import org.foliot.run.Verdict;

/** Writes the parts of a result as JSON, with keys in a fixed order. */
final class Documents {
    private final JsonWriter json;

    Documents(JsonWriter json) {
        this.json = json;
    }

    void manifest(Manifest manifest) throws IOException {
        json.beginObject();
        json.name("schema").value(JsonDocument.SCHEMA);
        json.name("foliot").value(manifest.foliotVersion());
        json.name("scenario").value(manifest.scenario());
        json.name("origin").value(manifest.origin().orElse(null));
        json.name("files").beginArray();
        for (Manifest.ScenarioFile file : manifest.files()) {
            json.beginObject();
            json.name("path").value(file.path());
            json.name("name").value(file.name());
            json.name("digest").value(file.digest());
            json.endObject();
        }
        json.endArray();
        json.name("seed").value(manifest.seed());
        if (!manifest.pairing().equals(Pairing.NONE)) {
            json.name("pairing").value(JsonDocument.word(manifest.pairing()));
        }
        json.name("parameters").beginObject();
        for (Map.Entry<String, String> parameter : manifest.parameters().entrySet()) {
            json.name(parameter.getKey()).value(parameter.getValue());
        }
        json.endObject();
        json.name("until_verdict").value(manifest.untilVerdict());
        json.name("until_condition").value(manifest.untilCondition());
        json.name("ingredients").value(manifest.ingredients());
        JsonDocument.bundles(json, manifest.bundles(), ExtensionKind::word);
        json.name("outcome").value(JsonDocument.word(manifest.outcome()));
        json.name("end_ps").value(manifest.end());
        json.name("fingerprint").value(manifest.fingerprint());
        json.name("environment").beginObject();
        json.name("java_version").value(manifest.environment().javaVersion());
        json.name("java_vendor").value(manifest.environment().javaVendor());
        json.name("operating_system").value(manifest.environment().operatingSystem());
        json.endObject();
        json.endObject();
    }

    void result(RunResult result) throws IOException {
        json.beginObject();
        json.name("scenario").value(result.program().name());
        json.name("seed").value(result.manifest().seed());
        json.name("outcome").value(JsonDocument.word(result.outcome()));
        json.name("end_ps").value(result.end());
        json.name("events").value(result.events());
        json.name("fingerprint").value(result.manifest().fingerprint());
        json.name("expectations").beginArray();
        for (Verdict verdict : result.verdicts()) {
            verdict(verdict);
        }
        json.endArray();
        json.name("refusals").beginArray();
        for (RefusedEvent refused : result.refusals()) {
            refused(refused);
        }
        json.endArray();
        json.name("error");
        if (result.error().isPresent()) {
            error(result.error().get());
        } else {
            json.nullValue();
        }
        json.name("metrics").beginArray();
        for (MetricValue value : result.metrics()) {
            metric(value);
        }
        json.endArray();
        cast(result.program());
        json.name("manifest");
        manifest(result.manifest());
        json.endObject();
    }

    /** Who takes part, as it was declared. */
    private void cast(Program program) throws IOException {
        json.name("documentation").value(program.documentation());
        json.name("hosts").beginArray();
        for (HostDescription host : program.hosts()) {
            json.beginObject();
            json.name("name").value(host.name());
            json.name("hypervisor").value(host.hypervisor().id());
            json.name("scheduler").value(host.scheduler().map(ExtensionUse::id).orElse(null));
            json.name("kernel").value(host.facts().release().toString());
            json.name("counter").value(host.facts().counter().toString());
            json.name("cpus").value(host.processors().size());
            source(host.source());
            json.endObject();
        }
        json.endArray();
        json.name("guests").beginArray();
        for (GuestDescription guest : program.guests()) {
            json.beginObject();
            json.name("name").value(guest.name());
            json.name("host").value(guest.host());
            json.name("pvtime").value(guest.pvtime().map(ExtensionUse::id).orElse(null));
            json.name("kernel").value(guest.release().toString());
            json.name("vcpus").value(guest.vcpus().size());
            source(guest.source());
            json.endObject();
        }
        json.endArray();
    }

    private void source(Source source) throws IOException {
        json.name("file").value(source.file());
        json.name("line").value(source.line());
        json.name("column").value(source.column());
        json.name("text").value(source.text());
    }

    private void verdict(Verdict verdict) throws IOException {
        json.beginObject();
        json.name("status").value(JsonDocument.word(verdict.status()));
        source(verdict.expectation().source());
        if (verdict.failure().isPresent()) {
            Verdict.Failure failure = verdict.failure().get();
            json.name("instant_ps").value(failure.instant());
            json.name("sentence").value(failure.sentence());
            json.name("values").beginArray();
            for (Verdict.Side side : failure.sides()) {
                json.beginObject();
                json.name("expression").value(side.text());
                json.name("value").value(side.measure().value());
                json.name("unit").value(JsonDocument.unit(side.measure().kind()));
                json.endObject();
            }
            json.endArray();
        }
        json.endObject();
    }

    private void refused(RefusedEvent refused) throws IOException {
        json.beginObject();
        json.name("instant_ps").value(refused.instant());
        json.name("event").value(refused.action().verb());
        json.name("target").value(refused.target().toString());
        json.name("reasons").beginArray();
        for (RefusedEvent.Reason reason : refused.reasons()) {
            json.beginObject();
            json.name("reason").value(reason.word());
            json.name("sentence").value(reason.sentence());
            json.endObject();
        }
        json.endArray();
        json.name("expected").value(refused.expected());
        source(refused.action().source());
        json.endObject();
    }

    private void error(RunError error) throws IOException {
        json.beginObject();
        json.name("message").value(error.message());
        if (error.where().isPresent()) {
            source(error.where().get());
        }
        if (error.instant().isPresent()) {
            json.name("instant_ps").value(error.instant().getAsLong());
        }
        if (error.culprit().isPresent()) {
            json.name("extension");
            BundleUse culprit = error.culprit().get().used();
            JsonDocument.bundle(json, culprit, culprit.kind().word());
            json.name("call").value(error.culprit().get().call());
        }
        json.endObject();
    }

    private void metric(MetricValue value) throws IOException {
        json.beginObject();
        json.name("subject").value(value.subject().toString());
        json.name("kind").value(JsonDocument.word(value.subject().kind()));
        json.name("metric").value(value.metric().name());
        json.name("value").value(value.value());
        json.name("unit").value(JsonDocument.unit(value.measure().kind()));
        json.endObject();
    }
}
