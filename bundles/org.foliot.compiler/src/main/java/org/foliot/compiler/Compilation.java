package org.foliot.compiler;

import java.util.List;
import java.util.Optional;
import org.foliot.dsl.Diagnostic;
import org.foliot.program.Program;

/**
 * What came of compiling a scenario.
 *
 * @param program what can be run; absent exactly when a diagnostic is an error
 * @param diagnostics what is wrong or worth knowing, in the order of the text
 */
public record Compilation(Optional<Program> program, List<Diagnostic> diagnostics) {
    public Compilation {
        diagnostics = List.copyOf(diagnostics);
    }

    /** Whether the scenario cannot run. */
    public boolean hasErrors() {
        return program.isEmpty();
    }
}
