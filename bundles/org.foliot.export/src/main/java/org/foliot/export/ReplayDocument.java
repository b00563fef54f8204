package org.foliot.export;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.foliot.run.RunResult;
import org.foliot.run.comparison.Difference;
import org.foliot.run.comparison.ManifestComparison;

/**
 * A replay as JSON: an object with {@code schema}, {@code recorded}, {@code same}, {@code differences}, {@code notes} and
 * {@code run}, which is what {@link JsonDocument} has for a run.
 */
public final class ReplayDocument {
    private ReplayDocument() {}

    /**
     * Writes the document; the writer stays open.
     *
     * @param recorded the path of what was replayed
     * @param differences between the recorded manifest and that of the replay
     * @param notes what else there is to know
     */
    public static void write(
            String recorded, RunResult replay, List<Difference> differences, List<String> notes, Writer out)
            throws IOException {
        JsonWriter json = JsonDocument.writer(out);
        json.beginObject();
        json.name("schema").value(JsonDocument.SCHEMA);
        json.name("recorded").value(recorded);
        json.name("same").value(ManifestComparison.isSameResult(differences));
        json.name("differences");
        write(differences, "recorded", "replayed", json);
        JsonDocument.texts(json, "notes", notes);
        json.name("run");
        new Documents(json).result(replay);
        json.endObject();
        JsonDocument.finish(json, out);
    }

    static void write(List<Difference> differences, String first, String second, JsonWriter json) throws IOException {
        json.beginArray();
        for (Difference difference : differences) {
            json.beginObject();
            json.name("aspect").value(difference.aspect().word());
            if (!difference.name().isEmpty()) {
                json.name("name").value(difference.name());
            }
            json.name(first).value(difference.first().orElse(null));
            json.name(second).value(difference.second().orElse(null));
            json.endObject();
        }
        json.endArray();
    }
}
