package org.foliot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Studies from a command line: what they print, what they keep, and how they end. */
class StudyCommandTest extends CommandLineFixture {
    private static final String SCENARIO = """
            scenario shared
            param hogs = 1
            host src { cpus 1  scheduler round_robin  task hog[hogs] { busy } }
            guest web on src { pvtime userspace  process db { run 1 ms sleep about 1 ms } }
            timeline { at 100 ms end }
            """;

    StudyCommandTest() {
        super(SmallCatalog.INSTALLED);
    }

    private Path study(String clauses) throws IOException {
        return Files.writeString(
                folder.resolve("cost.foliot"), SCENARIO + "study cost of shared {\n" + clauses + "\n}\n");
    }

    private Path usual() throws IOException {
        return study("vary hogs in 1, 2\nmeasure stolen = sum(web.vcpu[*].stolen)\nrepeat 3\ncompare stolen by hogs");
    }

    @Test
    void listNamesPointsAndRunsNothing() throws IOException {
        assertThat(foliot("study", "--list", usual())).isEqualTo(ExitCode.OK);
        assertThat(out()).isEqualTo("""
                study cost: 2 points, 6 runs
                  point  hogs  replications  first seed
                  0         1             3           1
                  1         2             3           1
                """);
        assertThat(folder.resolve("cost.runs.sqlite")).doesNotExist();
    }

    @Test
    void answersAreTheSameOnAnyNumberOfThreadsAndWhenNothingIsRunAgain() throws IOException {
        Path file = usual();

        assertThat(foliot("study", file, "--out", folder.resolve("one"))).isEqualTo(ExitCode.OK);
        String first = out();
        assertThat(foliot("study", file, "--out", folder.resolve("again"))).isEqualTo(ExitCode.OK);
        assertThat(out()).isEqualTo(first);
        assertThat(foliot("study", "-j", "2", file, "--store", folder.resolve("other"), "--out", folder.resolve("two")))
                .isEqualTo(ExitCode.OK);
        assertThat(out()).isEqualTo(first).contains("study cost of shared: 2 points, 6 runs", "pair by pair of seeds");
        for (String name : new String[] {"runs.csv", "points.csv"}) {
            assertThat(folder.resolve("two").resolve(name))
                    .hasSameTextualContentAs(folder.resolve("one").resolve(name));
            assertThat(folder.resolve("again").resolve(name))
                    .hasSameTextualContentAs(folder.resolve("one").resolve(name));
        }
    }

    @Test
    void filterRunsSomePoints() throws IOException {
        assertThat(foliot("study", usual(), "--filter", "hogs=2")).isEqualTo(ExitCode.OK);
        assertThat(out()).contains("1 points, 3 runs");
        assertThat(foliot("study", usual(), "--filter", "hogs=7")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("hogs is never 7; it is 1, 2");
    }

    @Test
    void failedExpectationOfTheStudyEndsWithOne() throws IOException {
        Path file = study("measure stolen = sum(web.vcpu[*].stolen)\nrepeat 2\nexpect { always mean(stolen) > 1 h }");

        assertThat(foliot("study", file)).isEqualTo(ExitCode.EXPECTATION_FAILED);
        assertThat(out()).contains("FAILED  always mean(stolen) > 1 h", "at the scenario as it stands");
    }

    @Test
    void pointAtWhichTheScenarioIsWrongIsNamedBeforeAnythingRuns() throws IOException {
        Path file = study("vary web.vcpus in 1, 2\nmeasure other = web.vcpu[0].idle\nvary cpus of src in 1, 5000");

        assertThat(foliot("study", file)).isEqualTo(ExitCode.INVALID_SCENARIO);
        assertThat(err()).contains("at web.vcpus = 1, src.cpus = 5000: 5000 is out of range");
        assertThat(folder.resolve("cost.runs.sqlite")).doesNotExist();
    }

    @Test
    void conditionsThatLeaveNoPointAreAnError() throws IOException {
        Path file = study("vary hogs in 1, 2\nwhere hogs > 2\nmeasure asleep = web.vcpu[0].idle");

        assertThat(foliot("study", file)).isEqualTo(ExitCode.INVALID_SCENARIO);
        assertThat(err()).contains("no point meets the conditions", "2 combinations of values were tried");
    }

    @Test
    void whatIsNoStoreIsLeftAlone() throws IOException {
        Path store = Files.writeString(folder.resolve("notes.txt"), "not a store");

        assertThat(foliot("study", usual(), "--store", store)).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("notes.txt");
        assertThat(store).hasContent("not a store");
    }

    @Test
    void fileWithoutStudyIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("plain.foliot"), SCENARIO);

        assertThat(foliot("study", file)).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("there is no study in this file");
    }
}
