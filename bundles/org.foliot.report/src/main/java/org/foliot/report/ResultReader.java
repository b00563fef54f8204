package org.foliot.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.foliot.export.JsonDocument;
import org.foliot.export.JsonFields;
import org.foliot.report.RunFacts.ErrorFact;
import org.foliot.report.RunFacts.GuestFact;
import org.foliot.report.RunFacts.HostFact;
import org.foliot.report.RunFacts.MetricFact;
import org.foliot.report.RunFacts.Place;
import org.foliot.report.RunFacts.RefusalFact;
import org.foliot.report.RunFacts.ValueFact;
import org.foliot.report.RunFacts.VerdictFact;
import org.foliot.run.BundleUse;
import org.foliot.run.Manifest;

/** Reads the document of a result that {@link org.foliot.export.JsonDocument} wrote. */
final class ResultReader {
    private ResultReader() {}

    /**
     * Reads the first run of a document.
     *
     * @throws org.foliot.export.UnreadableRunException if there is none, or a field is missing or not as we write it
     */
    static RunFacts read(JsonFields document, Manifest manifest) {
        return document.list("runs", run -> run(run, manifest)).stream()
                .findFirst()
                .orElseThrow(() -> document.wrong("runs", "is empty"));
    }

    private static RunFacts run(JsonFields run, Manifest manifest) {
        return new RunFacts(
                manifest,
                run.optionalText("documentation").orElse(""),
                run.number("events"),
                run.has("hosts") ? run.list("hosts", ResultReader::host) : List.of(),
                run.has("guests") ? run.list("guests", ResultReader::guest) : List.of(),
                run.list("expectations", ResultReader::verdict),
                run.list("refusals", ResultReader::refusal),
                run.has("error") ? Optional.of(error(run.object("error"))) : Optional.empty(),
                run.list("metrics", ResultReader::metric));
    }

    private static HostFact host(JsonFields host) {
        return new HostFact(
                host.text("name"),
                host.text("hypervisor"),
                host.optionalText("scheduler").orElse(""),
                host.text("kernel"),
                host.text("counter"),
                host.number("cpus"),
                place(host));
    }

    private static GuestFact guest(JsonFields guest) {
        return new GuestFact(
                guest.text("name"),
                guest.text("host"),
                guest.optionalText("pvtime").orElse(""),
                guest.text("kernel"),
                guest.number("vcpus"),
                place(guest));
    }

    private static Place place(JsonFields fields) {
        long line = Math.max(0, Math.min(Integer.MAX_VALUE, fields.number("line")));
        return new Place(fields.text("file"), (int) line, fields.text("text"));
    }

    private static OptionalLong instant(JsonFields fields) {
        return fields.has("instant_ps") ? OptionalLong.of(fields.number("instant_ps")) : OptionalLong.empty();
    }

    private static VerdictFact verdict(JsonFields verdict) {
        return new VerdictFact(
                verdict.text("status"),
                place(verdict),
                instant(verdict),
                verdict.optionalText("sentence").orElse(""),
                verdict.has("values")
                        ? verdict.list(
                                "values", v -> new ValueFact(v.text("expression"), v.number("value"), v.text("unit")))
                        : List.of());
    }

    private static RefusalFact refusal(JsonFields refusal) {
        List<String> reasons =
                new ArrayList<>(refusal.list("reasons", r -> r.text("reason") + ": " + r.text("sentence")));
        return new RefusalFact(
                refusal.number("instant_ps"),
                refusal.text("event"),
                refusal.text("target"),
                List.copyOf(reasons),
                refusal.flag("expected"),
                place(refusal));
    }

    private static ErrorFact error(JsonFields error) {
        Optional<BundleUse> extension =
                error.has("extension") ? Optional.of(JsonDocument.bundle(error.object("extension"))) : Optional.empty();
        return new ErrorFact(
                error.text("message"),
                error.has("file") ? Optional.of(place(error)) : Optional.empty(),
                instant(error),
                extension,
                error.optionalText("call").orElse(""));
    }

    private static MetricFact metric(JsonFields metric) {
        return new MetricFact(
                metric.text("subject"),
                metric.text("kind"),
                metric.text("metric"),
                metric.number("value"),
                metric.text("unit"));
    }
}
