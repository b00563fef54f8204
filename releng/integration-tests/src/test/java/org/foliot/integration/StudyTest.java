package org.foliot.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.foliot.store.RunStore;
import org.foliot.store.StoreException;
import org.foliot.store.StoreFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies in the distribution, one of them on a machine that dies again and again. */
class StudyTest {
    private static final int KILLS = 20;
    private static final long GLANCE_MILLIS = 20;
    private static final int RUNS = 400;
    private static final int WIDE_RUNS = 1_200;
    private static final int MEASURES = 150;

    @TempDir
    private Path folder;

    private Path study() throws IOException {
        return Files.writeString(folder.resolve("often.foliot"), """
                scenario sharing
                host src { cpus 1  task hog[2] { run 3 ms sleep about 2 ms } }
                guest web on src { vcpus 2  pvtime userspace  process db { run 1 ms sleep about 1 ms } }
                timeline { at 5 s end }
                study often of sharing {
                    vary pvtime of web in { host_kernel, userspace }
                    measure stolen = sum(web.vcpu[*].stolen)
                    repeat %d
                }
                """.formatted(RUNS / 2));
    }

    /** A study whose store gets large, since there is much to measure. */
    private Path wide() throws IOException {
        String measures = IntStream.range(0, MEASURES)
                .mapToObj(i -> "measure m" + i + " = sum(web.vcpu[*].stolen) + " + i + " ms\n")
                .collect(Collectors.joining());
        return Files.writeString(folder.resolve("wide.foliot"), """
                scenario sharing
                host src { cpus 1  task hog[2] { run 3 ms sleep about 2 ms } }
                guest web on src { pvtime userspace  process db { run 1 ms sleep about 1 ms } }
                timeline { at 50 ms end }
                study wide of sharing {
                    %s
                    repeat %d
                }
                """.formatted(measures, WIDE_RUNS));
    }

    /** What it prints if no file may be larger than so many KiB, as on a disk that has no room; the last line is its exit code. */
    private String limited(int kibibytes, String arguments) throws Exception {
        return Foliot.built()
                .shell(
                        folder,
                        "ulimit -f " + kibibytes + "; '" + Foliot.built().script() + "' study -q " + arguments
                                + "; echo $?");
    }

    @Test
    void storeThatHasNoRoomIsToldAndGoesOnWhenThereIsRoom() throws Exception {
        wide();
        assertThat(limited(2_000, "wide.foliot"))
                .startsWith("foliot: cannot read or write wide.runs.sqlite")
                .endsWith("\n2\n")
                .hasLineCount(2);
        Path store = folder.resolve("wide.runs.sqlite");
        assertThat(runs(store)).isBetween(1L, WIDE_RUNS - 1L);

        assertThat(Foliot.built().shell(folder, "'" + Foliot.built().script() + "' study -q --resume wide.foliot"))
                .isEmpty();
        assertThat(runs(store)).isEqualTo(WIDE_RUNS);
    }

    /** SQLite's library is unpacked into a folder for temporary files. */
    @Test
    void folderForTemporaryFilesThatHasNoRoomIsToldInALine() throws Exception {
        wide();
        assertThat(limited(64, "wide.foliot"))
                .startsWith("foliot: cannot load SQLite's library from the folder for temporary files")
                .endsWith("\n2\n")
                .hasLineCount(2);
        assertThat(folder.resolve("wide.runs.sqlite")).doesNotExist();
    }

    @Test
    void studyThatIsKilledTwentyTimesLosesNothingAndCountsNothingTwice() throws Exception {
        String file = study().toString();
        Path store = folder.resolve("killed.db");
        Foliot foliot = Foliot.built();
        Foliot.Ended undisturbed = foliot.run(
                "study",
                "-q",
                "-j",
                "2",
                "--store",
                folder.resolve("calm.db").toString(),
                "--out",
                folder.resolve("calm").toString(),
                file);
        assertThat(undisturbed.exitCode()).as(undisturbed.err()).isZero();

        long kept = 0;
        for (int i = 0; i < KILLS; i++) {
            Process process = foliot.start(
                    folder.resolve("out"),
                    folder.resolve("err"),
                    "study",
                    "-q",
                    "-j",
                    "2",
                    "--store",
                    store.toString(),
                    file);
            while (!process.waitFor(GLANCE_MILLIS, TimeUnit.MILLISECONDS) && runs(store) <= kept) {
                // The next glance comes after the next wait.
                Thread.onSpinWait();
            }
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            long now = runs(store);
            assertThat(now).isGreaterThanOrEqualTo(kept).isLessThanOrEqualTo(RUNS);
            kept = now;
        }

        Foliot.Ended finished = foliot.run(
                "study",
                "-q",
                "--store",
                store.toString(),
                "--out",
                folder.resolve("killed").toString(),
                file);
        assertThat(finished.exitCode()).as(finished.err()).isZero();
        assertThat(runs(store)).isEqualTo(RUNS);
        for (String name : new String[] {"runs.csv", "points.csv"}) {
            assertThat(folder.resolve("killed").resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("calm").resolve(name));
        }
    }

    /** How many runs others have put there; none while there is no store that could be read. */
    private static long runs(Path store) {
        if (!Files.exists(store)) {
            return 0;
        }
        try (RunStore reading = StoreFile.read(store)) {
            return reading.size();
        } catch (StoreException notYet) {
            return 0;
        }
    }
}
