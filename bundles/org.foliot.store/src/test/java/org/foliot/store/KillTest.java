package org.foliot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.foliot.store.StoreException.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes is killed, again and again: what was added is there, and nothing else. */
class KillTest {
    private static final int KILLS = 20;

    @TempDir
    Path folder;

    private Process writer() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Djava.io.tmpdir=" + Files.createDirectories(temporary()),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        folder.resolve("runs.db").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void noRunIsLostAndNoneIsHalfThere() throws Exception {
        int before = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            int added = before;
            Process process = writer();
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                for (int batch = 0; batch <= kill % 4; batch++) {
                    added = Integer.parseInt(out.readLine());
                }
                if (kill == 0) {
                    assertThatThrownBy(() -> StoreFile.open(folder.resolve("runs.db")))
                            .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.problem())
                                    .isEqualTo(Problem.BUSY))
                            .hasMessageContaining("is being written by process " + process.pid());
                }
                // Not the process's own method, which would close what it has printed.
                process.toHandle().destroyForcibly();
                for (String more = out.readLine(); more != null; more = out.readLine()) {
                    added = Integer.parseInt(more);
                }
            }
            process.waitFor();
            before = check(added);
            try (var left = Files.newDirectoryStream(temporary(), "*sqlite*")) {
                assertThat(left).as("what the driver has unpacked").isEmpty();
            }
        }
    }

    private Path temporary() {
        return folder.resolve("temporary");
    }

    /** The number of runs in the store: those that were said to be added, and perhaps one batch that nobody heard of. */
    private int check(int added) {
        try (RunStore store = StoreFile.open(folder.resolve("runs.db"))) {
            int size = Math.toIntExact(store.size());
            assertThat(size).isIn(added, added + KilledWriter.BATCH);
            assertThat(store.present(Runs.keys(0, size), Set.of("overhead", "stolen")))
                    .hasSize(size);
            for (int i = 0; i < size; i++) {
                assertThat(store.find(Runs.key(i))).contains(Runs.run(i));
            }
            return size;
        }
    }
}
