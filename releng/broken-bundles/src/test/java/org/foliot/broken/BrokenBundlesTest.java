package org.foliot.broken;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.testkit.Check;
import org.foliot.testkit.Conformance;
import org.foliot.testkit.Report;
import org.foliot.testkit.bundle.BundleTrial;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every broken bundle as a jar, in the framework that {@code foliot verify-bundle} tries jars in: what is found is frozen, and no
 * rule of the test kit is without a bundle that breaks it. Run with -Dgolden.update=true to freeze it anew.
 */
class BrokenBundlesTest {
    private static final Path GOLDEN = Path.of("src/test/golden");

    /** The rules that a bundle was held to, and those among them that it breaks. */
    private record Findings(List<Check.Outcome> outcomes) {
        List<Check.Outcome> broken() {
            return outcomes.stream()
                    .filter(o -> !o.passed() && !o.message().startsWith("not reached"))
                    .toList();
        }
    }

    private static final Map<BrokenBundle, Findings> FOUND = new LinkedHashMap<>();
    private static final Set<String> CLAIMED = new TreeSet<>();

    @BeforeAll
    static void tryAll(@TempDir Path folder) throws IOException {
        for (BrokenBundle bundle : BrokenBundle.all()) {
            try (BundleTrial trial = BundleTrial.of(bundle.writeTo(folder))) {
                trial.extensions().stream()
                        .map(InstalledExtension::service)
                        .filter(Hypervisor.class::isInstance)
                        .forEach(h -> CLAIMED.addAll(((Hypervisor<?>) h).abis()));
                FOUND.put(bundle, new Findings(Report.of(trial.checks()).outcomes()));
            }
        }
    }

    private static void freeze(String file, List<String> lines) throws IOException {
        Path golden = GOLDEN.resolve(file);
        String text = String.join("\n", lines) + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }

    private static List<String> names(List<Check.Outcome> outcomes) {
        return outcomes.stream().map(Check.Outcome::name).toList();
    }

    @Test
    void everyBundleIsWiredAndEveryBundleIsFoundOut() {
        FOUND.forEach((bundle, findings) -> {
            assertThat(findings.outcomes().get(0).name()).isEqualTo("it is wired");
            assertThat(findings.outcomes().get(0)).as("%s", bundle).matches(Check.Outcome::passed);
            assertThat(findings.broken()).as("%s", bundle).isNotEmpty();
        });
    }

    @Test
    void everyRuleFindsTheBundleThatIsMeantForIt() {
        FOUND.forEach((bundle, findings) -> bundle.rule()
                .ifPresent(rule ->
                        assertThat(names(findings.broken())).as("%s", bundle).contains(rule)));
    }

    @Test
    void noRuleIsWithoutABundleThatBreaksIt() throws IOException {
        Map<String, Set<String>> byRule = new LinkedHashMap<>();
        FOUND.forEach((bundle, findings) -> {
            findings.outcomes().stream()
                    .skip(1)
                    .forEach(o -> byRule.computeIfAbsent(
                            bundle.kind().word() + ": " + o.name() + "\n    rule: " + o.rule(),
                            n -> new LinkedHashSet<>()));
            findings.broken()
                    .forEach(o -> byRule.get(bundle.kind().word() + ": " + o.name() + "\n    rule: " + o.rule())
                            .add(bundle.name()));
        });
        List<String> table = new ArrayList<>();
        List<String> withoutBundle = new ArrayList<>();
        byRule.forEach((rule, bundles) -> {
            table.add(rule);
            table.add("    broken by: " + String.join(", ", bundles));
            if (bundles.isEmpty()) {
                withoutBundle.add(rule);
            }
        });
        assertThat(withoutBundle).isEmpty();
        freeze("rules.txt", table);
    }

    @Test
    void everyInterfaceThatHasRulesHasBundlesThatClaimIt() {
        assertThat(CLAIMED).containsAll(Conformance.abis());
    }

    @Test
    void whatIsSaidOfABrokenBundleIsFrozen() throws IOException {
        List<String> reports = new ArrayList<>();
        FOUND.forEach((bundle, findings) -> {
            reports.add(bundle.toString());
            findings.broken().forEach(o -> {
                reports.add("    " + o.name());
                reports.add("        " + steady(o.message()));
            });
        });
        freeze("broken-bundles.txt", reports);
    }

    /** How much is allocated or waited is not the same everywhere, and lines are numbered anew with every change. */
    private static String steady(String message) {
        return message.lines()
                .map(l -> l.replaceAll("allocates [0-9.]+ bytes", "allocates … bytes")
                        .replaceAll("waits: [0-9]+ times", "waits: … times")
                        .replaceAll("\\.java:[0-9]+", ".java"))
                .collect(Collectors.joining("\n        "));
    }
}
