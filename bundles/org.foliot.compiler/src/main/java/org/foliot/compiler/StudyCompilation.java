package org.foliot.compiler;

import java.util.List;
import java.util.Optional;
import org.foliot.dsl.Diagnostic;

/**
 * What came of compiling a study.
 *
 * @param study what can be planned and run; absent exactly when a diagnostic is an error
 * @param diagnostics what is wrong or worth knowing, in the order of the text
 */
public record StudyCompilation(Optional<CompiledStudy> study, List<Diagnostic> diagnostics) {
    public StudyCompilation {
        diagnostics = List.copyOf(diagnostics);
    }
}
