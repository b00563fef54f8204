package org.foliot.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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
