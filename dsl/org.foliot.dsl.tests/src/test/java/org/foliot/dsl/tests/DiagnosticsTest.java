package org.foliot.dsl.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.foliot.dsl.Diagnostic;
import org.foliot.dsl.DiagnosticPrinter;
import org.foliot.dsl.FoliotLanguage;
import org.foliot.dsl.ParsedScenario;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is said about bad scenarios, word for word: each {@code diagnostics/*.foliot} beside the text that it must produce.
 *
 * <p>{@code mvn test -Dgolden.update=true} writes the texts anew; read the difference before it is committed. A file whose
 * first line is {@code // bare} is read where nothing is installed.
 */
class DiagnosticsTest {
    private static final Path FOLDER = Path.of("src/test/resources/diagnostics");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    @TestFactory
    Stream<DynamicTest> diagnosticsAreAsFrozen() throws IOException {
        List<Path> inputs;
        try (Stream<Path> files = Files.list(FOLDER)) {
            inputs =
                    files.filter(f -> f.toString().endsWith(".foliot")).sorted().toList();
        }
        return inputs.stream().map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> check(f)));
    }

    private static void check(Path input) throws IOException {
        FoliotLanguage language =
                Files.readString(input, StandardCharsets.UTF_8).startsWith("// bare")
                        ? Languages.BARE
                        : Languages.USUAL;
        ParsedScenario parsed = language.parse(input);
        String actual = new DiagnosticPrinter(parsed.lines())
                .print(parsed.diagnostics())
                .replace(FOLDER + "/", "");
        Path expected = input.resolveSibling(input.getFileName().toString().replace(".foliot", ".txt"));
        if (UPDATE) {
            Files.writeString(expected, actual, StandardCharsets.UTF_8);
        }
        assertThat(expected).as("a frozen text beside every input").exists();
        assertThat(actual).isEqualTo(Files.readString(expected, StandardCharsets.UTF_8));
        assertThat(parsed.diagnostics())
                .as("something to say about every bad input")
                .isNotEmpty();
        assertThat(parsed.diagnostics()).allSatisfy(d -> isInside(parsed, d));
    }

    private static void isInside(ParsedScenario parsed, Diagnostic d) {
        assertThat(d.line()).isPositive();
        assertThat(d.column()).isPositive();
        String line = parsed.lines().line(d.file(), d.line()).orElse("");
        assertThat(d.column() - 1).isLessThanOrEqualTo(line.length());
        assertThat(d.message()).doesNotEndWith(".").doesNotContain("RULE_", "null", "Exception");
    }

    @Test
    void thereAreEnoughOfThem() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.filter(f -> f.toString().endsWith(".txt")).count()).isGreaterThanOrEqualTo(40);
        }
    }
}
