package org.foliot.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.archetype.ArchetypeException;
import org.foliot.archetype.BundleProject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the Maven project of a new extension. */
@Command(
        name = "bundle",
        description =
                "Write the Maven project of a new extension: it builds with \"mvn verify\" anywhere, keeps the rules of its kind,"
                        + " and is yours to change.",
        mixinStandardHelpOptions = true)
final class NewBundleCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** The kinds of extensions, by the words that {@link ExtensionKind#word} has for them. */
    enum Kind {
        hypervisor(ExtensionKind.HYPERVISOR),
        memory(ExtensionKind.MEMORY_STRATEGY),
        scheduler(ExtensionKind.HOST_SCHEDULER);

        private final ExtensionKind extension;

        Kind(ExtensionKind extension) {
            this.extension = extension;
        }
    }

    @Parameters(
            paramLabel = "NAME",
            description = "Name of the project's folder and, with underscores for hyphens, the word of scenarios.")
    private String name;

    @Option(
            names = "--kind",
            required = true,
            paramLabel = "KIND",
            description = "What it adds to Foliot: one of ${COMPLETION-CANDIDATES}.")
    private Kind kind;

    @Option(
            names = "--package",
            paramLabel = "PACKAGE",
            description = "Package of its classes, and symbolic name of the bundle; org.example.NAME by default.")
    private Optional<String> packageName = Optional.empty();

    @Option(names = "--dir", paramLabel = "DIR", defaultValue = ".", description = "Where to make its folder.")
    private Path directory;

    @Override
    public Integer call() {
        try {
            Path folder = BundleProject.of(kind.extension, name, packageName).writeTo(directory);
            spec.commandLine().getOut().println(folder);
            spec.commandLine().getOut().flush();
            return ExitCode.OK;
        } catch (ArchetypeException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }
}
