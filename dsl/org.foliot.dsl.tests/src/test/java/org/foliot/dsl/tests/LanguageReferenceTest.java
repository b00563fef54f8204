package org.foliot.dsl.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.foliot.dsl.Codes;
import org.foliot.dsl.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the language reference shows is the language: its pieces parse, its whole scenario is sound. */
class LanguageReferenceTest {
    private static final Path PAGE = Path.of("../../bundles/org.foliot.doc/src/main/resources/help/language.md");
    private static final Pattern BLOCK = Pattern.compile("```\\n(.*?)```", Pattern.DOTALL);

    /** A piece names things that other pieces declare. */
    private static final Set<String> OF_PIECES =
            Set.of(Codes.NAME_UNKNOWN, Codes.FILE_NOT_FOUND, Codes.REFERENCE_MISSING);

    static List<String> pieces() {
        return BLOCK.matcher(Scenarios.text(PAGE))
                .results()
                .map((MatchResult r) -> r.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pieces")
    void pieceParses(String piece) {
        List<Diagnostic> errors = Languages.USUAL.parse(Path.of("piece.foliot"), piece).diagnostics().stream()
                .filter(Diagnostic::isError)
                .filter(d -> !OF_PIECES.contains(d.code()))
                .toList();

        assertThat(errors).isEmpty();
    }

    @Test
    void firstPieceIsAWholeScenario() {
        assertThat(Languages.USUAL
                        .parse(Path.of("piece.foliot"), pieces().get(0))
                        .diagnostics())
                .isEmpty();
    }
}
