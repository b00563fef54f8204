package org.foliot.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.foliot.dsl.Diagnostic;

/** Diagnostics as a JSON document. */
final class DiagnosticsDocument {
    private DiagnosticsDocument() {}

    static void write(List<CompiledFile> files, PrintWriter out) {
        List<Map<String, Object>> diagnostics = new ArrayList<>();
        for (CompiledFile file : files) {
            file.diagnostics().forEach(d -> diagnostics.add(object(d)));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("files", files.size());
        document.put("diagnostics", diagnostics);
        JsonOutput.print(document, out);
    }

    private static Map<String, Object> object(Diagnostic d) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("severity", d.severity().toString());
        object.put("code", d.code());
        object.put("file", d.file());
        object.put("line", d.line());
        object.put("column", d.column());
        object.put("length", d.length());
        object.put("message", d.message());
        object.put("remedy", d.remedy());
        return object;
    }
}
