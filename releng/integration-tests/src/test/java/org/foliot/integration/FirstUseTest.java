package org.foliot.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first command of the README in sources that nobody has built yet. */
class FirstUseTest {
    /** What a fresh clone does not have. */
    private static final Set<String> LEFT_OUT = Set.of(".git", "target", "src-gen", "node_modules");

    @TempDir
    private Path folder;

    @Test
    void buildsWhatIsMissingAndThenRuns() throws Exception {
        Path clone = folder.resolve("a clone");
        copySources(Foliot.sources(), clone);
        Foliot fresh = new Foliot(
                clone, Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString()));

        String first = fresh.shell(clone, "./foliot run examples/tutorial/stolen-time.foliot");
        assertThat(first)
                .startsWith("foliot: building Foliot; the first time takes a few minutes")
                .contains("Foliot Distribution", "foliot: built in ", "stolen_time  passed  10 s, seed 1");

        String second = fresh.shell(clone, "./foliot run examples/tutorial/stolen-time.foliot");
        assertThat(second).startsWith("stolen_time  passed  10 s, seed 1");
        assertThat(first).endsWith(second);
    }

    private static void copySources(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (LEFT_OUT.contains(directory.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(place(directory));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, place(file), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }

            private Path place(Path original) {
                return to.resolve(from.relativize(original).toString());
            }
        });
    }
}
