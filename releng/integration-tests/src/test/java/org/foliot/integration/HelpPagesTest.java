package org.foliot.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Commands on the help pages, and on those of studies among the examples, print what the pages show, in a folder with the examples
 * and the scenarios of the page; scenarios on them pass, and studies draw the pictures on theirs. Run with -Dgolden.update=true to have the pages show the numbers of today.
 */
class HelpPagesTest {
    private static final Path PAGES = Foliot.sources().resolve("bundles/org.foliot.doc/src/main/resources/help");
    private static final Path STUDIES = Foliot.sources().resolve("examples/studies");
    private static final Pattern BLOCK = Pattern.compile("^```(\\w+) ?(.*)\\n((?s:.*?))^```$", Pattern.MULTILINE);
    private static final Pattern SCENARIO = Pattern.compile("(\\S+\\.foliot)( fails)?");
    /** A picture on the page of a study, kept in a folder as the study leaves it in the one that it is told. */
    private static final Pattern PICTURE = Pattern.compile("!\\[[^]]+]\\(([\\w-]+/(\\S+\\.svg))\\)");

    private static final Pattern OPTION = Pattern.compile("--[a-z-]+");

    @TempDir
    private Path folder;

    private static List<MatchResult> blocks(String page, String language) {
        return BLOCK.matcher(page)
                .results()
                .filter(b -> b.group(1).equals(language))
                .toList();
    }

    /** The help pages, the README, and the pages of studies. */
    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(pagesIn(PAGES));
        pages.add(Foliot.sources().resolve("README.md"));
        pages.addAll(pagesIn(STUDIES));
        return pages;
    }

    private static List<Path> pagesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".md")).sorted().toList();
        }
    }

    /** Puts examples, the scenarios of a page, and a script that starts Foliot into a folder. */
    private static void furnish(Path home, String page) throws IOException {
        Tree.copy(Foliot.sources().resolve("examples"), home.resolve("examples"));
        Path script = home.resolve("foliot");
        Files.writeString(script, "#!/bin/sh\nexec '" + Foliot.built().script() + "' \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        for (MatchResult block : blocks(page, "foliot")) {
            var name = SCENARIO.matcher(block.group(2));
            if (name.matches()) {
                Path file = home.resolve(name.group(1));
                Files.createDirectories(file.getParent());
                Files.writeString(file, block.group(3));
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> commandsPrintWhatIsShown() throws IOException {
        return pages().stream()
                .filter(p -> !blocks(read(p), "console").isEmpty())
                .map(p -> DynamicTest.dynamicTest(p.getFileName().toString(), () -> checkPage(p)));
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void checkPage(Path page) throws IOException, InterruptedException {
        String text = read(page);
        Path home = folder.resolve(page.getFileName().toString());
        furnish(home, text);
        String renewed = text;
        for (MatchResult block : blocks(text, "console")) {
            List<Transcript> now = new ArrayList<>();
            for (Transcript transcript : Transcript.of(block.group(3))) {
                now.add(check(transcript, Foliot.built().shell(home, transcript.command())));
            }
            renewed = renewed.replace(block.group(3), Transcript.block(now));
        }
        if (!renewed.equals(text)) {
            Files.writeString(page, renewed);
        }
        if (page.startsWith(STUDIES)) {
            checkPictures(page, home.resolve("out"));
        }
        // Of the page that builds a project.
        Stranger.forgetLibraries(home.resolve("ledger"));
    }

    private static void checkPictures(Path page, Path drawn) throws IOException {
        List<MatchResult> pictures = PICTURE.matcher(read(page)).results().toList();
        assertThat(pictures).isNotEmpty();
        for (MatchResult picture : pictures) {
            Path shown = page.resolveSibling(picture.group(1));
            Path now = drawn.resolve(picture.group(2));
            if (Boolean.getBoolean("golden.update")) {
                Files.copy(now, shown, StandardCopyOption.REPLACE_EXISTING);
            }
            assertThat(shown).hasSameTextualContentAs(now);
        }
    }

    private static Transcript check(Transcript transcript, String output) {
        if (transcript.shows(output)) {
            return transcript;
        }
        Optional<Transcript> renewed = transcript.renewed(output);
        if (Boolean.getBoolean("golden.update") && renewed.isPresent()) {
            return renewed.get();
        }
        assertThat(output).as(transcript.command()).isEqualTo(String.join("\n", transcript.shown()));
        return transcript;
    }

    @Test
    void scenariosPass() throws Exception {
        Map<String, String> expected = new TreeMap<>();
        for (Path page : pages()) {
            Path home = Files.createDirectory(folder.resolve(page.getFileName().toString()));
            for (MatchResult block : blocks(read(page), "foliot")) {
                var name = SCENARIO.matcher(block.group(2));
                if (block.group(2).isEmpty() || name.matches() && !name.group(1).contains("/")) {
                    Path file = home.resolve(block.start() + ".foliot");
                    Files.writeString(file, block.group(3));
                    expected.put(file.toString(), block.group(2).endsWith(" fails") ? "failed" : "passed");
                }
            }
        }
        Map<String, String> outcomes = new TreeMap<>();
        String json = Foliot.built()
                .run("run", folder.toString(), "--json", "-j", "2")
                .out();
        for (JsonElement run : JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("runs")) {
            String file = run.getAsJsonObject()
                    .getAsJsonObject("manifest")
                    .getAsJsonArray("files")
                    .get(0)
                    .getAsJsonObject()
                    .get("path")
                    .getAsString();
            outcomes.put(file, run.getAsJsonObject().get("outcome").getAsString());
        }
        assertThat(outcomes).isNotEmpty().isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "replay", "diff", "check", "format", "validate", "bundles", "verify-bundle"})
    void everyOptionIsOnThePageOfTheCommandLine(String command) throws Exception {
        String help = Foliot.built().run("help", command).out();
        String page = read(PAGES.resolve("command-line.md"));
        assertThat(OPTION.matcher(help).results().map(MatchResult::group).filter(o -> !o.matches("--help|--version")))
                .allSatisfy(option -> assertThat(page).contains(option));
    }
}
