package org.foliot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.foliot.compiler.CompiledStudy;
import org.foliot.compiler.StudyCompiler;
import org.foliot.dsl.FoliotLanguage;
import org.foliot.dsl.ParsedScenario;
import org.foliot.run.Cancellation;
import org.foliot.study.PointRunner;
import org.foliot.study.RunRequest;
import org.foliot.study.StudyCopy;
import org.foliot.study.StudyException;
import org.foliot.study.StudyPlan;
import org.foliot.study.StudySource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study that is compiled once more, elsewhere and from texts alone, is the same study. */
class StudyCopyTest {
    private static final Map<String, String> PARAMETERS = Map.of("nap", "2 ms");

    private final FoliotLanguage language = FoliotLanguage.create(() -> SmallCatalog.INSTALLED);

    @TempDir
    private Path home;

    @TempDir
    private Path elsewhere;

    private StudySource source;
    private StudyPlan plan;

    @BeforeEach
    void planAStudyOfTwoFiles() throws IOException {
        Files.createDirectories(home.resolve("studies"));
        Files.writeString(home.resolve("shared.foliot"), """
                host src { cpus 1  scheduler round_robin  task hog { busy } }
                """);
        Path file = Files.writeString(home.resolve("studies/cost.foliot"), """
                import "../shared.foliot"
                scenario shared
                param nap = 1 ms
                guest web on src { pvtime userspace  process db { run 1 ms sleep about nap } }
                timeline { at 50 ms end }
                study cost of shared {
                    vary web.vcpus in 1, 2
                    measure stolen = sum(web.vcpu[*].stolen)
                    repeat 2
                }
                """);
        ParsedScenario parsed = language.parse(file);
        assertThat(parsed.diagnostics()).isEmpty();
        CompiledStudy study = new StudyCompiler()
                .compile(parsed, "cost", SmallCatalog.INSTALLED, PARAMETERS)
                .study()
                .orElseThrow();
        plan = StudyPlan.of(study, SmallCatalog.INSTALLED, 7).plan().orElseThrow();
        source = StudySource.of(parsed, "cost", PARAMETERS);
    }

    @Test
    void sourcesAreRelativeToTheFolderOfAll() {
        assertThat(source.texts().stream().map(StudySource.Text::path))
                .containsExactly("studies/cost.foliot", "shared.foliot");
    }

    @Test
    void runsAreTheSame() throws IOException {
        StudyCopy copy = StudyCopy.of(source, elsewhere, language, SmallCatalog.INSTALLED);
        PointRunner here = new PointRunner(plan.study(), plan::program, SmallCatalog.INSTALLED);

        for (int point : IntStream.range(0, plan.points().size()).toArray()) {
            for (RunRequest request : plan.replication(point, 1)) {
                assertThat(copy.run(request, new Cancellation())).isEqualTo(here.run(request, new Cancellation()));
            }
        }
    }

    @Test
    void anotherRunThanTheOnePlannedIsRefused() throws IOException {
        StudySource other = new StudySource(source.texts(), "cost", new TreeMap<>(Map.of("nap", "3 ms")));
        StudyCopy copy = StudyCopy.of(other, elsewhere, language, SmallCatalog.INSTALLED);

        assertThatThrownBy(() -> copy.run(plan.replication(0, 0).get(0), new Cancellation()))
                .isInstanceOf(StudyException.class)
                .hasMessageContaining("are not those that it was planned with");
    }
}
