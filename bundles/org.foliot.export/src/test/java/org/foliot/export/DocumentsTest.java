package org.foliot.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.foliot.run.RunResult;
import org.foliot.run.RunSink;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class DocumentsTest {
    private static String json(RunResult... results) throws Exception {
        StringWriter out = new StringWriter();
        JsonDocument.write(List.of(results), out);
        return out.toString();
    }

    private static JsonObject only(String json) {
        JsonArray runs = JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("runs");
        assertThat(runs).hasSize(1);
        return runs.get(0).getAsJsonObject();
    }

    @Test
    void theJsonDocumentHasItsSchemaFirstAndEndsInALineFeed() throws Exception {
        assertThat(json(Results.passed("a")))
                .startsWith("{\n  \"schema\": 1,\n  \"runs\": [\n    {\n      \"scenario\": \"a\",\n")
                .endsWith("}\n");
    }

    @Test
    void aFailureIsWholeInJson() throws Exception {
        JsonObject run = only(json(Results.failed("a")));
        assertThat(run.get("outcome").getAsString()).isEqualTo("failed");
        JsonObject failure = run.getAsJsonArray("expectations").get(0).getAsJsonObject();
        assertThat(failure.get("instant_ps").getAsLong()).isEqualTo(1_500_000_000_123L);
        assertThat(failure.get("line").getAsInt()).isEqualTo(9);
        assertThat(failure.getAsJsonArray("values").toString())
                .isEqualTo("[{\"expression\":\"web.vcpu[0].stolen\",\"value\":1000000001,\"unit\":\"ps\"}]");
        JsonObject refused = run.getAsJsonArray("refusals").get(0).getAsJsonObject();
        assertThat(refused.getAsJsonArray("reasons").toString())
                .isEqualTo("[{\"reason\":\"counter_frequency\",\"sentence\":\"100 MHz on src, 1 GHz on dst\"}]");
        assertThat(refused.get("expected").getAsBoolean()).isFalse();
    }

    @Test
    void anErrorIsWholeInJson() throws Exception {
        JsonObject error = only(json(Results.broken("a"))).getAsJsonObject("error");
        assertThat(error.get("call").getAsString()).isEqualTo("RunQueues.pick");
        assertThat(error.getAsJsonObject("extension").get("bundle").getAsString())
                .isEqualTo("org.example.odd");
        assertThat(error.get("instant_ps").getAsLong()).isEqualTo(7_000_000L);
    }

    @Test
    void eventsHaveOneLineEach() throws Exception {
        StringWriter out = new StringWriter();
        RunSink events = CsvTables.events(out);
        events.stage(5, Results.WEB, "kernel", 1);
        events.refused(Results.refusal(true));
        events.event(2_000_000_000_001L, Results.refusal(true).action(), Results.WEB);
        events.moved(2_000_000_000_001L, Results.WEB, "src", "dst");
        assertThat(out).hasToString("""
                        instant_ps,kind,subject,what,from,to,file,line,text
                        5,stage,web,kernel,,,,,1
                        2000000000000,refused,web,migrate,,,a.foliot,6,"counter_frequency: 100 MHz on src, 1 GHz on dst"
                        2000000000001,event,web,migrate,,,a.foliot,6,at 2 s migrate web to dst
                        2000000000001,moved,web,,src,dst,,,
                        """);
    }

    @Test
    void theManifestKeepsTheEnvironmentApart() throws Exception {
        StringWriter out = new StringWriter();
        JsonDocument.write(Results.passed("a").manifest(), out);
        JsonObject manifest = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertThat(manifest.getAsJsonObject("environment").get("java_version").getAsString())
                .isEqualTo("17.0.1");
        manifest.remove("environment");
        assertThat(manifest.toString()).doesNotContain("17.0.1");
        assertThat(manifest.getAsJsonObject("parameters").get("downtime").getAsString())
                .isEqualTo("300 ms");
        assertThat(manifest.getAsJsonArray("bundles")
                        .get(0)
                        .getAsJsonObject()
                        .get("digest")
                        .getAsString())
                .startsWith("sha256:");
    }

    private static Document junit(RunResult... results) throws Exception {
        StringWriter out = new StringWriter();
        JunitReport.write(List.of(results), out);
        assertThat(out.toString())
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .endsWith(">\n");
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(out.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static Element element(Document document, String name, int index) {
        return (Element) document.getElementsByTagName(name).item(index);
    }

    @Test
    void everyExpectationIsATestCaseWithItsLine() throws Exception {
        Document document = junit(Results.passed("a"));
        Element suite = element(document, "testsuite", 0);
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("0");
        Element run = element(document, "testcase", 0);
        assertThat(run.getAttribute("name")).isEqualTo("run");
        Element expectation = element(document, "testcase", 1);
        assertThat(expectation.getAttribute("classname")).isEqualTo("a");
        assertThat(expectation.getAttribute("name")).isEqualTo("always web.vcpu[0].stolen nondecreasing");
        assertThat(expectation.getAttribute("file")).isEqualTo("a.foliot");
        assertThat(expectation.getAttribute("line")).isEqualTo("9");
    }

    @Test
    void failuresTellInstantValuesAndPlace() throws Exception {
        Document document = junit(Results.passed("a"), Results.failed("b"), Results.broken("c"));
        Element suite = element(document, "testsuite", 1);
        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getAttribute("failures")).isEqualTo("2");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        assertThat(element(document, "failure", 0).getAttribute("type")).isEqualTo("counter_frequency");
        assertThat(element(document, "failure", 1).getTextContent())
                .isEqualTo("a.foliot:9:5: at 1.500000000123 s web.vcpu[0].stolen < 1 ms does not hold:"
                        + " web.vcpu[0].stolen = 1.000000001 ms");
        assertThat(element(document, "error", 0).getAttribute("message")).contains("org.example.odd");
    }

    @Test
    void charactersThatXmlCannotWriteAreReplaced() throws Exception {
        Document document = junit(Results.passed("a\u0007b"));
        assertThat(element(document, "testsuite", 0).getAttribute("name")).isEqualTo("a\ufffdb");
    }

    @Test
    void metricsAsCsv() throws Exception {
        StringWriter out = new StringWriter();
        CsvTables.metrics(Results.passed("a"), out);
        assertThat(out.toString())
                .startsWith("subject,metric,value,unit\nweb.vcpu[0],running,4999999999999,ps\n")
                .endsWith("web,footprint,65536,B\n");
    }

    @Test
    void segmentsAsCsv() throws Exception {
        StringWriter out = new StringWriter();
        RunSink segments = CsvTables.segments(out);
        assertThat(segments.wantsSegments()).isTrue();
        segments.segment(Results.VCPU, 0, 5, "running");
        segments.segment(Results.VCPU, 5, 9, "a \"b\", c");
        assertThat(out.toString())
                .isEqualTo("subject,start_ps,end_ps,state\nweb.vcpu[0],0,5,running\n"
                        + "web.vcpu[0],5,9,\"a \"\"b\"\", c\"\n");
    }

    @Test
    void samplesAsCsv() throws Exception {
        StringWriter out = new StringWriter();
        RunSink samples = CsvTables.samples(out);
        samples.columns(List.of(new RunSink.Column(
                Results.VCPU, Results.passed("a").metrics().get(0).metric())));
        samples.sample(7, new long[] {3});
        assertThat(out.toString()).isEqualTo("instant_ps,web.vcpu[0].running\n7,3\n");
    }
}
