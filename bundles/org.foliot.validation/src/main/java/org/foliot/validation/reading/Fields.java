package org.foliot.validation.reading;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.foliot.time.Duration;
import org.foliot.validation.Range;

/**
 * The fields of one object of a data file. A field that is missing, of the wrong type or out of range is a finding, and what is
 * returned for it is only good to go on looking for more of them.
 */
final class Fields {
    private final JsonObject json;
    private final String path;
    private final Findings findings;

    Fields(JsonObject json, String path, Findings findings) {
        this.json = json;
        this.path = path;
        this.findings = findings;
    }

    /** Where a field of this object is. */
    String at(String name) {
        return path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
    }

    /** Something is wrong with a field. */
    void wrong(String name, String message) {
        findings.add(at(name), message);
    }

    boolean has(String name) {
        return json.has(name) && !json.get(name).isJsonNull();
    }

    Set<String> names() {
        return json.keySet();
    }

    private Optional<JsonElement> element(String name) {
        if (!has(name)) {
            wrong(name, "is missing");
            return Optional.empty();
        }
        return Optional.of(json.get(name));
    }

    private void mistyped(String where, String wanted, JsonElement found) {
        findings.add(where, "is " + describe(found) + ", not " + wanted);
    }

    static String describe(JsonElement found) {
        if (found.isJsonNull()) {
            return "null";
        } else if (found.isJsonObject()) {
            return "an object";
        } else if (found.isJsonArray()) {
            return "a list";
        }
        JsonPrimitive primitive = found.getAsJsonPrimitive();
        String text = primitive.getAsString();
        String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return primitive.isString() ? "the text \"" + shown + "\"" : shown;
    }

    /** A text that is not empty. */
    String text(String name) {
        Optional<JsonElement> found = element(name);
        if (found.isEmpty()) {
            return "";
        }
        if (!found.get().isJsonPrimitive() || !found.get().getAsJsonPrimitive().isString()) {
            mistyped(at(name), "a text", found.get());
            return "";
        }
        String text = found.get().getAsString();
        if (text.isBlank()) {
            wrong(name, "is empty");
        }
        return text;
    }

    /** A whole number in a range. */
    long whole(String name, long least, long greatest) {
        return element(name).map(e -> whole(at(name), e, least, greatest)).orElse(least);
    }

    private long whole(String where, JsonElement element, long least, long greatest) {
        Optional<BigDecimal> number = number(where, element, "a whole number");
        if (number.isEmpty()) {
            return least;
        }
        try {
            long value = number.get().longValueExact();
            if (value >= least && value <= greatest) {
                return value;
            }
            findings.add(where, "is " + value + ", not " + least + " to " + greatest);
        } catch (ArithmeticException e) {
            findings.add(
                    where, "is " + element.getAsString() + ", not a whole number from " + least + " to " + greatest);
        }
        return least;
    }

    private Optional<BigDecimal> number(String where, JsonElement element, String wanted) {
        if (element.isJsonPrimitive() && element.getAsJsonPrimitive().isNumber()) {
            try {
                return Optional.of(element.getAsBigDecimal());
            } catch (NumberFormatException e) {
                // not a number of JSON, such as NaN
            }
        }
        mistyped(where, wanted, element);
        return Optional.empty();
    }

    /** A time that is not nothing and not longer than an hour, from a field in a unit. */
    Duration time(String name, Duration unit) {
        long longest = Duration.ofSeconds(3600).dividedBy(unit);
        return unit.times(whole(name, 1, longest));
    }

    /** As {@link #time}, but may be nothing, and is if the field is missing. */
    Duration optionalTime(String name, Duration unit) {
        long longest = Duration.ofSeconds(3600).dividedBy(unit);
        return has(name) ? unit.times(whole(name, 0, longest)) : Duration.ZERO;
    }

    /** One of some words. */
    String word(String name, List<String> words) {
        String text = text(name);
        if (!text.isBlank() && !words.contains(text)) {
            wrong(name, "is \"" + text + "\", none of " + String.join(", ", words));
        }
        return text;
    }

    /** An object; one that is not there is one finding, however much of it is asked for. */
    Fields object(String name) {
        Optional<JsonElement> found = element(name);
        if (found.isPresent() && found.get().isJsonObject()) {
            return new Fields(found.get().getAsJsonObject(), at(name), findings);
        }
        found.ifPresent(f -> mistyped(at(name), "an object", f));
        return new Fields(new JsonObject(), at(name), findings.unheard());
    }

    /** The elements of a list. */
    List<JsonElement> elements(String name) {
        return list(name).asList();
    }

    /** A list of objects. */
    List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        JsonArray list = list(name);
        for (int i = 0; i < list.size(); i++) {
            String where = at(name) + "[" + i + "]";
            if (list.get(i).isJsonObject()) {
                objects.add(new Fields(list.get(i).getAsJsonObject(), where, findings));
            } else {
                mistyped(where, "an object", list.get(i));
            }
        }
        return objects;
    }

    /** A list of whole numbers in a range. */
    List<Integer> wholes(String name, int least, int greatest) {
        List<Integer> numbers = new ArrayList<>();
        JsonArray list = list(name);
        for (int i = 0; i < list.size(); i++) {
            numbers.add((int) whole(at(name) + "[" + i + "]", list.get(i), least, greatest));
        }
        return numbers;
    }

    /** A list of texts. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        JsonArray list = list(name);
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).isJsonPrimitive()
                    && list.get(i).getAsJsonPrimitive().isString()) {
                texts.add(list.get(i).getAsString());
            } else {
                mistyped(at(name) + "[" + i + "]", "a text", list.get(i));
            }
        }
        return texts;
    }

    private JsonArray list(String name) {
        Optional<JsonElement> found = element(name);
        if (found.isPresent() && !found.get().isJsonArray()) {
            mistyped(at(name), "a list", found.get());
        }
        return found.filter(JsonElement::isJsonArray)
                .map(JsonElement::getAsJsonArray)
                .orElseGet(JsonArray::new);
    }

    /** An object with {@code min}, {@code median} and {@code max}. */
    Range range(String name) {
        Fields range = object(name);
        Optional<Double> least = range.decimal("min");
        Optional<Double> median = range.decimal("median");
        Optional<Double> greatest = range.decimal("max");
        if (least.isEmpty() || median.isEmpty() || greatest.isEmpty()) {
            return Range.of(0);
        }
        if (least.get() > median.get() || median.get() > greatest.get()) {
            wrong(
                    name,
                    String.format(
                            Locale.ROOT,
                            "min %s, median %s and max %s are not in order",
                            least.get(),
                            median.get(),
                            greatest.get()));
            return Range.of(0);
        }
        return new Range(least.get(), median.get(), greatest.get());
    }

    /** A number that may have a fraction. */
    Optional<Double> decimal(String name) {
        return element(name)
                .flatMap(e -> number(at(name), e, "a number"))
                .map(BigDecimal::doubleValue)
                .filter(v -> {
                    if (Double.isInfinite(v)) {
                        wrong(name, "is beyond all numbers");
                    }
                    return !Double.isInfinite(v);
                });
    }
}
