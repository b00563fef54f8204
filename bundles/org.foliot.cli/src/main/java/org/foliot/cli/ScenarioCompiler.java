package org.foliot.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.foliot.api.extension.Catalog;
import org.foliot.cli.FoundFiles.Found;
import org.foliot.compiler.Compilation;
import org.foliot.compiler.Compiler;
import org.foliot.dsl.FoliotLanguage;
import org.foliot.dsl.ParsedScenario;
import org.foliot.run.ScenarioSource;

/** Reads and compiles files, all against the same snapshot of what is installed until a new one is asked for. */
final class ScenarioCompiler {
    private final Supplier<Catalog> source;
    private final Map<String, String> parameters;
    private final FoliotLanguage language;
    private final Compiler compiler = new Compiler();
    private Catalog catalog;

    ScenarioCompiler(Supplier<Catalog> source, Languages languages, Map<String, String> parameters) {
        this.source = source;
        this.catalog = source.get();
        this.parameters = parameters;
        this.language = languages.create(() -> catalog);
    }

    Catalog catalog() {
        return catalog;
    }

    /** From now on, what is installed at this moment counts. */
    void renew() {
        catalog = source.get();
    }

    /** Compiles all files, in order. */
    List<CompiledFile> compile(List<Found> files) throws InterruptedException {
        List<CompiledFile> compiled = new ArrayList<>();
        for (Found file : files) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            compiled.add(compile(file));
        }
        return compiled;
    }

    private CompiledFile compile(Found found) {
        return compile(found, parameters);
    }

    /** Compiles a file with parameters of its own. */
    CompiledFile compile(Found found, Map<String, String> values) {
        Path file = found.path();
        ParsedScenario parsed = language.parse(file);
        // A file without a scenario line that was found in a directory is there for others to import.
        boolean part = !found.named()
                && parsed.model().isPresent()
                && parsed.model().get().getScenario() == null;
        Compilation compilation = compiler.compile(parsed, catalog, part ? Map.of() : values);
        return new CompiledFile(
                file,
                part ? Optional.empty() : compilation.program(),
                part,
                compilation.diagnostics(),
                parsed.lines(),
                ScenarioSource.of(parsed.texts()),
                parsed.files());
    }
}
