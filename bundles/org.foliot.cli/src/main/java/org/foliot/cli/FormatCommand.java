package org.foliot.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.foliot.api.extension.Catalog;
import org.foliot.dsl.Diagnostic;
import org.foliot.dsl.DiagnosticPrinter;
import org.foliot.dsl.FoliotLanguage;
import org.foliot.dsl.ParsedScenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lays scenarios out. */
@Command(
        name = "format",
        description = "Lay scenarios out in place; a file that is not a scenario is left as it is.",
        mixinStandardHelpOptions = true)
final class FormatCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Scenario files, or directories of them.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--check", description = "Change nothing; name the files that are laid out otherwise, exit code 1.")
    private boolean check;

    private final Supplier<Catalog> catalog;
    private final Languages languages;

    FormatCommand(Supplier<Catalog> catalog, Languages languages) {
        this.catalog = catalog;
        this.languages = languages;
    }

    @Override
    public Integer call() throws InterruptedException {
        FoliotLanguage language = languages.create(catalog);
        PrintWriter out = spec.commandLine().getOut();
        int exitCode = ExitCode.OK;
        for (FoundFiles.Found found : FoundFiles.expand(paths, FoundFiles.SCENARIO)) {
            Path file = found.path();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            String text = FoundFiles.read(file);
            Optional<String> formatted = language.format(text);
            if (formatted.isEmpty()) {
                exitCode = Math.max(exitCode, explain(language, file, text));
            } else if (!formatted.get().equals(text)) {
                out.println(file);
                if (check) {
                    exitCode = Math.max(exitCode, ExitCode.EXPECTATION_FAILED);
                } else {
                    replace(file, formatted.get());
                }
            }
        }
        out.flush();
        return exitCode;
    }

    private int explain(FoliotLanguage language, Path file, String text) {
        ParsedScenario parsed = language.parse(file, text);
        DiagnosticPrinter printer = new DiagnosticPrinter(parsed.lines());
        List<Diagnostic> errors =
                parsed.diagnostics().stream().filter(Diagnostic::isError).toList();
        spec.commandLine().getErr().print(printer.print(errors));
        spec.commandLine().getErr().flush();
        return ExitCode.INVALID_SCENARIO;
    }

    /** Writes beside the file and renames, so that the file is the old or the new one and nothing between. */
    private static void replace(Path file, String text) {
        Path target = file.toAbsolutePath();
        Path beside = target.resolveSibling("." + target.getFileName() + ".new");
        try {
            Path real = target.toRealPath();
            Files.writeString(beside, text);
            Files.move(beside, real, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            delete(beside);
            throw new UsageException(file + " cannot be written (" + e.getMessage() + "); it is as it was", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException ignored) {
            // The message about the file that matters follows; what is left is a hidden file beside it.
            return;
        }
    }
}
