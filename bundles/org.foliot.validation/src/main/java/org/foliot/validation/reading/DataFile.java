package org.foliot.validation.reading;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.foliot.validation.Machine;
import org.foliot.validation.Problem;
import org.foliot.validation.RecordedCase;

/** Reads one data file: its description of the machine, and the cases of every list of cases that it has. */
public final class DataFile {
    private static final String HOST_CASES = "cases";
    private static final String VM_CASES = "kvm_cases";
    private static final String GUEST_CASES = "guest_cases";
    private static final long LARGEST = 64L << 20;

    private final String file;
    private final Consumer<RecordedCase> cases;
    private final Consumer<Problem> problems;
    private final Set<String> ids = new HashSet<>();

    private DataFile(String file, Consumer<RecordedCase> cases, Consumer<Problem> problems) {
        this.file = file;
        this.cases = cases;
        this.problems = problems;
    }

    /** Makes a case of an object. */
    private interface CaseReader {
        RecordedCase read(String id, Fields json);
    }

    /**
     * Reads a file. What is wrong with one case does not touch the others.
     *
     * @param cases is given the cases in which nothing is wrong, in their order
     * @param problems is given what is wrong, in the same order
     */
    public static void read(Path path, Consumer<RecordedCase> cases, Consumer<Problem> problems) {
        DataFile reading = new DataFile(path.toString(), cases, problems);
        try {
            reading.readAll(parse(path));
        } catch (BrokenFileException e) {
            problems.accept(new Problem(reading.file, Optional.empty(), "", e.getMessage()));
        }
    }

    /** Whether a file has a list of cases, or cannot be read well enough to say that it has none. */
    public static boolean looksLikeOne(Path path) {
        try {
            return hasCases(parse(path));
        } catch (BrokenFileException e) {
            return true;
        }
    }

    private static boolean hasCases(JsonElement json) {
        return json.isJsonObject()
                && (json.getAsJsonObject().has(HOST_CASES)
                        || json.getAsJsonObject().has(VM_CASES)
                        || json.getAsJsonObject().has(GUEST_CASES));
    }

    /** A file that is no JSON. */
    private static final class BrokenFileException extends Exception {
        private static final long serialVersionUID = 1L;

        BrokenFileException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static JsonElement parse(Path path) throws BrokenFileException {
        try {
            if (Files.size(path) > LARGEST) {
                throw new BrokenFileException("the file is larger than " + (LARGEST >> 20) + " MiB", null);
            }
            String text = Files.readString(path);
            if (text.isBlank()) {
                throw new BrokenFileException("the file is empty", null);
            }
            return parse(text);
        } catch (NoSuchFileException e) {
            throw new BrokenFileException("there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new BrokenFileException("the file cannot be read; check its permissions", e);
        } catch (CharacterCodingException e) {
            throw new BrokenFileException("the file is not UTF-8 text", e);
        } catch (IOException e) {
            throw new BrokenFileException("the file cannot be read: " + e.getMessage(), e);
        }
    }

    private static JsonElement parse(String text) throws BrokenFileException {
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            JsonElement json = JsonParser.parseReader(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new BrokenFileException("there is more after the end of the JSON document", null);
            }
            return json;
        } catch (JsonParseException e) {
            throw new BrokenFileException(notJson(e.getCause() == null ? e : e.getCause()), e);
        } catch (IOException e) {
            throw new BrokenFileException(notJson(e), e);
        }
    }

    /** The first line of a message, without what is only for programmers. */
    private static String notJson(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String reason = message.lines()
                .findFirst()
                .orElse("")
                .replaceFirst("^Use JsonReader.*? at ", "syntax error at ")
                .replaceFirst(" path \\$(\\[0])+$", "");
        return "the file is not JSON: " + reason;
    }

    private void readAll(JsonElement json) {
        Findings top = new Findings(file, Optional.empty());
        if (!hasCases(json)) {
            top.add(
                    "",
                    "there is no list of cases in it: neither " + HOST_CASES + " nor " + VM_CASES + " nor "
                            + GUEST_CASES);
            top.all().forEach(problems);
            return;
        }
        Fields fields = new Fields(json.getAsJsonObject(), "", top);
        Machine machine = MachineReader.read(fields);
        if (!top.isEmpty()) {
            top.all().forEach(problems);
            return;
        }
        readList(fields, HOST_CASES, new HostCases(file, machine)::read);
        readList(fields, VM_CASES, new VmCases(file, machine)::read);
        readList(fields, GUEST_CASES, new GuestCases(file, machine)::read);
        top.all().forEach(problems);
    }

    private void readList(Fields fields, String name, CaseReader reader) {
        if (!fields.has(name)) {
            return;
        }
        List<JsonElement> list = fields.elements(name);
        for (int i = 0; i < list.size(); i++) {
            String place = name + "[" + i + "]";
            if (!list.get(i).isJsonObject()) {
                problems.accept(new Problem(
                        file, Optional.empty(), place, "is " + Fields.describe(list.get(i)) + ", not an object"));
                continue;
            }
            readCase(list.get(i).getAsJsonObject(), place, reader);
        }
    }

    private void readCase(JsonObject json, String place, CaseReader reader) {
        Findings unnamed = new Findings(file, Optional.empty());
        String id = new Fields(json, place, unnamed).text("id");
        if (!unnamed.isEmpty()) {
            unnamed.all().forEach(problems);
            return;
        }
        Findings findings = new Findings(file, Optional.of(id));
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")) {
            findings.add("id", "is made of more than letters, digits and -, which a file name must do with");
        } else if (!ids.add(id)) {
            findings.add("id", "is that of another case of the file");
        }
        RecordedCase read = reader.read(id, new Fields(json, "", findings));
        if (findings.isEmpty()) {
            cases.accept(read);
        } else {
            findings.all().forEach(problems);
        }
    }
}
