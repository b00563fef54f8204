package org.foliot.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.OptionDescriptor;
import org.foliot.export.WholeFile;
import org.foliot.testkit.BrokenRule;
import org.foliot.testkit.Check;
import org.foliot.testkit.Deadline;
import org.foliot.testkit.Report;
import org.foliot.testkit.bundle.BundleTrial;
import org.foliot.testkit.bundle.TrialException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts jars of others to the test: whether Foliot finds what they add, and whether that keeps the rules of its kind. */
@Command(
        name = "verify-bundle",
        description =
                "Put a bundle to the test before it is installed: whether it is wired, and every rule of the hypervisor, memory"
                        + " strategy or host scheduler in it.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every rule is kept",
            "1:a rule is broken, or the bundle is not wired",
            "2:the command line is wrong, or a file cannot be read or written",
            "4:Foliot failed"
        })
final class VerifyBundleCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "JAR", arity = "1..*", description = "The bundles; each is tried by itself.")
    private List<Path> jars = new ArrayList<>();

    @Option(
            names = "--option",
            paramLabel = "NAME=VALUE",
            description = "Set an option for the test, as in a scenario; needed where one has no default.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--json", description = "Print the report as a JSON document.")
    private boolean json;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the report as JUnit XML, too.")
    private Path junit;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print only broken rules, and the summary.")
    private boolean quiet;

    private final Supplier<List<Path>> installed;

    /**
     * The command.
     *
     * @param installed the jars that it tries each jar beside
     */
    VerifyBundleCommand(Supplier<List<Path>> installed) {
        this.installed = installed;
    }

    @Override
    public Integer call() {
        for (Path jar : jars) {
            if (!Files.isRegularFile(jar) || !Files.isReadable(jar)) {
                throw new UsageException(jar + ": there is no such file, or it cannot be read");
            }
        }
        List<Verification> verifications = new ArrayList<>();
        for (Path jar : jars) {
            verifications.add(verify(jar));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            VerificationDocuments.print(verifications, out);
        } else {
            verifications.forEach(v -> v.lines(quiet).forEach(out::println));
        }
        out.flush();
        if (junit != null) {
            WholeFile.write(junit, writer -> VerificationDocuments.writeJunit(verifications, writer));
        }
        return verifications.stream().allMatch(v -> v.report().passed()) ? ExitCode.OK : ExitCode.EXPECTATION_FAILED;
    }

    private Verification verify(Path jar) {
        try (BundleTrial trial =
                Deadline.DEFAULT.get("installing it", () -> BundleTrial.beside(installed.get(), jar))) {
            refuseUnknownOptions(jar, trial.extensions());
            List<Check> checks = Deadline.DEFAULT.get("making it", () -> trial.checks(settings));
            return new Verification(jar, trial.name(), trial.extensions(), Report.of(checks, Deadline.DEFAULT));
        } catch (BrokenRule hung) {
            Check.Outcome outcome =
                    new Check.Outcome("it is wired", "org.foliot.api: no call may block", false, hung.getMessage());
            return new Verification(jar, jar.getFileName().toString(), List.of(), new Report(List.of(outcome)));
        } catch (TrialException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    private void refuseUnknownOptions(Path jar, List<InstalledExtension> extensions) {
        List<String> known = extensions.stream()
                .flatMap(e -> e.schema().options().stream())
                .map(OptionDescriptor::name)
                .distinct()
                .toList();
        for (String name : settings.keySet()) {
            if (!extensions.isEmpty() && !known.contains(name)) {
                throw new UsageException("--option " + name + ": nothing in " + jar + " has such an option; there "
                        + (known.isEmpty() ? "are none" : "are " + String.join(", ", known)));
            }
        }
    }
}
