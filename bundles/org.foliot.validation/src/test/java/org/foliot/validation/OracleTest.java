package org.foliot.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.foliot.run.Cancellation;
import org.foliot.validation.RecordedCase.Family;
import org.foliot.validation.report.Report;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was recorded on a real Linux 6.18, the simulator does too: every case of the project's data agrees. */
class OracleTest {
    private static final Path DATA = Path.of("../../examples/oracle");
    private static final Recordings RECORDINGS =
            Recordings.read(List.of(DATA.resolve("cases.json"), DATA.resolve("cases-kvm.json")));

    private static List<CaseResult> results;

    @BeforeAll
    static void runAllCases() throws InterruptedException {
        results = new Validation(SomeCatalog.INSTALLED).run(RECORDINGS.cases(), 2, new Cancellation(), () -> {});
    }

    static List<CaseResult> results() {
        return results;
    }

    @Test
    void theDataIsRead() {
        assertThat(RECORDINGS.problems()).isEmpty();
        assertThat(RECORDINGS.cases()).extracting(RecordedCase::family).containsOnly(Family.values());
        assertThat(RECORDINGS.cases()).hasSize(76);
    }

    @ParameterizedTest
    @MethodSource("results")
    void theSimulatorAgrees(CaseResult result) {
        assertThat(result.failure()).isEmpty();
        assertThat(result.comparisons())
                .anyMatch(Comparison::isJudged)
                .allSatisfy(c -> assertThat(c.agrees()).as(c.toString()).isTrue());
    }

    /** A thread that can always run either runs or waits; kernel threads leave what is not one of the two. */
    @ParameterizedTest
    @MethodSource("results")
    void nobodyRunsMoreThanThereIs(CaseResult result) {
        if (result.recorded().family() == Family.HOST) {
            double all = result.comparisons().stream()
                    .filter(c -> c.quantity().name().equals("run"))
                    .mapToDouble(c -> c.simulated().least())
                    .sum();
            assertThat(all).isBetween(0.0, (double) result.recorded().machine().cpus());
        }
    }

    @Test
    void everyParameterHasASource() {
        Report report = Report.of(results, List.of(), SomeCatalog.INSTALLED);
        assertThat(report.parameters())
                .isNotEmpty()
                .allSatisfy(p -> assertThat(p.source()).as(p.name()).isNotBlank())
                .doesNotHaveDuplicates();
        assertThat(report.parameters())
                .filteredOn(p -> p.owner().equals("scheduler eevdf"))
                .extracting(p -> p.name())
                .contains("base_slice", "rt_throttling", "delay_dequeue", "yield_rule", "migration_cost");
    }

    @Test
    void theHelpPageSaysWhatIsLeftOut() throws IOException {
        String page = Files.readString(Path.of("../org.foliot.doc/src/main/resources/help/validation.md"))
                .replaceAll("\\s+", " ");
        assertThat(Report.LEFT_OUT).allSatisfy(line -> assertThat(page).contains(line));
    }
}
