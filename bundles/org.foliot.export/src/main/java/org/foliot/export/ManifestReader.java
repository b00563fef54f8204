package org.foliot.export;

import java.nio.file.Path;
import org.foliot.engine.RandomStreams.Pairing;
import org.foliot.export.UnreadableRunException.Reason;
import org.foliot.run.Manifest;
import org.foliot.run.Outcome;

/** Reads manifests from the JSON that {@link Documents} writes; keys that it does not know are passed over. */
final class ManifestReader {
    private ManifestReader() {}

    /**
     * Reads a manifest.
     *
     * @param file where the text stands, for messages
     * @throws UnreadableRunException when the text is none
     */
    static Manifest read(Path file, String text) {
        JsonFields fields = JsonFields.parse(file, text);
        if (!fields.has("schema") || !fields.has("fingerprint")) {
            throw new UnreadableRunException(
                    Reason.NO_RUN, file, "this is no manifest of a run: it has no schema or no fingerprint", null);
        }
        long schema = fields.number("schema");
        if (schema > JsonDocument.SCHEMA) {
            String writer =
                    fields.optionalText("foliot").map(v -> "Foliot " + v).orElse("a newer Foliot");
            throw new UnreadableRunException(
                    Reason.NEWER,
                    file,
                    writer + " wrote this with schema " + schema + ", which is newer than what this Foliot reads, "
                            + JsonDocument.SCHEMA,
                    null);
        }
        return manifest(fields);
    }

    private static Manifest manifest(JsonFields fields) {
        JsonFields environment = fields.object("environment");
        return new Manifest(
                fields.text("foliot"),
                fields.text("scenario"),
                fields.optionalText("origin"),
                fields.list("files", f -> new Manifest.ScenarioFile(f.text("path"), f.text("name"), f.text("digest"))),
                fields.number("seed"),
                fields.has("pairing") ? fields.word("pairing", Pairing.values(), JsonDocument::word) : Pairing.NONE,
                fields.texts("parameters"),
                fields.flag("until_verdict"),
                fields.flag("until_condition"),
                fields.text("ingredients"),
                fields.list("bundles", JsonDocument::bundle),
                fields.word("outcome", Outcome.values(), JsonDocument::word),
                fields.number("end_ps"),
                fields.text("fingerprint"),
                new Manifest.Environment(
                        environment.text("java_version"),
                        environment.text("java_vendor"),
                        environment.text("operating_system")));
    }
}
