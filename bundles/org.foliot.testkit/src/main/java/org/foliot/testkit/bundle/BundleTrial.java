package org.foliot.testkit.bundle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.UnwiredBundle;
import org.foliot.testkit.BrokenRule;
import org.foliot.testkit.Check;
import org.foliot.testkit.ExtensionRules;
import org.osgi.framework.Bundle;

/**
 * A jar as Foliot would load it: what it adds, why it does not, and whether that keeps the rules of its kind.
 *
 * <p>The framework that it was installed in runs until the trial is closed; checks can be run until then.
 */
public final class BundleTrial implements AutoCloseable {
    private static final String WIRED = "it is wired";
    private static final String WIRED_RULE =
            "org.foliot.api.extension.Extension; help page \"Why is my bundle not wired?\"";

    private final TrialFramework framework = new TrialFramework();
    private final Path jar;
    private final Optional<Bundle> bundle;
    private final List<InstalledExtension> extensions;
    private final List<UnwiredBundle> problems;

    private BundleTrial(Path jar, Collection<Path> beside) {
        this.jar = jar;
        beside.forEach(framework::drop);
        Catalog before = framework.snapshot();
        this.bundle = framework.drop(jar);
        Catalog after = framework.snapshot();
        this.extensions = after.extensions().stream()
                .filter(e -> bundle.isPresent()
                        && e.bundle().symbolicName().equals(bundle.get().getSymbolicName()))
                .toList();
        Set<UnwiredBundle> found = new LinkedHashSet<>(after.unwired());
        before.unwired().forEach(found::remove);
        this.problems = List.copyOf(found);
    }

    /**
     * Installs a jar, with nothing beside it.
     *
     * @throws TrialException when the file cannot be read, or there is no framework to install it in
     */
    public static BundleTrial of(Path jar) {
        return beside(List.of(), jar);
    }

    /**
     * Installs a jar beside others, which it may need or get in the way of. Of two with the same file name the one on trial counts.
     *
     * @throws TrialException as {@link #of}
     */
    public static BundleTrial beside(Collection<Path> others, Path jar) {
        List<Path> beside = others.stream()
                .filter(o -> !o.getFileName().equals(jar.getFileName()))
                .collect(Collectors.toList());
        return new BundleTrial(jar, beside);
    }

    /** Symbolic name and version, or the name of the file where it is no bundle. */
    public String name() {
        return bundle.map(b -> b.getSymbolicName() + " " + b.getVersion())
                .orElse(jar.getFileName().toString());
    }

    /** What it adds to Foliot. */
    public List<InstalledExtension> extensions() {
        return extensions;
    }

    /** What is wrong between the jar and its extensions. */
    public List<UnwiredBundle> problems() {
        return problems;
    }

    /** All checks under the default options. */
    public List<Check> checks() {
        return checks(Map.of());
    }

    /**
     * Whether it is wired, and every rule that what it adds has to keep.
     *
     * @param settings option names to values, each as a scenario writes it; those that an extension does not have are not set
     */
    public List<Check> checks(Map<String, String> settings) {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(WIRED, WIRED_RULE, this::expectWired));
        for (InstalledExtension extension : extensions) {
            String prefix = extensions.size() == 1 ? "" : extension.kind().word() + " " + extension.id() + ": ";
            for (Check check : ExtensionRules.of(extension, settings)) {
                checks.add(new Check(prefix + check.name(), check.rule(), check.body()));
            }
        }
        return List.copyOf(checks);
    }

    private void expectWired() {
        if (!problems.isEmpty()) {
            throw BrokenRule.because(
                    problems.stream().map(p -> p.name() + ": " + p.reason()).collect(Collectors.joining("; ")));
        }
        if (extensions.isEmpty()) {
            throw BrokenRule.because(
                    name() + " adds no hypervisor, memory strategy or host scheduler; annotate the class"
                            + " with @Component and @Extension, and build it with bnd");
        }
    }

    /** Stops the framework. */
    @Override
    public void close() {
        framework.close();
    }
}
