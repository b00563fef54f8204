package org.foliot.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is said about data files, word for word: each {@code reading/*.json} beside the cases that are read of it and what is
 * wrong with it.
 *
 * <p>{@code mvn test -Dgolden.update=true} writes the texts anew; read the difference before it is committed.
 */
class ReadingTest {
    private static final Path FOLDER = Path.of("src/test/resources/reading");

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> messagesAreAsFrozen() throws IOException {
        List<Path> inputs;
        try (Stream<Path> files = Files.list(FOLDER)) {
            inputs = files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
        return inputs.stream().map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> check(f)));
    }

    private static void check(Path input) throws IOException {
        Recordings read = Recordings.read(List.of(input));
        String actual = "read: "
                + read.cases().stream().map(RecordedCase::id).collect(Collectors.joining(", ")) + "\n"
                + read.problems().stream()
                        .map(p -> p.toString().replace(FOLDER + "/", "") + "\n")
                        .collect(Collectors.joining());
        Path expected = input.resolveSibling(input.getFileName().toString().replace(".json", ".txt"));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, actual);
        }
        assertThat(expected).as("a frozen text beside every input").exists();
        assertThat(actual).isEqualTo(Files.readString(expected));
        assertThat(actual).doesNotContain("Exception", "Use JsonReader", ".:");
    }

    @Test
    void aFileThatIsNotThereIsAProblemOfThatFileAlone() {
        Path missing = folder.resolve("missing.json");
        Recordings read = Recordings.read(List.of(missing, FOLDER.resolve("sound.json")));
        assertThat(read.cases()).hasSize(1);
        assertThat(read.problems()).extracting(Problem::toString).containsExactly(missing + ": there is no such file");
    }

    @Test
    void aDirectoryIsNoDataFile() {
        assertThat(Recordings.read(List.of(folder)).problems())
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .startsWith("the file cannot be read");
    }

    @Test
    void otherJsonFilesAreNotTakenForDataFiles() {
        assertThat(Recordings.isDataFile(FOLDER.resolve("no-cases.json"))).isFalse();
        assertThat(Recordings.isDataFile(FOLDER.resolve("sound.json"))).isTrue();
        assertThat(Recordings.isDataFile(FOLDER.resolve("not-json.json"))).isTrue();
    }
}
