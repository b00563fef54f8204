package org.foliot.uitests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import org.apache.log4j.Logger;
import org.eclipse.core.runtime.Platform;
import org.junit.jupiter.api.Test;

/** The log of the workbench after all that. */
class ErrorLogTest {

    /** Otherwise the log would be clean whatever happens in the editor. */
    @Test
    void whatLibrariesWarnOfIsInIt() {
        Enumeration<?> appenders = Logger.getRootLogger().getAllAppenders();
        assertThat(Collections.list(appenders).stream()
                        .map(each -> each.getClass().getName()))
                .contains("org.foliot.ui.LibraryLog");
    }

    @Test
    void nothingHasBeenLogged() throws Exception {
        Path log = Platform.getLogFileLocation().toFile().toPath();
        String entries = Files.exists(log) ? Files.readString(log) : "";
        assertThat(entries.lines().filter(line -> line.startsWith("!ENTRY") || line.startsWith("!MESSAGE")))
                .as(entries)
                .isEmpty();
    }
}
