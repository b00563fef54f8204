package org.foliot.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScenarioSourceTest {
    private static List<String> names(String... paths) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String path : paths) {
            texts.put(path, "");
        }
        return ScenarioSource.of(texts).stream().map(ScenarioSource::name).toList();
    }

    @Test
    void aFileAloneHasItsOwnName() {
        assertThat(names("examples/a.foliot")).containsExactly("a.foliot");
        assertThat(names("/tmp/a.foliot")).containsExactly("a.foliot");
        assertThat(names("../a.foliot")).containsExactly("a.foliot");
    }

    @Test
    void importsLieWhereTheyLayBesideTheMainFile() {
        assertThat(names("in/a.foliot", "in/parts/b.foliot", "lib/c.foliot"))
                .containsExactly("in/a.foliot", "in/parts/b.foliot", "lib/c.foliot");
        assertThat(names("in/a.foliot", "in/parts/b.foliot")).containsExactly("a.foliot", "parts/b.foliot");
    }

    @Test
    void relativeAndAbsolutePathsMeet() {
        String here = Path.of("lib/c.foliot").toAbsolutePath().toString();
        assertThat(names("in/../in/a.foliot", here)).containsExactly("in/a.foliot", "lib/c.foliot");
    }

    @Test
    void theDigestIsThatOfTheTextInUtf8() {
        assertThat(new ScenarioSource("a", "a", "ä\n").digest())
                .isEqualTo("sha256:ac6f010e65c9ea739dbdaa21427edd5ef60c6d461ef4d619c003e3ab62453a56");
    }
}
