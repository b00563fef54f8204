package org.foliot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The command that compares recordings with simulations: words in, words, files and an exit code out. */
class ValidateCommandTest extends CommandLineFixture {
    private static final String CASE = """
            {
              "id": "%s",
              "description": "two busy threads",
              "groups": {},
              "tasks": [
                {"kind": "%s", "policy": "SCHED_OTHER", "nice": 0, "pinned_cpus": [1], "cgroup": "(common)"},
                {"kind": "busy", "policy": "SCHED_OTHER", "nice": 0, "pinned_cpus": [1], "cgroup": "(common)"}
              ],
              "duration_ns": 200000000,
              "quality": {"grade": "clean", "runs_used": 5},
              "observed": {"tasks": [%s, %s]}
            }
            """;
    private static final String HALF = observed(0.5);

    ValidateCommandTest() {
        super(SmallCatalog.FOR_RECORDINGS);
    }

    private static String observed(double median) {
        String range =
                "{\"min\": " + (median - 0.01) + ", \"median\": " + median + ", \"max\": " + (median + 0.01) + "}";
        return "{\"run_fraction\": " + range
                + ", \"run_delay_fraction\": {\"min\": 0.4, \"median\": 0.5, \"max\": 0.6},"
                + " \"run_share_of_own\": " + range
                + ", \"mean_slice_ns\": {\"min\": 1000000, \"median\": 2000000, \"max\": 4000000}}";
    }

    private static String file(String... cases) {
        return "{\"cases\": [" + String.join(",\n", cases) + "]}\n";
    }

    private static String good(String id) {
        return String.format(CASE, id, "busy", HALF, HALF);
    }

    private static String different(String id) {
        return String.format(CASE, id, "busy", observed(0.8), observed(0.2));
    }

    private Path data(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void whatAgreesIsExitCodeZero() throws IOException {
        assertThat(foliot("validate", data("a.json", file(good("a"))))).isZero();
        assertThat(err()).isEmpty();
        assertThat(out())
                .startsWith("a  agrees  clean, 5 runs  two busy threads\n")
                .contains("server.busy_0  run ")
                .contains("One set of parameters")
                .contains("What the model leaves out")
                .endsWith("1 of 1 cases agree\n");
    }

    @Test
    void whatDiffersIsExitCodeOne() throws IOException {
        Path data = data("a.json", file(good("a"), different("b")));
        assertThat(foliot("validate", "-q", data)).isEqualTo(ExitCode.EXPECTATION_FAILED);
        assertThat(out()).startsWith("b  DIFFERS").doesNotContain("\na  agrees").endsWith("1 of 2 cases agree\n");
    }

    @Test
    void aWrongCaseIsExitCodeThreeAndTheOthersRun() throws IOException {
        Path data = data("a.json", file(String.format(CASE, "a", "spin", HALF, HALF), different("b"), good("c")));
        assertThat(foliot("validate", data)).isEqualTo(ExitCode.INVALID_SCENARIO);
        assertThat(err())
                .isEqualTo(data + ": case a: tasks[0].kind: is \"spin\", none of busy, periodic, duty, yield\n");
        assertThat(out()).contains("1 of 2 cases agree", "1 place in the data files is wrong");
    }

    @Test
    void aBrokenFileDoesNotStopTheOthers() throws IOException {
        data("a.json", "{");
        data("b.json", file(good("b")));
        data("c.json", "{\"something\": \"else\"}");
        assertThat(foliot("validate", folder)).isEqualTo(ExitCode.INVALID_SCENARIO);
        assertThat(err())
                .startsWith(folder.resolve("a.json") + ": the file is not JSON")
                .doesNotContain("c.json");
        assertThat(out()).contains("1 of 1 cases agree");
    }

    @Test
    void whatCannotBeFoundIsAUsageError() throws IOException {
        assertThat(foliot("validate", folder.resolve("none.json"))).isEqualTo(ExitCode.USAGE);
        assertThat(foliot("validate", folder)).isEqualTo(ExitCode.USAGE);
        data("c.json", "{\"something\": \"else\"}");
        assertThat(foliot("validate", folder)).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("none of the files is one of recorded cases");
        assertThat(foliot("validate")).isEqualTo(ExitCode.USAGE);
        assertThat(foliot("validate", "-j", "0", data("a.json", file(good("a")))))
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void theJsonDocumentSaysTheSame() throws IOException {
        Path data = data("a.json", file(good("a"), different("b")));
        assertThat(foliot("validate", "--json", data)).isEqualTo(ExitCode.EXPECTATION_FAILED);
        JsonObject document = JsonParser.parseString(out()).getAsJsonObject();
        assertThat(document.keySet())
                .containsExactly("schema", "summary", "cases", "problems", "parameters", "left_out");
        assertThat(document.getAsJsonObject("summary").get("agree").getAsInt()).isEqualTo(1);
        JsonObject quantity = document.getAsJsonArray("cases")
                .get(1)
                .getAsJsonObject()
                .getAsJsonArray("quantities")
                .get(0)
                .getAsJsonObject();
        assertThat(quantity.get("quantity").getAsString()).isEqualTo("run");
        assertThat(quantity.get("agrees").getAsBoolean()).isFalse();
        assertThat(quantity.get("rule").getAsString()).isEqualTo("in the recorded range, widened by 1 %");
        double simulated = quantity.getAsJsonObject("simulated").get("median").getAsDouble();
        assertThat(quantity.get("error").getAsDouble())
                .isEqualTo(simulated - 0.8, org.assertj.core.api.Assertions.within(1e-5));
    }

    @Test
    void theReportIsTheSameOnAnyNumberOfThreads() throws IOException {
        Path data = data("a.json", file(good("a"), different("b"), good("c")));
        foliot("validate", "--json", "-j", "1", data);
        String one = out();
        foliot("validate", "--json", "-j", "3", data);
        assertThat(out()).isEqualTo(one);
    }

    @Test
    void filesAreWrittenInEveryForm() throws IOException {
        Path written = folder.resolve("deep/report");
        Path page = folder.resolve("page.html");
        assertThat(foliot("validate", "--out", written, "--html", page, data("a.json", file(good("a")))))
                .isZero();
        assertThat(written.resolve("report.txt")).hasContent(out());
        assertThat(written.resolve("report.html")).hasSameTextualContentAs(page);
        assertThat(written.resolve("report.json")).exists();
        assertThat(written.resolve("scatter.svg")).content().startsWith("<svg").contains("<title>a server.busy_0 run");
        assertThat(page).content().contains("<h3 id=\"a\">", "<svg", "base_slice");
    }

    @Test
    void scenariosOfTheCasesCanBeRun() throws IOException {
        Path scenarios = folder.resolve("scenarios");
        assertThat(foliot("validate", "--write-scenarios", scenarios, data("a.json", file(good("A")))))
                .isZero();
        assertThat(foliot("run", scenarios.resolve("a.foliot"))).isZero();
        assertThat(foliot("format", "--check", scenarios)).isZero();
        assertThat(out()).isEmpty();
    }
}
