package org.foliot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.data.Percentage;
import org.foliot.store.RunStore;
import org.foliot.store.StoreException;
import org.foliot.store.StoreFile;
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
    void pageHoldsWhatTheStudyAnswersAndFromWhat() throws IOException {
        Path file =
                study("vary hogs in 1, 2\nmeasure stolen = sum(web.vcpu[*].stolen)\nrepeat 3\ncompare stolen by hogs\n"
                        + "chart stolen by hogs\nexpect { always mean(stolen) > 1 us }");

        assertThat(foliot("study", "-j", "2", file, "--out", folder.resolve("one")))
                .isEqualTo(ExitCode.OK);
        String page = Files.readString(folder.resolve("one").resolve("study.html"));

        int from = page.indexOf("id=\"foliot-data\">") + "id=\"foliot-data\">".length();
        JsonObject data = JsonParser.parseString(page.substring(from, page.indexOf("</script>", from)))
                .getAsJsonObject();
        assertThat(data.get("title").getAsString()).isEqualTo("Study cost of shared");
        JsonObject chart = data.getAsJsonArray("charts").get(0).getAsJsonObject();
        assertThat(chart.get("title").getAsString()).isEqualTo("stolen by hogs");
        // Two points, each with x, y and the two ends of its interval.
        assertThat(chart.getAsJsonArray("series").get(0).getAsJsonObject().getAsJsonArray("points"))
                .hasSize(2)
                .allSatisfy(p -> assertThat(p.getAsJsonArray()).hasSize(4));
        List<String> titles = new ArrayList<>();
        data.getAsJsonArray("tables")
                .forEach(t -> titles.add(t.getAsJsonObject().get("title").getAsString()));
        assertThat(titles)
                .containsExactly(
                        "Expectations",
                        "Points",
                        "stolen less that of 1, pair by pair of seeds",
                        "What varied",
                        "How it was run",
                        "Bundles");
        assertThat(data.getAsJsonArray("tables").toString())
                .contains("[\"held\",\"always mean(stolen) > 1 us\"", "[\"hogs\",\"parameter\",\"1, 2\"]", "sha256:");

        assertThat(foliot("study", file, "--out", folder.resolve("again"))).isEqualTo(ExitCode.OK);
        assertThat(folder.resolve("again").resolve("study.html"))
                .hasSameTextualContentAs(folder.resolve("one").resolve("study.html"));
    }

    /** The values of the only run of a study by the names of their columns. */
    private Map<String, String> onlyRun(String clauses) throws IOException {
        assertThat(foliot("study", study(clauses), "--out", folder.resolve("out")))
                .isEqualTo(ExitCode.OK);
        List<String> lines = Files.readAllLines(folder.resolve("out").resolve("runs.csv"));
        assertThat(lines).hasSize(2);
        String[] names = lines.get(0).split(",", -1);
        String[] cells = lines.get(1).split(",", -1);
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < names.length; i++) {
            values.put(names[i], cells[i]);
        }
        return values;
    }

    @Test
    void batchesAreEquallyLongAndAddUpToTheRun() throws IOException {
        String measures = "warm up 10 ms\nmeasure stolen = sum(web.vcpu[*].stolen)\nmeasure passed = web.elapsed\n";

        Map<String, String> whole = onlyRun(measures + "repeat 1");
        Map<String, String> cut = onlyRun(measures + "batches 9");

        long stolen = 0;
        for (int batch = 1; batch <= 9; batch++) {
            assertThat(cut).containsEntry("passed #" + batch, "10000000000");
            stolen += Long.parseLong(cut.get("stolen #" + batch));
        }
        assertThat(stolen).isPositive().isEqualTo(Long.parseLong(whole.get("stolen")));
        assertThat(cut.get("fingerprint")).isEqualTo(whole.get("fingerprint"));
    }

    @Test
    void distributionsAreMergedOverRunsTheSameOnAnyNumberOfThreadsAndFromTheStore() throws IOException {
        Path file = study("vary hogs in 1, 2\nwarm up 10 ms\nrepeat 3\ndistribution waits of web.vcpu[*]\n"
                + "distribution responses of web.db");

        assertThat(foliot("study", file, "-j", "1", "--out", folder.resolve("one")))
                .isEqualTo(ExitCode.OK);
        String first = out();
        assertThat(first).contains("waits of web.vcpu[*]\n  hogs", "p99.9", "responses of web.db\n  hogs");
        assertThat(foliot("study", file, "-j", "1", "--out", folder.resolve("kept")))
                .isEqualTo(ExitCode.OK);
        assertThat(out()).isEqualTo(first);
        assertThat(foliot(
                        "study",
                        file,
                        "-j",
                        "2",
                        "--store",
                        folder.resolve("b.sqlite"),
                        "--out",
                        folder.resolve("two")))
                .isEqualTo(ExitCode.OK);
        assertThat(out()).isEqualTo(first);
        for (String name : new String[] {"distributions.csv", "distribution-1.svg", "study.html"}) {
            assertThat(folder.resolve("two").resolve(name))
                    .hasSameTextualContentAs(folder.resolve("one").resolve(name));
            assertThat(folder.resolve("kept").resolve(name))
                    .hasSameTextualContentAs(folder.resolve("one").resolve(name));
        }
        List<String> lines = Files.readAllLines(folder.resolve("one").resolve("distributions.csv"));
        assertThat(lines.get(0)).isEqualTo("hogs,distribution,n,p50,p90,p99,p99.9,max");
        assertThat(lines).hasSize(5);
        assertThat(Long.parseLong(lines.get(1).split(",")[2])).isPositive();
    }

    @Test
    void jsonHasAnswersAndTheSameBytesOnAnyNumberOfThreads() throws IOException {
        Path file =
                study("vary hogs in 1, 2\nmeasure stolen = sum(web.vcpu[*].stolen)\nrepeat 3\ncompare stolen by hogs\n"
                        + "expect { always mean(stolen) > 1 us  never mean(stolen) > 1 us where hogs = 2 }");

        assertThat(foliot("study", "--json", file)).isEqualTo(ExitCode.EXPECTATION_FAILED);
        String first = out();
        assertThat(foliot("study", "--json", "-j", "2", "-q", file, "--store", folder.resolve("other")))
                .isEqualTo(ExitCode.EXPECTATION_FAILED);
        assertThat(out()).isEqualTo(first);

        JsonObject document = JsonParser.parseString(first).getAsJsonObject();
        assertThat(document.get("schema").getAsInt()).isEqualTo(1);
        JsonObject study = document.getAsJsonArray("studies").get(0).getAsJsonObject();
        assertThat(study.get("complete").getAsBoolean()).isTrue();
        assertThat(study.get("runs").getAsInt()).isEqualTo(6);
        assertThat(study.getAsJsonArray("bundles")).isNotEmpty();
        JsonObject one = measured(study, 0);
        JsonObject two = measured(study, 1);
        assertThat(one.get("low").getAsDouble()).isLessThan(one.get("mean").getAsDouble());
        assertThat(one.get("low").getAsDouble() + one.get("high").getAsDouble())
                .isCloseTo(2 * one.get("mean").getAsDouble(), Percentage.withPercentage(1e-6));
        JsonObject difference = study.getAsJsonArray("comparisons")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("differences")
                .get(0)
                .getAsJsonObject();
        assertThat(difference.get("against").toString()).isEqualTo("{\"hogs\":\"1\"}");
        assertThat(difference.get("mean").getAsDouble())
                .isCloseTo(
                        two.get("mean").getAsDouble() - one.get("mean").getAsDouble(), Percentage.withPercentage(1e-6));
        JsonObject failed = study.getAsJsonArray("expectations").get(1).getAsJsonObject();
        assertThat(failed.get("held").getAsBoolean()).isFalse();
        assertThat(failed.get("at").toString()).isEqualTo("{\"hogs\":\"2\"}");
    }

    private static JsonObject measured(JsonObject study, int point) {
        return study.getAsJsonArray("points")
                .get(point)
                .getAsJsonObject()
                .getAsJsonObject("measures")
                .getAsJsonObject("stolen");
    }

    @Test
    void listHasNoAnswersToPrintAsJson() throws IOException {
        assertThat(foliot("study", "--list", "--json", usual())).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("there are no answers before there are runs");
    }

    @Test
    void filterRunsSomePoints() throws IOException {
        assertThat(foliot("study", usual(), "--filter", "hogs=2")).isEqualTo(ExitCode.OK);
        assertThat(out()).contains("1 point, 3 runs");
        assertThat(foliot("study", usual(), "--filter", "hogs=7")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("hogs is never 7; it is 1, 2");
    }

    @Test
    void anExpectationOfPointsThatAreFilteredOutIsNotSaidToHaveHeld() throws IOException {
        Path file = study("vary hogs in 1, 2\nmeasure stolen = sum(web.vcpu[*].stolen)\nrepeat 2\n"
                + "expect { always mean(stolen) > 1 h where hogs = 1\n always mean(stolen) > 1 ms where hogs = 2 }");

        assertThat(foliot("study", file, "--filter", "hogs=2")).isEqualTo(ExitCode.OK);
        assertThat(out())
                .containsPattern("– +always mean\\(stolen\\) > 1 h where hogs = 1 .*\n"
                        + " +none of the points that it is about was run\n")
                .contains("held    always mean(stolen) > 1 ms where hogs = 2");
        assertThat(foliot("study", file, "--filter", "hogs=2", "--json")).isEqualTo(ExitCode.OK);
        assertThat(out())
                .containsPattern("\"judged\": 0,\\s+\"held\": null")
                .containsPattern("\"judged\": 1,\\s+\"held\": true");
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
    void whatIsLikeAnotherVariesWithItUnlessItSaysOtherwise() throws IOException {
        Path file = Files.writeString(folder.resolve("like.foliot"), """
                scenario alike
                host first { cpus 1  counter 100 MHz  scheduler round_robin }
                host second like first
                host third like first { counter 1 GHz }
                guest same on second { pvtime userspace }
                guest other on third { pvtime userspace }
                timeline { at 100 ms end }
                study counters of alike {
                    vary counter of first in 100 MHz, 25 MHz
                    measure inherited = same.vcpu[0].counter
                    measure stated = other.vcpu[0].counter
                    repeat 1
                }
                """);

        assertThat(foliot("study", file, "--out", folder.resolve("like"))).isEqualTo(ExitCode.OK);
        assertThat(folder.resolve("like").resolve("points.csv"))
                .content()
                .containsPattern("100 MHz,1,1,0,0,1.0E7,.*,1.0E8,")
                .containsPattern("25 MHz,1,1,0,0,2500000.0,.*,1.0E8,");
    }

    @Test
    void conditionsThatLeaveNoPointAreAnError() throws IOException {
        Path file = study("vary hogs in 1, 2\nwhere hogs > 2\nmeasure asleep = web.vcpu[0].idle");

        assertThat(foliot("study", file)).isEqualTo(ExitCode.INVALID_SCENARIO);
        assertThat(err()).contains("no point meets the conditions", "2 combinations of values were tried");
    }

    @Test
    void expectationOfNoPointIsAnError() throws IOException {
        String measured = "vary hogs in 1, 2\nmeasure asleep = web.vcpu[0].idle\nrepeat 1\n";
        Path none = study(measured + "expect { always mean(asleep) < 1 ps where hogs = 3 }");

        assertThat(foliot("study", none)).isEqualTo(ExitCode.INVALID_SCENARIO);
        assertThat(err()).contains("no point meets this, so nothing is expected");

        Path one = study(measured + "expect { always mean(asleep) >= 0 s where hogs = 2 }");
        assertThat(foliot("study", one, "--filter", "hogs=1")).isEqualTo(ExitCode.OK);
    }

    @Test
    void whatIsNoStoreIsLeftAlone() throws IOException {
        Path store = Files.writeString(folder.resolve("notes.txt"), "not a store");

        assertThat(foliot("study", usual(), "--store", store)).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("notes.txt");
        assertThat(store).hasContent("not a store");
    }

    @Test
    void storeOfANewerFoliotIsLeftAlone() throws IOException {
        Path file = usual();
        Path store = folder.resolve("cost.runs.sqlite");
        assertThat(foliot("study", file)).isEqualTo(ExitCode.OK);
        // The user version of a database of SQLite, https://sqlite.org/fileformat2.html#user_version_number.
        byte[] newer = Files.readAllBytes(store);
        newer[62] = 1;
        Files.write(store, newer);

        assertThat(foliot("study", file)).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("cost.runs.sqlite has been written by a newer Foliot", "or another store");
        assertThat(store).hasBinaryContent(newer);
    }

    @Test
    void damagedStoreIsToldAndCanBeSaved() throws IOException {
        Path file = usual();
        Path store = folder.resolve("cost.runs.sqlite");
        assertThat(foliot("study", file, "--out", folder.resolve("before"))).isEqualTo(ExitCode.OK);
        byte[] damaged = Files.readAllBytes(store);
        Arrays.fill(damaged, damaged.length - 2048, damaged.length, (byte) 0x5a);
        Files.write(store, damaged);

        assertThat(foliot("study", file)).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("is damaged", "foliot store salvage");
        assertThat(store).hasBinaryContent(damaged);

        assertThat(foliot("store", "salvage", store)).as(err()).isEqualTo(ExitCode.OK);
        assertThat(foliot("study", file, "--out", folder.resolve("after"))).isEqualTo(ExitCode.OK);
        assertThat(folder.resolve("after").resolve("points.csv"))
                .hasSameTextualContentAs(folder.resolve("before").resolve("points.csv"));
    }

    @Test
    void answersThatCannotBeWrittenAreToldAndTheRunsAreKept() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("answers"), "something else");

        assertThat(foliot("study", usual(), "--out", notAFolder)).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("cannot write", "answers");
        assertThat(notAFolder).hasContent("something else");
        assertThat(kept()).isEqualTo(6);
    }

    @Test
    void interruptedStudyKeepsWhatHasEndedAndGoesOnFromThere() throws Exception {
        int runs = 1000;
        Path file = study("measure stolen = sum(web.vcpu[*].stolen)\nrepeat " + runs);
        AtomicInteger code = new AtomicInteger();
        Thread command = new Thread(() -> code.set(foliot("study", file, "--json")));
        command.start();
        while (kept() == 0 && command.isAlive()) {
            Thread.onSpinWait();
        }
        command.interrupt();
        command.join();

        assertThat(code.get()).as(err()).isEqualTo(ExitCode.INTERRUPTED);
        long kept = kept();
        assertThat(kept).isBetween(1L, runs - 1L);
        assertThat(err()).contains("interrupted; " + kept + " runs are kept in the store");
        assertThat(out()).contains("\"complete\": false", "\"runs\": " + kept);

        assertThat(foliot("study", file)).isEqualTo(ExitCode.OK);
        assertThat(kept()).isEqualTo(runs);
    }

    @Test
    void nothingIsBegunWhereThereIsNothingToGoOnWith() throws IOException {
        Path file = usual();

        assertThat(foliot("study", file, "--resume")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("--resume: there is no store", "cost.runs.sqlite to go on with");
        assertThat(folder.resolve("cost.runs.sqlite")).doesNotExist();

        assertThat(foliot("study", file)).isEqualTo(ExitCode.OK);
        assertThat(foliot("study", file, "--resume")).isEqualTo(ExitCode.OK);
        assertThat(kept()).isEqualTo(6);
    }

    @Test
    void storeInAFolderThatIsNotThereIsTold() throws IOException {
        assertThat(foliot("study", usual(), "--store", folder.resolve("nowhere/a.sqlite")))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("foliot: cannot lock", "a.sqlite");
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    /** How many runs there are in the store beside the study; none while there is no store. */
    private long kept() {
        Path store = folder.resolve("cost.runs.sqlite");
        if (!Files.exists(store)) {
            return 0;
        }
        try (RunStore reading = StoreFile.read(store)) {
            return reading.size();
        } catch (StoreException notYet) {
            return 0;
        }
    }

    @Test
    void fileWithoutStudyIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("plain.foliot"), SCENARIO);

        assertThat(foliot("study", file)).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("there is no study in this file");
    }
}
