package org.foliot.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first command of the README in sources that nobody has built yet. */
class FirstUseTest {
    /** What a fresh clone does not have. */
    private static final Set<String> LEFT_OUT = Set.of(".git", "target", "src-gen", "node_modules");

    @TempDir
    private Path folder;

    @Test
    void buildsWhatIsMissingAndThenRuns() throws Exception {
        Path clone = folder.resolve("a clone");
        Tree.copyWithout(LEFT_OUT, Foliot.sources(), clone);
        Foliot fresh = new Foliot(
                clone, Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString()));

        String first = fresh.shell(clone, "./foliot run examples/tutorial/stolen-time.foliot");
        assertThat(first)
                .startsWith("foliot: building Foliot; the first time takes a few minutes")
                .contains("Foliot Distribution", "foliot: built in ", "stolen_time  passed  10 s, seed 1");

        String second = fresh.shell(clone, "./foliot run examples/tutorial/stolen-time.foliot");
        assertThat(second).startsWith("stolen_time  passed  10 s, seed 1");
        assertThat(first).endsWith(second);
    }
}
