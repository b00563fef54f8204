package org.foliot.dsl.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.foliot.dsl.ParsedScenario;
import org.foliot.dsl.foliot.ScenarioFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A scenario means the same after it was laid out, however narrow, and laying it out again changes nothing. */
class RoundTripTest {
    private static final int NARROW = 60;

    static List<Path> scenarios() {
        return Scenarios.files();
    }

    static List<Path> scenariosOfTests() {
        return Scenarios.ofTests();
    }

    @ParameterizedTest
    @MethodSource("scenariosOfTests")
    void scenarioIsSound(Path file) {
        ParsedScenario parsed = Languages.USUAL.parse(file);

        assertThat(parsed.hasErrors()).as(parsed.diagnostics().toString()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void layoutKeepsTheMeaning(Path file) {
        String text = Scenarios.text(file);

        String formatted = Languages.USUAL.format(text).orElseThrow();

        assertThat(sameModel(text, formatted)).isTrue();
        assertThat(Languages.USUAL.format(formatted)).contains(formatted);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void narrowLayoutKeepsTheMeaning(Path file) {
        String text = Scenarios.text(file);

        String narrow = Languages.USUAL.format(text, NARROW).orElseThrow();

        assertThat(sameModel(text, narrow)).isTrue();
        assertThat(Languages.USUAL.format(narrow, NARROW)).contains(narrow);
        assertThat(Languages.USUAL.format(narrow)).isEqualTo(Languages.USUAL.format(text));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void commentsSurvive(Path file) {
        String text = Scenarios.text(file);

        String narrow = Languages.USUAL.format(text, NARROW).orElseThrow();

        assertThat(comments(narrow)).isEqualTo(comments(text));
    }

    private static List<String> comments(String text) {
        return Pattern.compile("//[^\n]*|/\\*.*?\\*/", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(r -> r.group().replaceAll("\\s+", " ").strip())
                .toList();
    }

    @Test
    void layoutDoesNotDependOnHowItWasLaidOutBefore() {
        String flat = "scenario a host h{cpus 2 task hog[3]on cpu 0..1{busy nice-5}} timeline{at 1 s end}";

        assertThat(Languages.USUAL.format(flat)).contains("""
                        scenario a

                        host h {
                            cpus 2
                            task hog[3] on cpu 0..1 { busy  nice -5 }
                        }

                        timeline {
                            at 1 s end
                        }
                        """);
    }

    @Test
    void longClaimsAreBrokenBeforeAnOperator() {
        String text = "expect { always web.vcpu[0].running + web.vcpu[0].waiting + web.vcpu[0].idle <= web.elapsed }";

        assertThat(Languages.USUAL.format(text, NARROW)).contains("""
                        expect {
                            always web.vcpu[0].running + web.vcpu[0].waiting
                                + web.vcpu[0].idle <= web.elapsed
                        }
                        """);
    }

    @Test
    void whatDoesNotParseIsLeftAlone() {
        assertThat(Languages.USUAL.format("host {")).isEqualTo(Optional.empty());
    }

    private static boolean sameModel(String one, String other) {
        return EcoreUtil.equals(model(one), model(other));
    }

    /** Without its imports, so that it can be read anywhere; references then compare by name. */
    private static ScenarioFile model(String text) {
        return Languages.USUAL.parse(Path.of("round-trip.foliot"), text).model().orElseThrow();
    }
}
