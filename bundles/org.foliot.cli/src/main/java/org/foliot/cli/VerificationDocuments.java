package org.foliot.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.foliot.testkit.Check;

/** What came of bundles on trial, for programs: JSON, and JUnit XML with one suite for each bundle and no times. */
final class VerificationDocuments {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final String NEW_LINE = "\n";

    private VerificationDocuments() {}

    static String json(List<Verification> verifications) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", 1);
        document.put(
                "bundles",
                verifications.stream().map(VerificationDocuments::bundle).toList());
        return GSON.toJson(document);
    }

    private static Map<String, Object> bundle(Verification verification) {
        Map<String, Object> bundle = new LinkedHashMap<>();
        bundle.put("file", verification.jar().toString());
        bundle.put("bundle", verification.name());
        bundle.put("passed", verification.report().passed());
        bundle.put(
                "extensions",
                verification.extensions().stream()
                        .map(e -> Map.of("kind", e.kind().word(), "id", e.id()))
                        .toList());
        bundle.put("checks", verification.report().outcomes());
        return bundle;
    }

    static void writeJunit(List<Verification> verifications, Writer out) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeProcessingInstruction("xml", "version=\"1.0\" encoding=\"UTF-8\"");
            xml.writeCharacters(NEW_LINE);
            xml.writeStartElement("testsuites");
            xml.writeAttribute("name", "foliot verify-bundle");
            for (Verification verification : verifications) {
                suite(xml, verification);
            }
            xml.writeCharacters(NEW_LINE);
            xml.writeEndElement();
            xml.flush();
            out.write(NEW_LINE);
        } catch (XMLStreamException e) {
            throw new IOException("cannot write JUnit XML: " + e.getMessage(), e);
        }
    }

    private static void suite(XMLStreamWriter xml, Verification verification) throws XMLStreamException {
        xml.writeCharacters(NEW_LINE + "  ");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", verification.name());
        xml.writeAttribute(
                "tests", Integer.toString(verification.report().outcomes().size()));
        xml.writeAttribute(
                "failures", Integer.toString(verification.report().failures().size()));
        for (Check.Outcome outcome : verification.report().outcomes()) {
            xml.writeCharacters(NEW_LINE + "    ");
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", verification.name());
            xml.writeAttribute("name", outcome.name());
            if (!outcome.passed()) {
                xml.writeEmptyElement("failure");
                xml.writeAttribute("type", outcome.rule());
                xml.writeAttribute("message", outcome.message());
            }
            xml.writeEndElement();
        }
        xml.writeCharacters(NEW_LINE + "  ");
        xml.writeEndElement();
    }
}
