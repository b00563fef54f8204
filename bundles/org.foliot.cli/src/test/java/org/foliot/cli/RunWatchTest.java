package org.foliot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.UnwiredBundle;
import org.foliot.catalog.CatalogSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code foliot run --watch}: every test waits for what the command prints, and ends when it is interrupted. */
@Timeout(120)
class RunWatchTest {
    private static final String SOUND = """
            scenario sound
            host server { scheduler round_robin  task hog { busy } }
            timeline { at 1 s end }
            expect { at end server.hog.ran = 1 s }
            """;
    private static final String WATCHING = "and what is installed; Ctrl-C ends\n";

    @TempDir
    Path folder;

    private final Printed out = new Printed();
    private final Printed err = new Printed();
    private final Bundles bundles = new Bundles();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private Thread command;
    private Future<Integer> exitCode;

    /** What somebody prints and somebody else waits for. */
    private static final class Printed extends OutputStream {
        private final StringBuilder text = new StringBuilder();
        private int taken;

        @Override
        public synchronized void write(int octet) {
            text.append((char) octet);
            notifyAll();
        }

        /** Waits for a text after what was waited for last, and returns what came before it. */
        synchronized String await(String expected) throws InterruptedException {
            Instant deadline = Instant.now().plus(Duration.ofMinutes(1));
            while (text.indexOf(expected, taken) < 0) {
                assertThat(Instant.now())
                        .as("waiting for \"%s\" in\n%s", expected, text)
                        .isBefore(deadline);
                wait(1_000);
            }
            int found = text.indexOf(expected, taken);
            String before = text.substring(taken, found);
            taken = found + expected.length();
            return before;
        }
    }

    /** What is installed, as a test likes it. */
    private static final class Bundles implements CatalogSource {
        private volatile Catalog installed = SmallCatalog.INSTALLED;
        private volatile Runnable listener = () -> {};

        @Override
        public Catalog snapshot() {
            return installed;
        }

        @Override
        public Watch watch(Runnable changed) {
            listener = changed;
            return () -> listener = () -> {};
        }

        void become(List<InstalledExtension> extensions, List<UnwiredBundle> unwired) {
            installed = new SmallCatalog(extensions, unwired);
            listener.run();
        }
    }

    private void foliot(Object... words) {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of());
        String[] arguments = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            arguments[i] = words[i].toString();
        }
        Callable<Integer> task = () -> {
            synchronized (this) {
                command = Thread.currentThread();
                notifyAll();
            }
            return new FoliotApplication(bundles, null, null)
                    .commandLine(terminal)
                    .execute(arguments);
        };
        exitCode = executor.submit(task);
    }

    private int interrupt() throws InterruptedException, ExecutionException, TimeoutException {
        synchronized (this) {
            while (command == null) {
                wait();
            }
        }
        command.interrupt();
        return exitCode.get(1, TimeUnit.MINUTES);
    }

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** As editors save: aside, and then at one stroke. */
    private void save(Path file, String text) throws IOException {
        Path aside = Files.writeString(folder.resolve("aside~"), text);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void aChangedFileIsRunAgainUntilTheUserInterrupts() throws Exception {
        Path file = file("a.foliot", SOUND);
        foliot("run", "--watch", file);
        err.await("foliot: watching 1 file " + WATCHING);
        out.await("sound  passed  1 s, seed 1\n");
        save(file, SOUND.replace("1 s", "2 s"));
        err.await("a.foliot has changed\n");
        out.await("sound  passed  2 s, seed 1\n");
        err.await(WATCHING);
        assertThat(interrupt()).isEqualTo(ExitCode.INTERRUPTED);
    }

    @Test
    void aBrokenStateShowsItsDiagnosticsAndIsWatched() throws Exception {
        Path file = file("a.foliot", SOUND);
        foliot("run", "--watch", file);
        err.await(WATCHING);
        save(file, SOUND.replace("busy", "bossy"));
        assertThat(err.await(WATCHING)).contains("a.foliot:2:").contains("bossy");
        Files.delete(file);
        err.await("there is no such file\n");
        save(file, SOUND);
        out.await("sound  passed");
        interrupt();
    }

    @Test
    void importedFilesAreWatchedEvenBeforeTheyAreThere() throws Exception {
        Path file = file("a.foliot", SOUND.replace("host server", "import \"parts.foliot\"\nhost server"));
        foliot("run", "--watch", file);
        assertThat(err.await("watching 2 files " + WATCHING)).contains("parts.foliot");
        Path parts = file("parts.foliot", "param unused = 1\n");
        err.await("parts.foliot has changed\n");
        out.await("sound  passed");
        err.await("watching 2 files " + WATCHING);
        save(parts, "param unused =\n");
        err.await("parts.foliot has changed\n");
        assertThat(err.await(WATCHING)).contains("parts.foliot:1:");
        interrupt();
    }

    @Test
    void filesThatComeIntoADirectoryAreRun() throws Exception {
        file("a.foliot", SOUND);
        foliot("run", "--watch", folder);
        err.await("watching 1 file " + WATCHING);
        file("b.foliot", SOUND.replace("scenario sound", "scenario second"));
        err.await("there are other scenario files\n");
        err.await("watching 2 files " + WATCHING);
        out.await("second  passed");
        interrupt();
    }

    @Test
    void aRunThatIsOvertakenByAChangeIsCancelledAndNotReported() throws Exception {
        Path file = file("a.foliot", """
                scenario endless
                host server { scheduler round_robin  task hog[64] { busy } }
                timeline { at 2000 h end }
                """);
        Path results = folder.resolve("out");
        foliot("run", "--watch", "--out", results, file);
        while (!Files.isDirectory(results) || isEmpty(results)) {
            assertThat(exitCode.isDone()).isFalse();
            Thread.onSpinWait();
        }
        save(file, SOUND);
        err.await("a.foliot has changed\n");
        assertThat(out.await("sound  passed")).doesNotContain("endless");
        err.await(WATCHING);
        assertThat(results).isDirectoryContaining("glob:**/sound").isDirectoryNotContaining("glob:**/endless");
        interrupt();
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    @Test
    void whatIsInstalledMayComeAndGo() throws Exception {
        List<InstalledExtension> all = SmallCatalog.INSTALLED.extensions();
        InstalledExtension scheduler = SmallCatalog.INSTALLED
                .find(ExtensionKind.HOST_SCHEDULER, "round_robin")
                .orElseThrow();
        foliot("run", "--watch", file("a.foliot", SOUND));
        err.await(WATCHING);
        bundles.become(
                all.stream().filter(e -> !e.equals(scheduler)).toList(),
                List.of(new UnwiredBundle("broken.jar", "is not a readable jar")));
        err.await("foliot: broken.jar: is not a readable jar\n");
        err.await("foliot: host scheduler round_robin has gone with ");
        assertThat(err.await(WATCHING)).contains("round_robin").contains("error:");
        bundles.become(all, List.of());
        err.await("foliot: host scheduler round_robin has come with ");
        err.await(WATCHING);
        interrupt();
    }

    @Test
    void aFileThatIsNotThereAtFirstWasMisspelt() throws Exception {
        foliot("run", "--watch", folder.resolve("none.foliot"));
        assertThat(exitCode.get(1, TimeUnit.MINUTES)).isEqualTo(ExitCode.USAGE);
    }
}
