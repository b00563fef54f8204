package org.foliot.testkit.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.scheduler.HostScheduler;
import org.foliot.testkit.Check;
import org.foliot.testkit.broken.BadOptions;
import org.foliot.testkit.broken.BrokenMemory;
import org.foliot.testkit.broken.BrokenMemoryBundle;
import org.foliot.testkit.broken.BrokenScheduler;
import org.foliot.testkit.broken.BrokenSchedulerBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jars that are broken on purpose, in the framework that Foliot runs in: each is found out, and what is said about it is frozen.
 * Run with -Dgolden.update=true to freeze it anew.
 */
class BrokenBundlesTest {
    private static final Path GOLDEN = Path.of("src/test/golden");

    @TempDir
    private Path folder;

    private static void freeze(String file, List<String> lines) throws IOException {
        Path golden = GOLDEN.resolve(file);
        String text = String.join("\n", lines) + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }

    /** What is said of a jar about a rule; how much is allocated or waited is not the same everywhere. */
    private static List<String> finding(String name, String rule, Path jar) {
        try (BundleTrial trial = BundleTrial.of(jar)) {
            Check.Outcome outcome = trial.checks().stream()
                    .filter(c -> c.name().equals(rule))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(name + ": " + trial.problems()))
                    .run();
            assertThat(outcome.passed()).as(name).isFalse();
            String message = outcome.message()
                    .replaceAll("allocates [0-9.]+ bytes", "allocates … bytes")
                    .replaceAll("waits: [0-9]+ times", "waits: … times");
            return List.of(rule, "    bundle: " + name, "    found:  " + message, "    source: " + outcome.rule());
        }
    }

    @Test
    void everyRuleFindsTheJarThatBreaksIt() throws Exception {
        List<String> table = new ArrayList<>();
        for (BrokenMemory broken : BrokenMemory.values()) {
            Path jar = TestJar.named("org.example." + broken.name().toLowerCase(java.util.Locale.ROOT))
                    .component(BrokenMemoryBundle.class, MemoryStrategy.class, "broken")
                    .selecting(broken.name())
                    .writeTo(folder);
            table.addAll(finding(broken.name(), broken.rule(), jar));
        }
        for (BrokenScheduler broken : BrokenScheduler.values()) {
            Path jar = TestJar.named("org.example." + broken.name().toLowerCase(java.util.Locale.ROOT))
                    .component(BrokenSchedulerBundle.class, HostScheduler.class, "broken")
                    .selecting(broken.name())
                    .writeTo(folder);
            table.addAll(finding(broken.name(), broken.rule(), jar));
        }
        table.addAll(options(BadOptions.Undocumented.class, "every option says what it does"));
        table.addAll(options(BadOptions.RefusesItsDefaults.class, "the defaults are good for every kernel release"));
        table.addAll(options(
                BadOptions.LimitsTheOtherWayRound.class, "every word and every limit that is declared is accepted"));
        table.addAll(options(BadOptions.Remembers.class, "the component has no state"));
        freeze("broken-bundles.txt", table);
    }

    private List<String> options(Class<?> component, String rule) throws IOException {
        Path jar = memory(component).writeTo(folder);
        return finding(component.getSimpleName(), rule, jar);
    }

    private static TestJar memory(Class<?> component) {
        return TestJar.named("org.example.spare").component(component, MemoryStrategy.class, "spare");
    }

    private static List<String> problem(String what, Path jar) {
        try (BundleTrial trial = BundleTrial.of(jar)) {
            Check.Outcome wired = trial.checks().get(0).run();
            assertThat(wired.passed()).as(what).isFalse();
            // What exactly is wrong with a file, each JDK says in its own words.
            return List.of(what, "    " + wired.message().replaceAll("readable jar \\(.*\\)", "readable jar (…)"));
        }
    }

    @Test
    void whatIsWrongWithAJarIsOneMessageThatSaysWhatToChange() throws Exception {
        List<String> messages = new ArrayList<>();
        Class<?> sound = BadOptions.Remembers.class;
        messages.addAll(problem(
                "wrong version of the API",
                memory(sound)
                        .header(
                                "Import-Package",
                                TestJar.EXTENSION_PACKAGE + ",org.foliot.api.memory;version=\"[2,3)\","
                                        + TestJar.PACKAGES)
                        .writeTo(folder)));
        messages.addAll(problem(
                "a package that nobody exports",
                memory(sound)
                        .header(
                                "Import-Package",
                                TestJar.EXTENSION_PACKAGE + "," + TestJar.MEMORY_PACKAGE + "," + TestJar.PACKAGES
                                        + ",com.example.gone")
                        .writeTo(folder)));
        messages.addAll(problem(
                "no import of the annotations",
                memory(BadOptions.Undocumented.class)
                        .header("Import-Package", TestJar.MEMORY_PACKAGE + "," + TestJar.PACKAGES)
                        .writeTo(folder)));
        messages.addAll(
                problem("no component", TestJar.named("org.example.spare").writeTo(folder)));
        messages.addAll(problem(
                "two components with one id",
                memory(sound).component(sound, MemoryStrategy.class, "spare").writeTo(folder)));
        messages.addAll(problem(
                "no id",
                TestJar.named("org.example.spare")
                        .component(sound, MemoryStrategy.class, null)
                        .writeTo(folder)));
        messages.addAll(problem(
                "an id with spaces",
                TestJar.named("org.example.spare")
                        .component(sound, MemoryStrategy.class, "spare pages")
                        .writeTo(folder)));
        messages.addAll(problem(
                "an option of unknown type",
                memory(BadOptions.UnknownType.class).writeTo(folder)));
        messages.addAll(problem(
                "a default outside its range",
                memory(BadOptions.DefaultOutOfRange.class).writeTo(folder)));
        messages.addAll(problem("a truncated jar", truncated(memory(sound).writeTo(folder))));
        messages.addAll(problem(
                "a jar that is no bundle",
                memory(sound).header("Bundle-SymbolicName", null).writeTo(folder)));
        messages.addAll(problem("an empty file", Files.write(folder.resolve("empty.jar"), new byte[0])));
        freeze("bad-input.txt", messages);
    }

    private static Path truncated(Path jar) throws IOException {
        byte[] content = Files.readAllBytes(jar);
        return Files.write(jar.resolveSibling("truncated.jar"), java.util.Arrays.copyOf(content, content.length / 2));
    }

    @Test
    void twoComponentsWithIdsOfTheirOwnAreTwoExtensions() throws Exception {
        Path jar = TestJar.named("org.example.two")
                .component(BadOptions.Remembers.class, MemoryStrategy.class, "first")
                .component(BadOptions.Undocumented.class, MemoryStrategy.class, "second")
                .writeTo(folder);
        try (BundleTrial trial = BundleTrial.of(jar)) {
            assertThat(trial.extensions()).extracting(e -> e.id()).containsExactly("first", "second");
            assertThat(trial.checks())
                    .extracting(Check::name)
                    .doesNotHaveDuplicates()
                    .contains("memory first: the component has no state", "memory second: words are little-endian");
        }
    }
}
