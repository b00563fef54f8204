package org.foliot.doc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.foliot.api.observation.Metric;
import org.foliot.api.observation.Metrics;
import org.foliot.run.RefusalReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages that are written by hand: links lead somewhere, excerpts are excerpts, lists are complete. */
class PagesTest {
    private static final Path PAGES = Path.of("src/main/resources/help");
    private static final Path ROOT = Path.of("../..");
    private static final Pattern BLOCK = Pattern.compile("^```(.*)\\n((?s:.*?))^```$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
    private static final Pattern REASON = Pattern.compile("^\\| `([a-z_]+)` \\|", Pattern.MULTILINE);

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(PAGES)) {
            return files.filter(f -> f.toString().endsWith(".md")).sorted().toList();
        }
    }

    private static String prose(Path page) throws IOException {
        return BLOCK.matcher(Files.readString(page)).replaceAll("");
    }

    private static Set<String> anchors(Path page) throws IOException {
        return HEADING.matcher(prose(page))
                .results()
                .map(r -> r.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Path page) throws IOException {
        for (MatchResult link : LINK.matcher(prose(page)).results().toList()) {
            String[] parts = link.group(1).split("#", 2);
            Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
            assertThat(target).as(link.group()).exists();
            if (parts.length == 2) {
                assertThat(anchors(target)).as(link.group()).contains(parts[1]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void excerptsAreExcerpts(Path page) throws IOException {
        for (MatchResult block : BLOCK.matcher(Files.readString(page)).results().toList()) {
            String[] info = block.group(1).split(" ");
            if (info.length == 3 && info[1].equals("from")) {
                assertThat(ROOT.resolve(info[2])).content().as(info[2]).contains(block.group(2));
            }
        }
    }

    @Test
    void everyPageCanBeFoundFromTheFirst() throws IOException {
        String index = Files.readString(PAGES.resolve("index.md"));
        assertThat(pages()).filteredOn(p -> !p.endsWith("index.md")).allSatisfy(p -> assertThat(index)
                .contains("(" + PAGES.relativize(p) + ")"));
    }

    @Test
    void everyReasonOfRefusalIsExplained() throws IOException {
        String results = Files.readString(PAGES.resolve("results.md"));
        int from = results.indexOf("\n## Refused events\n");
        String section = results.substring(from, results.indexOf("\n## ", from + 1));
        assertThat(REASON.matcher(section).results().map(r -> r.group(1)))
                .containsExactlyInAnyOrderElementsOf(RefusalReason.words());
    }

    @Test
    void everyMetricIsExplained() throws IOException {
        String results = Files.readString(PAGES.resolve("results.md"));
        assertThat(Metrics.all()).extracting(Metric::name).allSatisfy(name -> assertThat(results)
                .contains("`" + name + "`"));
    }
}
