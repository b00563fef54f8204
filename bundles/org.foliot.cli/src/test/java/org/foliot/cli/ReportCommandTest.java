package org.foliot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.foliot.program.Program;
import org.foliot.report.Curves;
import org.foliot.report.Report;
import org.foliot.report.ReportDocument;
import org.foliot.report.RunView;
import org.foliot.report.RunViewer;
import org.foliot.run.RunResult;
import org.foliot.run.RunSettings;
import org.foliot.run.Runner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code foliot report}, from runs that {@code foliot run} has made to what stands on disk. */
class ReportCommandTest extends CommandLineFixture {
    private static final String SCENARIO = """
            /** Shares a processor, "quoted", and <b>moves</b>. */
            scenario shared
                origin "a mail, 2019"

            host server {
                scheduler round_robin
                task hog { busy }
            }
            host spare like server { }

            guest web on server {
                vcpus 1
                pvtime userspace
                process load { busy }
            }

            timeline {
                at 500 ms migrate web to spare { downtime 100 ms }
                at 1 s end
            }

            expect {
                at end web.vcpu[0].stolen > 10 s
                at end web.paused = 100 ms
            }
            """;

    private Path scenario;
    private Path run;

    ReportCommandTest() {
        super(SmallCatalog.INSTALLED);
    }

    @BeforeEach
    void makeARun() throws IOException {
        scenario = Files.writeString(folder.resolve("shared.foliot"), SCENARIO);
        assertThat(foliot("run", "--out", folder.resolve("out"), scenario)).isEqualTo(ExitCode.EXPECTATION_FAILED);
        run = folder.resolve("out/shared");
    }

    private Path page() {
        return folder.resolve("page.html");
    }

    private List<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(n -> n.contains("page"))
                    .sorted()
                    .toList();
        }
    }

    private static String document(RunView view) throws IOException {
        StringWriter out = new StringWriter();
        ReportDocument.write(Report.of(List.of(view)), out);
        return out.toString();
    }

    @Test
    void thePageSaysWhatWasRunAndWhatCameOfIt() throws IOException {
        assertThat(foliot("report", run, "--out", page())).isZero();
        assertThat(out()).isEqualTo("wrote " + page() + "\n");
        assertThat(err()).isEmpty();
        assertThat(Files.readString(page()))
                .startsWith("<!DOCTYPE html>")
                .contains("\"name\":\"shared\"", "\"origin\":\"a mail, 2019\"", "\"outcome\":\"failed\"")
                .contains("moves", "\"kind\":\"moved\",\"subject\":\"web\"", "\"from\":\"server\",\"to\":\"spare\"")
                .contains("\"metric\":\"clock_error\"", "\"metric\":\"run_delay\"")
                .doesNotContain("<b>moves");
    }

    @Test
    void whatIsWatchedHereIsWhatIsReadFromDisk() throws Exception {
        CompiledFile file = new ScenarioCompiler(
                        () -> SmallCatalog.INSTALLED, new Languages(Optional.empty()), Map.of())
                .compile(FoundFiles.expand(List.of(scenario), FoundFiles.SCENARIO))
                .get(0);
        Program program = file.program().orElseThrow();
        RunViewer viewer = new RunViewer();
        RunSettings settings =
                new RunSettings().withSink(viewer).withSources(file.sources()).withSamples(Curves.sampling(program));
        RunResult result = new Runner().run(program, 1, SmallCatalog.INSTALLED, settings);
        assertThat(document(viewer.view(result, file.sources()))).isEqualTo(document(RunView.read(run)));
    }

    @Test
    void samplesForPicturesLeaveNoTrace() throws IOException {
        assertThat(foliot("run", scenario)).isEqualTo(ExitCode.EXPECTATION_FAILED);
        String fingerprint = out().substring(out().indexOf("fingerprint "));
        assertThat(foliot("run", "--out", folder.resolve("again"), scenario)).isEqualTo(ExitCode.EXPECTATION_FAILED);
        assertThat(out()).endsWith(fingerprint);
        assertThat(Files.readAllLines(folder.resolve("again/shared/samples.csv")))
                .hasSize(1002)
                .first()
                .asString()
                .contains("web.clock_error", "web.vcpu[0].stolen")
                .doesNotContain("web.vcpu[0].counter");
    }

    @Test
    void picturesStandBesideThePageAndAreTheSameEveryTime() throws IOException {
        assertThat(foliot("report", run, "--out", page(), "--svg")).isZero();
        assertThat(pages())
                .containsExactly("page.costs.svg", "page.figure-1.web.svg", "page.html", "page.timeline.svg");
        byte[] first = Files.readAllBytes(folder.resolve("page.timeline.svg"));
        assertThat(foliot("report", run, "--out", page(), "--svg")).isZero();
        assertThat(folder.resolve("page.timeline.svg")).hasBinaryContent(first);
    }

    @Test
    void severalRunsAreOnePage() throws IOException {
        assertThat(foliot("run", "--seed", "2", "--out", folder.resolve("out"), scenario))
                .isEqualTo(ExitCode.EXPECTATION_FAILED);
        assertThat(foliot("report", run, folder.resolve("out/shared-2"), "--out", page(), "--svg"))
                .isZero();
        assertThat(pages()).contains("page.shared.timeline.svg", "page.shared-2.timeline.svg");
        assertThat(Files.readString(page())).contains("\"title\":\"shared and 1 more\"", "\"label\":\"shared-2\"");
    }

    // ---- what is no run ----

    private void isRefused(int code, Object path, String... parts) throws IOException {
        assertThat(foliot("report", path, "--out", page(), "--svg")).isEqualTo(code);
        assertThat(err()).startsWith("foliot: ").contains(parts);
        assertThat(err().lines()).hasSize(1);
        assertThat(out()).isEmpty();
        assertThat(pages()).isEmpty();
    }

    @Test
    void whatIsNotThereOrNoRunIsNamed() throws IOException {
        isRefused(ExitCode.USAGE, folder.resolve("nowhere"), "nowhere: there is no such file or directory");
        isRefused(ExitCode.USAGE, folder, "this is no run's directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"segments.csv", "samples.csv", "events.csv", "result.json", "manifest.json"})
    void aFileThatWasCutOffIsNamed(String name) throws IOException {
        Path file = run.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        byte[] half = Arrays.copyOf(whole, whole.length - 3);
        Files.write(file, half);
        isRefused(ExitCode.INVALID_SCENARIO, run, name + ": ");
        Files.write(file, new byte[0]);
        isRefused(ExitCode.INVALID_SCENARIO, run, name + ": ");
    }

    @Test
    void aLineThatIsNotAsWeWriteItIsNamed() throws IOException {
        Path segments = run.resolve("segments.csv");
        List<String> lines = Files.readAllLines(segments);
        for (String wrong : List.of(
                "web.vcpu[0],5,5,idle",
                "web.vcpu[0],-1,5,idle",
                "web.vcpu[0],1,99999999999999999999,idle",
                "web,1,x,idle",
                "web.vcpu[0],1,2",
                "web.vcpu[0],1,2,idle,more")) {
            lines.set(4, wrong);
            Files.write(segments, lines);
            isRefused(ExitCode.INVALID_SCENARIO, run, "segments.csv: line 5: ");
        }
    }

    @Test
    void segmentsThatEndTooEarlyAreNoticed() throws IOException {
        Path segments = run.resolve("segments.csv");
        List<String> lines = Files.readAllLines(segments);
        Files.write(segments, lines.subList(0, lines.size() / 2));
        isRefused(
                ExitCode.INVALID_SCENARIO,
                run,
                "segments.csv: the segments end at ",
                "the run at 1 s; the file was cut off");
    }

    @Test
    void aNewerSchemaIsNamed() throws IOException {
        Path manifest = run.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replaceFirst("\"schema\": \\d+", "\"schema\": 99"));
        isRefused(ExitCode.INVALID_SCENARIO, run, "schema 99, which is newer");
    }

    @Test
    void aResultWithoutARunIsNamed() throws IOException {
        Files.writeString(run.resolve("result.json"), "{\"schema\": 1, \"runs\": []}");
        isRefused(ExitCode.INVALID_SCENARIO, run, "result.json: runs is empty");
    }

    @Test
    void aPageThatCannotBeWrittenLeavesNothing() throws IOException {
        assertThat(foliot("report", run, "--out", folder.resolve("no/such/page.html")))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err()).startsWith("foliot: cannot write ").contains("there is no ");
        Path locked = Files.createDirectory(folder.resolve("locked"));
        assumeTrue(locked.toFile().setWritable(false));
        assumeTrue(!Files.isWritable(locked), "the superuser may write anywhere");
        assertThat(foliot("report", run, "--out", locked.resolve("page.html"))).isEqualTo(ExitCode.USAGE);
    }
}
