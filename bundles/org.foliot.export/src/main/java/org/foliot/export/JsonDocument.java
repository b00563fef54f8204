package org.foliot.export;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.run.BundleUse;
import org.foliot.run.Manifest;
import org.foliot.run.Measure;
import org.foliot.run.RunResult;

/**
 * Results as JSON.
 *
 * <p>The document is an object with {@code schema}, a number that grows when a key changes its meaning or goes away (new
 * keys may come without that), and {@code runs}. Times are whole picoseconds in keys that end in {@code _ps}; other
 * numbers carry a {@code unit}.
 */
public final class JsonDocument {
    /** Version of the document's form. */
    public static final int SCHEMA = 1;

    private JsonDocument() {}

    /** Writes all results; the writer stays open. */
    public static void write(List<RunResult> results, Writer out) throws IOException {
        JsonWriter json = writer(out);
        json.beginObject();
        json.name("schema").value(SCHEMA);
        json.name("runs").beginArray();
        Documents documents = new Documents(json);
        for (RunResult result : results) {
            documents.result(result);
        }
        json.endArray();
        json.endObject();
        finish(json, out);
    }

    /** Writes a manifest; the writer stays open. */
    public static void write(Manifest manifest, Writer out) throws IOException {
        JsonWriter json = writer(out);
        new Documents(json).manifest(manifest);
        finish(json, out);
    }

    /** A writer of documents of this kind: in lines, two spaces a level, texts as they are. */
    public static JsonWriter writer(Writer out) {
        JsonWriter json = new JsonWriter(out);
        json.setIndent("  ");
        json.setHtmlSafe(false);
        return json;
    }

    /** Writes a key with a list of texts. */
    public static void texts(JsonWriter json, String key, Iterable<String> texts) throws IOException {
        json.name(key).beginArray();
        for (String text : texts) {
            json.value(text);
        }
        json.endArray();
    }

    /**
     * Writes the extensions that were used, under the key {@code bundles}.
     *
     * @param kinds how their kinds are called
     */
    public static void bundles(JsonWriter json, Iterable<BundleUse> bundles, Function<ExtensionKind, String> kinds)
            throws IOException {
        json.name("bundles").beginArray();
        for (BundleUse bundle : bundles) {
            bundle(json, bundle, kinds.apply(bundle.kind()));
        }
        json.endArray();
    }

    /** Ends a document with a line feed; the writer stays open. */
    public static void finish(JsonWriter json, Writer out) throws IOException {
        json.flush();
        out.write('\n');
        out.flush();
    }

    /** The word of a constant in documents: its name in lower case. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The unit of numbers of a kind. */
    public static String unit(Measure.Kind kind) {
        return switch (kind) {
            case TIME -> "ps";
            case BYTES -> "B";
            case COUNT -> "count";
            case FLAG -> "flag";
            case TICKS -> "ticks";
            case RATIO -> "ppb";
        };
    }

    /** A number of a document as people read it, exactly; with its unit where that is none of {@link #unit}. */
    public static String text(long value, String unit) {
        for (Measure.Kind kind : Measure.Kind.values()) {
            if (unit(kind).equals(unit)) {
                return new Measure(value, kind).toString();
            }
        }
        return value + " " + unit;
    }

    /** Writes an extension that was used, its kind called so. */
    static void bundle(JsonWriter json, BundleUse bundle, String kind) throws IOException {
        json.beginObject();
        json.name("kind").value(kind);
        json.name("id").value(bundle.id());
        json.name("bundle").value(bundle.symbolicName());
        json.name("version").value(bundle.version());
        json.name("digest").value(bundle.digest());
        json.endObject();
    }

    /** Reads an extension as it is written of a run that used it. */
    public static BundleUse bundle(JsonFields fields) {
        return new BundleUse(
                fields.word("kind", ExtensionKind.values(), ExtensionKind::word),
                fields.text("id"),
                fields.text("bundle"),
                fields.text("version"),
                fields.text("digest"));
    }
}
