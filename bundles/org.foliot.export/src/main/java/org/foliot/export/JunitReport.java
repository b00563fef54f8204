package org.foliot.export;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.foliot.run.RefusedEvent;
import org.foliot.run.RunResult;
import org.foliot.run.Verdict;

/**
 * Results as JUnit XML, which continuous integration reads.
 *
 * <p>A run is a test suite. Its first test case, {@code run}, is about whether the run could be made; then comes one test
 * case per event that was refused against expectation, and one per expectation, named by its words and with the file and
 * line on which it stands. There are no times, because they would differ from run to run.
 */
public final class JunitReport {
    private static final String NEW_LINE = "\n";

    private final XMLStreamWriter xml;

    private JunitReport(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** Writes all results; the writer stays open. */
    public static void write(List<RunResult> results, Writer out) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            new JunitReport(xml).suites(results);
            xml.flush();
            out.write(NEW_LINE);
            out.flush();
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException io) {
                throw io;
            }
            throw new IOException("cannot write JUnit XML: " + e.getMessage(), e);
        }
    }

    private void suites(List<RunResult> results) throws XMLStreamException {
        // The standalone attribute and the quotes of writeStartDocument differ between implementations.
        xml.writeProcessingInstruction("xml", "version=\"1.0\" encoding=\"UTF-8\"");
        xml.writeCharacters(NEW_LINE);
        xml.writeStartElement("testsuites");
        xml.writeAttribute("name", "foliot");
        for (RunResult result : results) {
            suite(result);
        }
        xml.writeCharacters(NEW_LINE);
        xml.writeEndElement();
    }

    private void suite(RunResult result) throws XMLStreamException {
        List<RefusedEvent> refusals = result.unexpectedRefusals();
        long failures = refusals.size()
                + result.verdicts().stream()
                        .filter(v -> v.status() == Verdict.Status.FAILED)
                        .count();
        long skipped = result.verdicts().stream()
                .filter(v -> v.status() == Verdict.Status.UNDECIDED)
                .count();
        indent(1);
        xml.writeStartElement("testsuite");
        attribute("name", result.program().name());
        attribute(
                "tests", Long.toString(1L + refusals.size() + result.verdicts().size()));
        attribute("failures", Long.toString(failures));
        attribute("errors", result.error().isPresent() ? "1" : "0");
        attribute("skipped", Long.toString(skipped));
        properties(result);
        run(result);
        for (RefusedEvent refused : refusals) {
            begin(
                    result,
                    refused.action().verb() + " " + refused.target(),
                    refused.action().source().file(),
                    refused.action().source().line());
            problem("failure", refused.reasons().get(0).word(), FailureText.of(refused));
            end();
        }
        for (Verdict verdict : result.verdicts()) {
            verdict(result, verdict);
        }
        indent(1);
        xml.writeEndElement();
    }

    private void properties(RunResult result) throws XMLStreamException {
        indent(2);
        xml.writeStartElement("properties");
        property("seed", Long.toString(result.manifest().seed()));
        property("fingerprint", result.manifest().fingerprint());
        indent(2);
        xml.writeEndElement();
    }

    private void property(String name, String value) throws XMLStreamException {
        indent(3);
        xml.writeEmptyElement("property");
        attribute("name", name);
        attribute("value", value);
    }

    private void run(RunResult result) throws XMLStreamException {
        String file = result.manifest().files().isEmpty()
                ? ""
                : result.manifest().files().get(0).path();
        if (result.error().isPresent()) {
            begin(result, "run", file, 0);
            problem(
                    "error",
                    JsonDocument.word(result.outcome()),
                    FailureText.of(result.error().get()));
            end();
        } else {
            empty(result, "run", file, 0);
        }
    }

    private void verdict(RunResult result, Verdict verdict) throws XMLStreamException {
        String name = verdict.expectation().source().text();
        String file = verdict.expectation().source().file();
        int line = verdict.expectation().source().line();
        switch (verdict.status()) {
            case HELD -> empty(result, name, file, line);
            case FAILED -> {
                begin(result, name, file, line);
                problem("failure", "expectation", FailureText.of(verdict));
                end();
            }
            case UNDECIDED -> {
                begin(result, name, file, line);
                indent(3);
                xml.writeEmptyElement("skipped");
                attribute("message", "the run ended before this was decided");
                end();
            }
        }
    }

    private void empty(RunResult result, String name, String file, int line) throws XMLStreamException {
        indent(2);
        xml.writeEmptyElement("testcase");
        identity(result, name, file, line);
    }

    private void begin(RunResult result, String name, String file, int line) throws XMLStreamException {
        indent(2);
        xml.writeStartElement("testcase");
        identity(result, name, file, line);
    }

    private void identity(RunResult result, String name, String file, int line) throws XMLStreamException {
        attribute("classname", result.program().name());
        attribute("name", name);
        if (!file.isEmpty()) {
            attribute("file", file);
        }
        if (line > 0) {
            attribute("line", Integer.toString(line));
        }
    }

    private void problem(String element, String type, String text) throws XMLStreamException {
        indent(3);
        xml.writeStartElement(element);
        attribute("type", type);
        attribute("message", text);
        xml.writeCharacters(legal(text));
        xml.writeEndElement();
    }

    private void end() throws XMLStreamException {
        indent(2);
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, legal(value));
    }

    /** XML 1.0 has no way to write most control characters. */
    private static String legal(String text) {
        StringBuilder legal = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == '\t'
                                || c == '\n'
                                || c == '\r'
                                || c >= 0x20 && c != 0xfffe && c != 0xffff && !(c >= 0xd800 && c <= 0xdfff)
                        ? c
                        : 0xfffd)
                .forEach(legal::appendCodePoint);
        return legal.toString();
    }

    private void indent(int depth) throws XMLStreamException {
        xml.writeCharacters(NEW_LINE + "  ".repeat(depth));
    }
}
