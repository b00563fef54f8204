package org.foliot.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.foliot.dsl.FoliotLanguage;
import org.foliot.dsl.ParsedScenario;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the help pages show is the language, with the extensions that are shipped. What a fenced block is, its first line says:
 *
 * <ul>
 *   <li>{@code foliot}, or {@code foliot NAME.foliot}: a whole scenario, in a file of that name
 *   <li>{@code foliot part}: all of a page together, in their order, make one scenario
 *   <li>{@code foliot from PATH}: an excerpt of a file, which is sound itself
 * </ul>
 */
class HelpPagesTest {
    private static final Path PAGES = Path.of("../org.foliot.doc/src/main/resources/help");
    private static final Path ROOT = Path.of("../..");
    private static final Pattern BLOCK = Pattern.compile("^```(.*)\\n((?s:.*?))^```$", Pattern.MULTILINE);
    private static final Pattern KIND = Pattern.compile("|part|from \\S+|(?<name>\\S+\\.foliot)( fails)?");
    private static final FoliotLanguage LANGUAGE = FoliotLanguage.create(() -> ShippedCatalog.ALL);

    /** A fenced block of a page. */
    private record Block(Path page, int line, String language, String kind, String text) {
        static Stream<Block> of(Path page) {
            String content = read(page);
            return BLOCK.matcher(content).results().map(r -> {
                String[] words = r.group(1).split(" ", 2);
                int line = (int) content.substring(0, r.start()).lines().count() + 1;
                return new Block(page, line, words[0], words.length == 1 ? "" : words[1].strip(), r.group(2));
            });
        }

        @Override
        public String toString() {
            return PAGES.relativize(page) + ":" + line;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Path> pages() {
        try (Stream<Path> files = Files.walk(PAGES)) {
            return files.filter(f -> f.toString().endsWith(".md")).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<Block> scenarios() {
        return pages().stream().flatMap(Block::of).filter(b -> b.language().equals("foliot"));
    }

    private static List<String> problems(String name, String text) {
        ParsedScenario parsed = LANGUAGE.parse(ROOT.resolve(name), text);
        return new Compiler()
                .compile(parsed, ShippedCatalog.ALL, Map.of()).diagnostics().stream()
                        .map(d -> "line " + d.line() + ": " + d.message())
                        .toList();
    }

    @Test
    void everyBlockSaysWhatItIs() {
        List<Block> all = pages().stream().flatMap(Block::of).toList();
        assertThat(all).isNotEmpty().allSatisfy(b -> assertThat(b.language()).isNotEmpty());
        assertThat(scenarios()).isNotEmpty().allSatisfy(b -> assertThat(b.kind())
                .matches(KIND));
    }

    @TestFactory
    Stream<DynamicTest> wholeScenariosAreSound() {
        List<DynamicTest> tests = new ArrayList<>();
        scenarios().forEach(b -> {
            Matcher kind = KIND.matcher(b.kind());
            if (b.kind().isEmpty() || kind.matches() && kind.group("name") != null) {
                String name = b.kind().isEmpty() ? "piece.foliot" : kind.group("name");
                tests.add(DynamicTest.dynamicTest(
                        b.toString(), () -> assertThat(problems(name, b.text())).isEmpty()));
            }
        });
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> partsOfAPageMakeAScenario() {
        Map<Path, String> pages = scenarios()
                .filter(b -> b.kind().equals("part"))
                .collect(Collectors.groupingBy(Block::page, Collectors.mapping(Block::text, Collectors.joining())));
        assertThat(pages).isNotEmpty();
        return pages.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(
                        PAGES.relativize(e.getKey()).toString(),
                        () -> assertThat(problems("page.foliot", e.getValue())).isEmpty()));
    }
}
