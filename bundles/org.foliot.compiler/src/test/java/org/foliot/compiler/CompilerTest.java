package org.foliot.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.foliot.api.extension.Catalog;
import org.foliot.api.workload.Behaviour;
import org.foliot.dsl.Codes;
import org.foliot.dsl.Diagnostic;
import org.foliot.dsl.FoliotLanguage;
import org.foliot.program.Expectation;
import org.foliot.program.GuestDescription;
import org.foliot.program.HostDescription;
import org.foliot.program.Program;
import org.foliot.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a scenario. */
class CompilerTest {
    private static final Path FOLDER = Path.of("src/test/resources/programs");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");
    private static final FoliotLanguage LANGUAGE = FoliotLanguage.create(() -> ShippedCatalog.ALL);

    private static final String TWO_HOSTS = """
            scenario test
            param many = 2
            param downtime = 300 ms
            param strategy = userspace
            param loud = on
            param vm = "x"
            host src { cpus many  kernel 5.8  task hog[3] { busy }  task late { yield } }
            host dst like src { counter 100 MHz  kernel 6.12 }
            guest web on src { vcpus 2 on cpu 0..1  pvtime strategy  kernel 6.1 { steal_accounting loud } }
            """;

    @TempDir
    Path folder;

    static List<Path> programs() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".foliot")).sorted().toList();
        }
    }

    /** {@code mvn test -Dgolden.update=true} writes the texts anew; read the difference before it is committed. */
    @ParameterizedTest
    @MethodSource("programs")
    void programIsAsFrozen(Path input) throws IOException {
        Compilation compilation = new Compiler().compile(LANGUAGE.parse(input), ShippedCatalog.ALL, Map.of());

        assertThat(compilation.hasErrors())
                .as(compilation.diagnostics().toString())
                .isFalse();
        String actual = ProgramText.of(compilation.program().orElseThrow());
        Path expected = input.resolveSibling(input.getFileName().toString().replace(".foliot", ".txt"));
        if (UPDATE) {
            Files.writeString(expected, actual, StandardCharsets.UTF_8);
        }
        assertThat(actual).isEqualTo(Files.readString(expected, StandardCharsets.UTF_8));
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../../examples"))) {
            return files.filter(f -> f.toString().endsWith(".foliot"))
                    // Below bundles are projects with extensions that are not shipped.
                    .filter(f -> !f.startsWith("../../examples/bundles"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void examplesCompileWithWhatIsShipped(Path input) {
        Compilation compilation = new Compiler().compile(LANGUAGE.parse(input), ShippedCatalog.ALL, Map.of());

        assertThat(compilation.diagnostics()).filteredOn(Diagnostic::isError).isEmpty();
        assertThat(compilation.program()).isPresent();
    }

    @Test
    void parametersAreSetFromOutside() {
        Program program = program(
                TWO_HOSTS + "timeline { at 1 s migrate web to dst { downtime downtime }  at 2 s end }",
                Map.of("downtime", "50ms", "strategy", "guest_donated", "loud", "off", "many", "4"));

        assertThat(program.parameters())
                .containsEntry("downtime", "50 ms")
                .containsEntry("strategy", "guest_donated")
                .containsEntry("loud", "off")
                .containsEntry("many", "4")
                .containsEntry("vm", "\"x\"");
        assertThat(program.hosts()).extracting(h -> h.facts().cpus()).containsExactly(4, 4);
        assertThat(program.guests().get(0).pvtime().orElseThrow().id()).isEqualTo("guest_donated");
        assertThat(program.guests().get(0).kernel().stealAccounting()).isFalse();
        assertThat(program.timeline().get(0).settings()).containsEntry("downtime", "50 ms");
    }

    @Test
    void wrongParametersAreRefused() {
        Map<String, String> wrong =
                Map.of("downtme", "1 s", "loud", "7", "downtime", "5 MHz", "many", "0", "strategy", "userspac");

        List<Diagnostic> errors = refusal(TWO_HOSTS, ShippedCatalog.ALL, wrong);

        assertThat(errors)
                .extracting(Diagnostic::message)
                .contains(
                        "there is no parameter downtme to set",
                        "loud cannot be set to 7",
                        "downtime cannot be set to 5 MHz",
                        "0 is out of range",
                        "no memory strategy userspac is installed");
        assertThat(errors)
                .extracting(Diagnostic::remedy)
                .contains(
                        "did you mean downtime?",
                        "it is on or off, such as on",
                        "it is a duration, such as 300 ms",
                        "did you mean userspace? installed: guest_donated, host_kernel, userspace");
    }

    @Test
    void parametersCanMakeASoundScenarioUnsound() {
        List<Diagnostic> errors = refusal(TWO_HOSTS, ShippedCatalog.ALL, Map.of("many", "1"));

        assertThat(errors).extracting(Diagnostic::code).containsOnly(Codes.CPU_UNKNOWN);
        assertThat(errors.get(0).line()).isEqualTo(9);
    }

    @Test
    void theTypoOfKvmtoolIsRefusedWithBothRegions() throws IOException {
        List<Diagnostic> errors = refusal(
                Files.readString(Path.of("../../examples/incidents/pvtime-region-overlap.foliot")),
                ShippedCatalog.ALL,
                Map.of("pvtime_size", "16512 KiB"));

        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).code()).isEqualTo(Codes.REGION_OVERLAP);
        assertThat(errors.get(0).message())
                .isEqualTo("pvtime [0x1020000, 0x203ffff] overlaps flash [0x2000000, 0x3ffffff]");
    }

    @Test
    void missingStrategyIsNamedWhereItIsUsed() {
        List<Diagnostic> errors = refusal(TWO_HOSTS, ShippedCatalog.withoutStrategies(), Map.of());

        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).message()).isEqualTo("no memory strategy userspace is installed");
        assertThat(errors.get(0).remedy()).contains("no memory strategy is installed at all");
        assertThat(errors.get(0).line()).isEqualTo(9);
    }

    @Test
    void errorsOfTheTextArePassedOn() {
        Compilation compilation =
                new Compiler().compile(LANGUAGE.parse(Path.of("x.foliot"), "host {"), ShippedCatalog.ALL, Map.of());

        assertThat(compilation.program()).isEmpty();
        assertThat(compilation.diagnostics()).hasSize(1);
    }

    @Test
    void instancesAreThingsOfTheirOwn() {
        HostDescription host = program(TWO_HOSTS, Map.of()).hosts().get(0);

        assertThat(host.tasks()).extracting(t -> t.name()).containsExactly("hog[0]", "hog[1]", "hog[2]", "late");
        assertThat(host.tasks().get(3).behaviour()).isEqualTo(new Behaviour.Yielding());
    }

    @Test
    void kernelsBehaveAsTheirReleaseDid() {
        Program program = program(TWO_HOSTS, Map.of());

        assertThat(program.hosts().get(0).facts().release()).hasToString("5.8");
        assertThat(program.hosts().get(1).facts().release()).hasToString("6.12");
        assertThat(program.guests().get(0).kernel().stealAccounting()).isTrue();
        assertThat(program.guests().get(0).kernel().tickSteal()).hasToString("ALL");
    }

    @Test
    void whatIsStartedLaterDoesNotRunFromTheBeginning() {
        Program program = program(TWO_HOSTS + """
                        guest other on src
                        timeline {
                            at 2 s start web
                            at 3 s start src.late
                            at 1 s stop src.hog[0]
                            at 2 s start src.hog[0]
                            at 4 s end
                        }
                        """, Map.of());

        assertThat(program.guests()).extracting(GuestDescription::started).containsExactly(false, true);
        assertThat(program.hosts().get(0).tasks())
                .extracting(t -> t.started())
                .containsExactly(true, true, true, false);
        assertThat(program.hosts().get(1).tasks()).extracting(t -> t.started()).containsOnly(true);
    }

    @Test
    void missingEndIsOneSecondAfterTheLastEvent() {
        assertThat(program(TWO_HOSTS + "timeline { at 5 s pause web }", Map.of())
                        .end())
                .isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void selectionsStandForEachOfTheirThings() {
        Program program = program(
                TWO_HOSTS + "expect { always web.vcpu[*].stolen nondecreasing  never web.vcpu[*].stolen > 1 s }",
                Map.of());

        assertThat(program.expectations()).hasSize(3);
        assertThat(program.expectations().subList(0, 2))
                .allSatisfy(e -> assertThat(e).isInstanceOf(Expectation.Monotonic.class));
    }

    @Test
    void onlyWhatIsNamedTakesPart() throws IOException {
        Files.writeString(folder.resolve("fleet.foliot"), "host a { }\nhost b { }\nhost c like b { }\nhost d { }\n");
        Path main = Files.writeString(
                folder.resolve("main.foliot"),
                "import \"fleet.foliot\"\nscenario m\nparam where = d\nguest web on a\n"
                        + "timeline { at 1 s migrate web to where  at 2 s end }\n");

        Compilation compilation = new Compiler().compile(LANGUAGE.parse(main), ShippedCatalog.ALL, Map.of());

        assertThat(compilation.diagnostics()).isEmpty();
        assertThat(compilation.program().orElseThrow().hosts())
                .extracting(HostDescription::name)
                .containsExactly("d", "a");
    }

    private static Program program(String text, Map<String, String> parameters) {
        Compilation compilation =
                new Compiler().compile(LANGUAGE.parse(Path.of("test.foliot"), text), ShippedCatalog.ALL, parameters);
        assertThat(compilation.program())
                .as(compilation.diagnostics().toString())
                .isPresent();
        return compilation.program().orElseThrow();
    }

    private static List<Diagnostic> refusal(String text, Catalog catalog, Map<String, String> parameters) {
        Compilation compilation =
                new Compiler().compile(LANGUAGE.parse(Path.of("test.foliot"), text), catalog, parameters);
        assertThat(compilation.program()).isEmpty();
        return compilation.diagnostics().stream().filter(Diagnostic::isError).toList();
    }
}
