package org.foliot.cli;

import com.google.gson.GsonBuilder;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints what a command has found as a JSON document, with the number of its form first. */
final class JsonOutput {
    private static final int SCHEMA = 1;

    private JsonOutput() {}

    /**
     * Prints a document.
     *
     * @param keys what is in it, in a fixed order: values, lists, maps and records
     */
    static void print(Map<String, Object> keys, PrintWriter out) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", SCHEMA);
        document.putAll(keys);
        out.println(new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create()
                .toJson(document));
    }
}
