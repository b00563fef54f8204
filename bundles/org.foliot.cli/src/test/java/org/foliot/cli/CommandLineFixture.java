package org.foliot.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.foliot.api.extension.Catalog;
import org.foliot.catalog.CatalogSource;
import org.junit.jupiter.api.io.TempDir;

/** A command line without a framework around it, and what it has printed last. */
abstract class CommandLineFixture {
    @TempDir
    Path folder;

    private final Catalog installed;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    CommandLineFixture(Catalog installed) {
        this.installed = installed;
    }

    /** Executes a command; returns its exit code. */
    int foliot(Object... words) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of());
        return new FoliotApplication(new FixedCatalog(installed), null, null)
                .commandLine(terminal)
                .execute(Arrays.stream(words).map(Object::toString).toArray(String[]::new));
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** An installation that never changes. */
    private record FixedCatalog(Catalog snapshot) implements CatalogSource {
        @Override
        public Watch watch(Runnable changed) {
            return () -> {};
        }
    }
}
