package org.foliot.uitests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.core.runtime.Platform;
import org.junit.jupiter.api.Test;

/** The log of the workbench after all that. */
class ErrorLogTest {

    @Test
    void nothingHasBeenLogged() throws Exception {
        Path log = Platform.getLogFileLocation().toFile().toPath();
        String entries = Files.exists(log) ? Files.readString(log) : "";
        assertThat(entries.lines().filter(line -> line.startsWith("!ENTRY") || line.startsWith("!MESSAGE")))
                .as(entries)
                .isEmpty();
    }
}
