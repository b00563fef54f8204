package org.foliot.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.export.JunitXml;
import org.foliot.testkit.Check;

/** What came of bundles on trial, for programs: JSON, and JUnit XML with one suite for each bundle and no times. */
final class VerificationDocuments {
    private VerificationDocuments() {}

    static void print(List<Verification> verifications, PrintWriter out) {
        JsonOutput.print(
                Map.of(
                        "bundles",
                        verifications.stream()
                                .map(VerificationDocuments::bundle)
                                .toList()),
                out);
    }

    private static Map<String, Object> bundle(Verification verification) {
        Map<String, Object> bundle = new LinkedHashMap<>();
        bundle.put("file", verification.jar().toString());
        bundle.put("bundle", verification.name());
        bundle.put("passed", verification.report().passed());
        bundle.put(
                "extensions",
                verification.extensions().stream()
                        .map(VerificationDocuments::extension)
                        .toList());
        bundle.put("checks", verification.report().outcomes());
        return bundle;
    }

    private static Map<String, Object> extension(InstalledExtension extension) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("kind", extension.kind().word());
        object.put("id", extension.id());
        return object;
    }

    static void writeJunit(List<Verification> verifications, Writer out) throws IOException {
        JunitXml.write(
                "foliot verify-bundle",
                xml -> {
                    for (Verification verification : verifications) {
                        suite(xml, verification);
                    }
                },
                out);
    }

    private static void suite(JunitXml xml, Verification verification) throws XMLStreamException {
        List<Check.Outcome> outcomes = verification.report().outcomes();
        xml.begin("testsuite");
        xml.attribute("name", verification.name());
        xml.attribute("tests", Integer.toString(outcomes.size()));
        xml.attribute(
                "failures", Integer.toString(verification.report().failures().size()));
        for (Check.Outcome outcome : outcomes) {
            xml.begin("testcase");
            xml.attribute("classname", verification.name());
            xml.attribute("name", outcome.name());
            if (!outcome.passed()) {
                xml.empty("failure");
                xml.attribute("type", outcome.rule());
                xml.attribute("message", outcome.message());
            }
            xml.end();
        }
        xml.end();
    }
}
