package org.foliot.dsl.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.foliot.dsl.Diagnostic;
import org.foliot.dsl.ParsedScenario;

/** Whatever becomes of a scenario under careless hands, the language answers with located diagnostics and never throws. */
class ErrorInsertionTest {
    private static final Pattern TOKEN =
            Pattern.compile("/\\*.*?\\*/|//[^\n]*|\"[^\"]*\"|[A-Za-z_]\\w*|\\d[\\w.]*|\\s+|.", Pattern.DOTALL);

    private static final List<String> STRANGE = List.of(
            "",
            "}",
            "{",
            "\"",
            "/*",
            "-",
            "..",
            "[*]",
            "999999999999999999999",
            "0x",
            "ms",
            "like",
            "web",
            "src",
            "end",
            "on",
            "\u0000",
            "µs",
            "(",
            "5",
            "%",
            "=",
            "param",
            "\n");

    /** What is done to one token. */
    enum Slip {
        DELETE,
        DUPLICATE,
        SWAP,
        REPLACE
    }

    record Accident(Slip slip, int where, String with) {}

    @Provide
    Arbitrary<List<Accident>> accidents() {
        return Combinators.combine(
                        Arbitraries.of(Slip.values()),
                        Arbitraries.integers().between(0, 1_000_000),
                        Arbitraries.of(STRANGE))
                .as(Accident::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<Path> scenario() {
        return Arbitraries.of(Scenarios.files());
    }

    @Property(tries = 1500)
    void neverThrows(@ForAll("scenario") Path file, @ForAll("accidents") List<Accident> accidents) {
        String text = Scenarios.text(file);
        for (Accident accident : accidents) {
            text = happen(text, accident);
        }

        ParsedScenario parsed = Languages.USUAL.parse(file, text);

        for (Diagnostic diagnostic : parsed.diagnostics()) {
            assertThat(diagnostic.message()).isNotBlank().doesNotContain("RULE_", "null", "Exception");
            String line =
                    parsed.lines().line(diagnostic.file(), diagnostic.line()).orElse("");
            assertThat(diagnostic.column() - 1).isBetween(0, line.length());
        }
        assertThat(parsed.model().isPresent() || parsed.hasErrors()).isTrue();
        Languages.USUAL.format(text);
    }

    private static String happen(String text, Accident accident) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        if (tokens.size() < 2) {
            return text + accident.with();
        }
        int at = accident.where() % (tokens.size() - 1);
        String token = tokens.get(at);
        switch (accident.slip()) {
            case DELETE -> tokens.set(at, "");
            case DUPLICATE -> tokens.set(at, token + " " + token);
            case SWAP -> {
                tokens.set(at, tokens.get(at + 1));
                tokens.set(at + 1, token);
            }
            case REPLACE -> tokens.set(at, accident.with());
        }
        return String.join("", tokens);
    }
}
