package org.foliot.dsl.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All sound scenarios of the repository: those that are shipped and those of the tests. */
final class Scenarios {
    private static final Path EXAMPLES = Path.of("../../examples");
    private static final Path OURS = Path.of("src/test/resources/scenarios");

    private Scenarios() {}

    /** The files. */
    static List<Path> files() {
        List<Path> all = new ArrayList<>(in(EXAMPLES));
        all.addAll(ofTests());
        return all;
    }

    /** Those that get along with the extensions of {@link TestCatalog}; the shipped ones need what is shipped. */
    static List<Path> ofTests() {
        return in(OURS);
    }

    private static List<Path> in(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(f -> f.toString().endsWith(".foliot")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file. */
    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
