package org.foliot.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.foliot.api.extension.Catalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compiles scenarios without running them. */
@Command(
        name = "check",
        description = "Say what is wrong with scenarios, without running them.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Scenario files, or directories of them.")
    private List<Path> paths = new ArrayList<>();

    @Mixin
    private ParameterSettings settings;

    @Option(names = "--json", description = "Print the diagnostics as a JSON document.")
    private boolean json;

    private final Supplier<Catalog> catalog;
    private final Languages languages;

    CheckCommand(Supplier<Catalog> catalog, Languages languages) {
        this.catalog = catalog;
        this.languages = languages;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<CompiledFile> compiled = new ScenarioCompiler(catalog, languages, settings.values())
                .compile(FoundFiles.expand(paths, FoundFiles.SCENARIO));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            DiagnosticsDocument.write(compiled, out);
        } else {
            compiled.forEach(c -> out.print(c.printed()));
            long errors = compiled.stream().filter(CompiledFile::hasErrors).count();
            out.printf("%d of %d files are in order%n", compiled.size() - errors, compiled.size());
        }
        out.flush();
        return compiled.stream().anyMatch(CompiledFile::hasErrors) ? ExitCode.INVALID_SCENARIO : ExitCode.OK;
    }
}
