package org.foliot.archetype;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.foliot.api.extension.ExtensionKind;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a new project is, file by file; the integration tests build the same trees. */
class GoldenTreeTest {
    private static final Path GOLDEN = Path.of("src/test/golden");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "HYPERVISOR, mirror,",
        "MEMORY_STRATEGY, ledger, com.example.timekeeping",
        "HOST_SCHEDULER, merry-go-round,"
    })
    void aNewProjectIsThisTree(ExtensionKind kind, String name, String packageName) throws IOException {
        Path written =
                BundleProject.of(kind, name, Optional.ofNullable(packageName)).writeTo(folder);
        Path golden = GOLDEN.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            replace(golden, read(written));
        }
        assertThat(read(written)).isEqualTo(read(golden));
    }

    private static Map<String, String> read(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(root)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return files;
    }

    private static void replace(Path root, Map<String, String> files) throws IOException {
        for (String old : Files.exists(root)
                ? read(root).keySet()
                : Map.<String, String>of().keySet()) {
            Files.delete(root.resolve(old));
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
