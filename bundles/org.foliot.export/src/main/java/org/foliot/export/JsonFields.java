package org.foliot.export;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.foliot.export.UnreadableRunException.Reason;

/** The fields of one object of a JSON file that we wrote; one that is not as we write it says where it is. */
public final class JsonFields {
    private final Path file;
    private final JsonObject json;
    private final String place;

    private JsonFields(Path file, JsonObject json, String place) {
        this.file = file;
        this.json = json;
        this.place = place;
    }

    /**
     * The object that a file consists of.
     *
     * @throws UnreadableRunException if it is not whole, or no object
     */
    public static JsonFields parse(Path file, String text) {
        if (text.isBlank()) {
            throw damaged(file, "this is not whole JSON: the file is empty", null);
        }
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            JsonElement json = JsonParser.parseReader(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw damaged(file, "there is more after the end of the JSON document", null);
            }
            if (!json.isJsonObject()) {
                throw new UnreadableRunException(
                        Reason.NO_RUN, file, "the JSON document in it is no object, so this is not of a run", null);
            }
            return new JsonFields(file, json.getAsJsonObject(), "");
        } catch (JsonParseException | IOException e) {
            throw damaged(file, "this is not whole JSON: " + reason(e), e);
        }
    }

    /** The first line of a message, without what is only for programmers. */
    private static String reason(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("^Use JsonReader.*? at ", "syntax error at ");
    }

    private static UnreadableRunException damaged(Path file, String message, Throwable cause) {
        return new UnreadableRunException(Reason.DAMAGED, file, message, cause);
    }

    /**
     * Says what is wrong with a field.
     *
     * @param message goes on after the field's name: {@code is not a number}
     */
    public UnreadableRunException wrong(String name, String message) {
        return damaged(file, place + name + " " + message, null);
    }

    /** Whether it has a field that is not null. */
    public boolean has(String name) {
        return json.has(name) && !json.get(name).isJsonNull();
    }

    private JsonElement element(String name) {
        if (!has(name)) {
            throw wrong(name, "is missing");
        }
        return json.get(name);
    }

    private static boolean isText(JsonElement element) {
        return element.isJsonPrimitive() && element.getAsJsonPrimitive().isString();
    }

    /** A field that is a text. */
    public String text(String name) {
        JsonElement element = element(name);
        if (!isText(element)) {
            throw wrong(name, "is not a text");
        }
        return element.getAsString();
    }

    /** A field that is a text or null, or is not there. */
    public Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** A field that is a whole number of 64 bits. */
    public long number(String name) {
        JsonElement element = element(name);
        if (element.isJsonPrimitive() && element.getAsJsonPrimitive().isNumber()) {
            try {
                return element.getAsBigDecimal().longValueExact();
            } catch (ArithmeticException e) {
                throw wrong(name, "is " + element + ", not a whole number of 64 bits");
            }
        }
        throw wrong(name, "is not a number");
    }

    /** A field that is true or false. */
    public boolean flag(String name) {
        JsonElement element = element(name);
        if (!element.isJsonPrimitive() || !element.getAsJsonPrimitive().isBoolean()) {
            throw wrong(name, "is neither true nor false");
        }
        return element.getAsBoolean();
    }

    /** One of a few constants, each of which has a word. */
    public <T> T word(String name, T[] constants, Function<T, String> word) {
        String text = text(name);
        for (T constant : constants) {
            if (word.apply(constant).equals(text)) {
                return constant;
            }
        }
        throw wrong(name, String.format(Locale.ROOT, "is \"%s\", which means nothing here", text));
    }

    /** A field that is an object. */
    public JsonFields object(String name) {
        JsonElement element = element(name);
        if (!element.isJsonObject()) {
            throw wrong(name, "is not an object");
        }
        return new JsonFields(file, element.getAsJsonObject(), place + name + ".");
    }

    /** An object of nothing but texts. */
    public SortedMap<String, String> texts(String name) {
        JsonFields object = object(name);
        SortedMap<String, String> texts = new TreeMap<>();
        object.json.keySet().forEach(key -> texts.put(key, object.text(key)));
        return texts;
    }

    /** A list of objects. */
    public <T> List<T> list(String name, Function<JsonFields, T> reader) {
        JsonElement element = element(name);
        if (!element.isJsonArray()) {
            throw wrong(name, "is not a list");
        }
        List<T> list = new ArrayList<>();
        for (JsonElement entry : element.getAsJsonArray()) {
            String at = name + "[" + list.size() + "]";
            if (!entry.isJsonObject()) {
                throw wrong(at, "is not an object");
            }
            list.add(reader.apply(new JsonFields(file, entry.getAsJsonObject(), place + at + ".")));
        }
        return list;
    }
}
