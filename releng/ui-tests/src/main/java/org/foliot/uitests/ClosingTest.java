package org.foliot.uitests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.debug.core.ILaunch;
import org.foliot.ui.launch.LaunchAttributes;
import org.junit.jupiter.api.Test;

/** The last of all: whoever has started the workbench looks at what is left of this run when the workbench has closed. */
class ClosingTest {
    private static final Path KEPT = Path.of(System.getProperty("foliot.uitests.kept"));

    @Test
    void aRunIsGoingOnWhenTheWorkbenchCloses() throws Exception {
        Scenarios scenarios = new Scenarios("closing");
        ILaunch launch = RunTest.launch(
                scenarios.file("endless.foliot", TroubleTest.ENDLESS),
                Map.of(LaunchAttributes.FOLDER, KEPT.toString()));
        Ui.waitUntil("it is writing", () -> isWritten());
        assertThat(launch.getProcesses()[0].isTerminated()).isFalse();
    }

    private static boolean isWritten() {
        try (Stream<Path> files = Files.exists(KEPT) ? Files.list(KEPT) : Stream.empty()) {
            return files.findAny().isPresent();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
