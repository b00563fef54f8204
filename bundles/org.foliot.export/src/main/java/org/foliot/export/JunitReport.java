package org.foliot.export;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import javax.xml.stream.XMLStreamException;
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
    private final JunitXml xml;

    private JunitReport(JunitXml xml) {
        this.xml = xml;
    }

    /** Writes all results; the writer stays open. */
    public static void write(List<RunResult> results, Writer out) throws IOException {
        JunitXml.write(
                "foliot",
                xml -> {
                    JunitReport report = new JunitReport(xml);
                    for (RunResult result : results) {
                        report.suite(result);
                    }
                },
                out);
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
        xml.begin("testsuite");
        xml.attribute("name", result.program().name());
        xml.attribute(
                "tests", Long.toString(1L + refusals.size() + result.verdicts().size()));
        xml.attribute("failures", Long.toString(failures));
        xml.attribute("errors", result.error().isPresent() ? "1" : "0");
        xml.attribute("skipped", Long.toString(skipped));
        properties(result);
        run(result);
        for (RefusedEvent refused : refusals) {
            begin(
                    result,
                    refused.action().verb() + " " + refused.target(),
                    refused.action().source().file(),
                    refused.action().source().line());
            problem("failure", refused.reasons().get(0).word(), FailureText.of(refused));
            xml.end();
        }
        for (Verdict verdict : result.verdicts()) {
            verdict(result, verdict);
        }
        xml.end();
    }

    private void properties(RunResult result) throws XMLStreamException {
        xml.begin("properties");
        property("seed", Long.toString(result.manifest().seed()));
        property("fingerprint", result.manifest().fingerprint());
        xml.end();
    }

    private void property(String name, String value) throws XMLStreamException {
        xml.empty("property");
        xml.attribute("name", name);
        xml.attribute("value", value);
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
            xml.end();
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
                xml.end();
            }
            case UNDECIDED -> {
                begin(result, name, file, line);
                xml.empty("skipped");
                xml.attribute("message", "the run ended before this was decided");
                xml.end();
            }
        }
    }

    private void empty(RunResult result, String name, String file, int line) throws XMLStreamException {
        xml.empty("testcase");
        identity(result, name, file, line);
    }

    private void begin(RunResult result, String name, String file, int line) throws XMLStreamException {
        xml.begin("testcase");
        identity(result, name, file, line);
    }

    private void identity(RunResult result, String name, String file, int line) throws XMLStreamException {
        xml.attribute("classname", result.program().name());
        xml.attribute("name", name);
        if (!file.isEmpty()) {
            xml.attribute("file", file);
        }
        if (line > 0) {
            xml.attribute("line", Integer.toString(line));
        }
    }

    private void problem(String element, String type, String text) throws XMLStreamException {
        xml.begin(element);
        xml.attribute("type", type);
        xml.attribute("message", text);
        xml.text(text);
        xml.end();
    }
}
