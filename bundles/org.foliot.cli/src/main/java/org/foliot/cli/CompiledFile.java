package org.foliot.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.foliot.dsl.Diagnostic;
import org.foliot.dsl.DiagnosticPrinter;
import org.foliot.program.Program;
import org.foliot.run.ScenarioSource;

/**
 * A file and what became of it.
 *
 * @param file the path as the user gave it
 * @param program what can be run; absent when something is wrong, and of a part
 * @param part whether it only declares what others import
 * @param diagnostics what there is to say
 * @param lines the text, for excerpts
 * @param sources the file and all that it imports, for the manifest and the run directory
 * @param dependsOn where those files are, and others whose coming would change something
 */
record CompiledFile(
        Path file,
        Optional<Program> program,
        boolean part,
        List<Diagnostic> diagnostics,
        DiagnosticPrinter.Lines lines,
        List<ScenarioSource> sources,
        Set<Path> dependsOn) {
    boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }

    /** The diagnostics as people read them, empty for none. */
    String printed() {
        return new DiagnosticPrinter(lines).print(diagnostics);
    }
}
